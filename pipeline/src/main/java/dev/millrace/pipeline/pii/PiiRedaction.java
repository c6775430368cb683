package dev.millrace.pipeline.pii;

import dev.millrace.pipeline.document.Document;
import dev.millrace.pipeline.stage.Transform;
import dev.millrace.pipeline.words.Spans;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts examples in the place of e-mail addresses and globally reachable IP addresses, and counts them under
 * {@value #EMAILS} and {@value #IPS}. The examples of a kind are used in turn, from the first in each document, so that
 * a document's text never depends on the documents before it. After datatrove (0.10, formatters/pii.py), which knows
 * lower-case addresses and IPv4 only.
 */
public final class PiiRedaction implements Transform {
    public static final String NAME = "pii";

    /** Number of e-mail addresses replaced. */
    public static final String EMAILS = "pii.email";

    /** Number of IP addresses replaced. */
    public static final String IPS = "pii.ip";

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    /**
     * A list of one is a placeholder; a kind whose list is empty stays in the text and is not counted.
     *
     * @param emails in the place of e-mail addresses
     * @param ipv4 in the place of IPv4 addresses
     * @param ipv6 in the place of IPv6 addresses
     */
    public record Settings(List<String> emails, List<String> ipv4, List<String> ipv6) implements Serializable {
        public Settings {
            emails = List.copyOf(emails);
            ipv4 = List.copyOf(ipv4);
            ipv6 = List.copyOf(ipv6);
        }

        /** Names and numbers reserved for examples (RFC 2606, RFC 5737, RFC 3849). */
        public static Settings defaults() {
            return new Settings(
                    List.of("email@example.com", "firstname.lastname@example.org"),
                    List.of("192.0.2.1", "198.51.100.1", "203.0.113.1"),
                    List.of("2001:db8::1"));
        }
    }

    public PiiRedaction(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Document edit(Document document) {
        String text = document.text();
        SortedMap<String, Double> counts = new TreeMap<>();
        text = replace(text, new EmailFinder(), settings.emails(), EMAILS, counts);
        text = replace(text, new Ipv6Finder(), settings.ipv6(), IPS, counts);
        text = replace(text, new Ipv4Finder(), settings.ipv4(), IPS, counts);
        Document counted = document.withMeasures(counts);
        return text.equals(document.text()) ? counted : counted.withText(text);
    }

    private static String replace(
            String text, Finder finder, List<String> examples, String measure, SortedMap<String, Double> counts) {
        if (examples.isEmpty()) {
            return text;
        }
        Spans found = new Spans();
        finder.find(text, found);
        counts.merge(measure, (double) found.size(), Double::sum);
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int i = 0; i < found.size(); i++) {
            out.append(text, at, found.start(i)).append(examples.get(i % examples.size()));
            at = found.end(i);
        }
        return at == 0 ? text : out.append(text, at, text.length()).toString();
    }
}
