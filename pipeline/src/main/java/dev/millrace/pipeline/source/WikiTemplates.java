package dev.millrace.pipeline.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a reader sees of the templates that stand within sentences, by the names that they have in the English Wikipedia
 * and most others; all other templates show nothing here.
 */
final class WikiTemplates {
    /** Templates that show one of their parameters, counted from 1. */
    private static final Map<String, Integer> SHOWN = Map.ofEntries(
            Map.entry("lang", 2),
            Map.entry("langx", 2),
            Map.entry("transl", 2),
            Map.entry("transliteration", 2),
            Map.entry("ill", 1),
            Map.entry("interlanguage link", 1),
            Map.entry("nowrap", 1),
            Map.entry("nobr", 1),
            Map.entry("nobold", 1),
            Map.entry("nobreak", 1),
            Map.entry("small", 1),
            Map.entry("smaller", 1),
            Map.entry("big", 1),
            Map.entry("sic", 1),
            Map.entry("abbr", 1),
            Map.entry("tooltip", 1),
            Map.entry("sup", 1),
            Map.entry("sub", 1),
            Map.entry("em", 1),
            Map.entry("strong", 1),
            Map.entry("mono", 1),
            Map.entry("code", 1),
            Map.entry("tt", 1),
            Map.entry("var", 1),
            Map.entry("math", 1),
            Map.entry("mvar", 1),
            Map.entry("chem", 1),
            Map.entry("angbr", 1),
            Map.entry("unicode", 1),
            Map.entry("script", 2),
            Map.entry("visible anchor", 1),
            Map.entry("vanchor", 1),
            Map.entry("quote", 1),
            Map.entry("blockquote", 1),
            Map.entry("cquote", 1),
            Map.entry("quotation", 1),
            Map.entry("zitat", 1),
            Map.entry("citation bloc", 1),
            Map.entry("poem", 1),
            Map.entry("poemquote", 1),
            Map.entry("flag", 1),
            Map.entry("flagcountry", 1),
            Map.entry("formatnum", 1),
            Map.entry("val", 1),
            Map.entry("nihongo", 1),
            Map.entry("zh", 1),
            Map.entry("ship", 2),
            Map.entry("uss", 1),
            Map.entry("hms", 1),
            Map.entry("isbn", 1));

    private static final Map<String, String> FIXED = Map.of(
            "nbsp", " ",
            "spaces", " ",
            "ndash", "–",
            "snd", " – ",
            "spaced ndash", " – ",
            "mdash", "—",
            "mdashb", "—",
            "!", "|",
            "=", "=",
            "'", "'");

    /** Templates of a measure, value and unit first; its other units follow for the reader to convert to. */
    private static final Set<String> MEASURES = Set.of("convert", "cvt", "unité", "einheit");

    private static final String LANGUAGE = "lang-";
    private static final int LONGEST_NAME = 40;

    private WikiTemplates() {}

    /** @param template between the braces, its inner markup undone */
    static String shown(String template) {
        int bar = template.indexOf('|');
        String name = (bar < 0 ? template : template.substring(0, bar)).strip().toLowerCase(Locale.ROOT);
        name = name.replace('_', ' ');
        if (name.length() > LONGEST_NAME) {
            return "";
        }
        if (FIXED.containsKey(name)) {
            return FIXED.get(name);
        }
        boolean known = SHOWN.containsKey(name)
                || MEASURES.contains(name)
                || name.startsWith(LANGUAGE)
                || name.equals("circa")
                || name.equals("c.")
                || name.equals("as of")
                || name.equals("frac");
        return known && bar >= 0 ? shown(name, parameters(template.substring(bar + 1))) : "";
    }

    private static String shown(String name, List<String> parameters) {
        if (MEASURES.contains(name)) {
            return parameter(parameters, 1) + " " + parameter(parameters, 2);
        }
        if (name.startsWith(LANGUAGE)) {
            return parameter(parameters, 1);
        }
        return switch (name) {
            case "circa", "c." -> "c. " + parameter(parameters, 1);
            case "as of" -> "As of " + parameter(parameters, 1);
            case "frac" -> String.join("/", parameters);
            default -> parameter(parameters, SHOWN.get(name));
        };
    }

    private static String parameter(List<String> parameters, int number) {
        return number <= parameters.size() ? parameters.get(number - 1).strip() : "";
    }

    // parameters: [name "="] value *("|" [name "="] value), those named by numbers or "text" in their places
    private static List<String> parameters(String text) {
        List<String> parameters = new ArrayList<>();
        for (String each : text.split("\\|", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? "" : each.substring(0, equals).strip();
            boolean place = name.equals("1") || name.equals("2") || name.equals("text") || name.equals("quote");
            if (equals < 0 || name.indexOf(' ') >= 0 || name.indexOf('<') >= 0) {
                parameters.add(each);
            } else if (place) {
                parameters.add(each.substring(equals + 1));
            }
        }
        return parameters;
    }
}
