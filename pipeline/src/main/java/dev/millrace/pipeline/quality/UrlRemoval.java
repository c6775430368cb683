package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.TopLevelDomains;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.stage.Transform;
import dev.millrace.pipeline.words.Spans;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes addresses out of the text, with the white space before them: those of names, and those of IPv4 numbers. After
 * RefinedWeb (arXiv 2306.01116) as DCLM's baseline has it (mlfoundations/dclm, modifiers.py, url_removal_modifier).
 */
public final class UrlRemoval implements Transform {
    public static final String NAME = "url-removal";

    /** Addresses taken out. */
    public static final String COUNT = NAME + ".addresses";

    private static final long serialVersionUID = 1L;

    /** Every repetition is bounded or ends the pattern, so it can't backtrack without end. */
    private static final Pattern NUMBERS = Pattern.compile(
            "\\b((https?|ftp)://)?(?:[0-2]?[0-9]{1,2}\\.){3}[0-2]?[0-9]{1,2}[-a-zA-Z0-9()@:%_+.~#?&/=]*+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final Settings settings;

    /** In which texts names are looked for. */
    public enum Names {
        ALWAYS,

        /** Where the text begins with the letters of a top-level domain in any case, as DCLM's program does. */
        AS_DCLM
    }

    /** @param names in which texts addresses of names are looked for */
    public record Settings(Names names) implements Serializable {
        public static Settings defaults() {
            return new Settings(Names.ALWAYS);
        }
    }

    public UrlRemoval(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Document edit(Document document) {
        String text = document.text();
        Spans names = new Spans();
        if (settings.names() == Names.ALWAYS || TopLevelDomains.begins(text)) {
            UrlSpans.find(text, names);
        }
        String named = without(text, names);
        Spans numbers = new Spans();
        findNumbers(named, numbers);
        Document measured = document.withMeasure(COUNT, names.size() + numbers.size());
        String rest = without(named, numbers);
        return rest.equals(text) ? measured : measured.withText(rest);
    }

    private static void findNumbers(String text, Spans found) {
        Matcher numbers = NUMBERS.matcher(text);
        int from = 0;
        while (numbers.find()) {
            found.add(UrlSpans.beforeSpace(text, from, numbers.start()), numbers.end());
            from = numbers.end();
        }
    }

    private static String without(String text, Spans spans) {
        StringBuilder left = new StringBuilder(text.length());
        int at = 0;
        for (int i = 0; i < spans.size(); i++) {
            left.append(text, at, spans.start(i));
            at = spans.end(i);
        }
        return at == 0 ? text : left.append(text, at, text.length()).toString();
    }
}
