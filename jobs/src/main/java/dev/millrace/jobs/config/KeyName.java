package dev.millrace.jobs.config;

import java.util.Locale;

/** Names of record components as configuration keys: {@code minWords} is {@code min-words}. */
final class KeyName {
    private KeyName() {}

    /** A capital after a small letter or digit, or before a small letter, begins a word. */
    static String of(String camelCase) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            boolean afterSmall = i > 0 && !Character.isUpperCase(camelCase.charAt(i - 1));
            boolean beforeSmall = i > 0 && i + 1 < camelCase.length() && Character.isLowerCase(camelCase.charAt(i + 1));
            if (Character.isUpperCase(c) && (afterSmall || beforeSmall)) {
                key.append('-');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key itself below its parent's full key. */
    static String below(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }
}
