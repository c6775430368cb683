package dev.millrace.pipeline.quality;

import dev.millrace.pipeline.blocklist.TopLevelDomains;
import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.stage.Transform;
import dev.millrace.pipeline.words.Spans;
import java.io.Serializable;
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
            "\\s{0,10}\\b((https?|ftp)://)?(?:[0-2]?[0-9]{1,2}\\.){3}[0-2]?[0-9]{1,2}[-a-zA-Z0-9()@:%_+.~#?&/=]*+",
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
        StringBuilder left = new StringBuilder(text.length());
        int at = 0;
        for (int i = 0; i < names.size(); i++) {
            left.append(text, at, names.start(i));
            at = names.end(i);
        }
        String named =
                names.size() == 0 ? text : left.append(text, at, text.length()).toString();
        int numbers = (int) NUMBERS.matcher(named).results().count();
        Document measured = document.withMeasure(COUNT, names.size() + numbers);
        String rest = numbers == 0 ? named : NUMBERS.matcher(named).replaceAll("");
        return rest.equals(text) ? measured : measured.withText(rest);
    }
}
