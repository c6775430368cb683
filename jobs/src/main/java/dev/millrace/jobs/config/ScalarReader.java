package dev.millrace.jobs.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads numbers, sizes, booleans, texts and enumerations; a text that spells a number is one. */
final class ScalarReader {
    private ScalarReader() {}

    static boolean reads(Class<?> type) {
        return type == String.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == double.class
                || type == Double.class
                || type == boolean.class
                || type == Boolean.class
                || type.isEnum();
    }

    static Object read(ConfigValue value, Class<?> type, String key) {
        if (value.valueType() == ConfigValueType.NULL
                || value.valueType() == ConfigValueType.OBJECT
                || value.valueType() == ConfigValueType.LIST) {
            throw Place.error(value, key, "must be " + kind(type));
        }
        String text = value.atKey("v").getString("v").strip();
        if (type == String.class) {
            return value.atKey("v").getString("v");
        }
        if (type.isEnum()) {
            return constant(value, text, type, key);
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(value, text, key);
        }
        if (type == double.class || type == Double.class) {
            return number(value, text, key);
        }
        long whole = whole(value, text, type, key);
        if (type == long.class || type == Long.class) {
            return whole;
        }
        if (whole != (int) whole) {
            throw Place.error(value, key, "must be from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
        return (int) whole;
    }

    static String kind(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return "a whole number, or a size such as 8m or 64 MiB";
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> KeyName.of((Enum<?>) constant))
                .toList();
    }

    private static Object constant(ConfigValue value, String text, Class<?> type, String key) {
        int index = constants(type).indexOf(text);
        if (index < 0) {
            String meant = Nearest.to(text, constants(type))
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            throw Place.error(value, key, "must be " + kind(type) + meant);
        }
        return type.getEnumConstants()[index];
    }

    private static boolean truth(ConfigValue value, String text, String key) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw Place.error(value, key, "must be " + kind(boolean.class));
        };
    }

    private static double number(ConfigValue value, String text, String key) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Place.error(value, key, "must be " + kind(double.class));
    }

    private static long whole(ConfigValue value, String text, Class<?> type, String key) {
        try {
            if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1))) {
                return value.atKey("v").getBytes("v");
            }
            return new BigDecimal(text).longValueExact();
        } catch (NumberFormatException | ArithmeticException | ConfigException e) {
            throw Place.error(value, key, "must be " + kind(type));
        }
    }
}
