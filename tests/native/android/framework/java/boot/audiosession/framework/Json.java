package audiosession.framework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON: what goes between the framework and the simulated device. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Null, Boolean, Long, Double, String, List or Map. */
    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at != text.length()) {
            throw new IllegalArgumentException("not JSON from " + json.at + " on: " + text);
        }
        return value;
    }

    /** Writes scalars and int arrays; anything else is null. */
    static String write(Object[] values) {
        List<String> parts = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof String) {
                parts.add(quote((String) value));
            } else if (value instanceof Number || value instanceof Boolean) {
                parts.add(value.toString());
            } else if (value instanceof int[]) {
                parts.add(java.util.Arrays.toString((int[]) value));
            } else {
                parts.add("null");
            }
        }
        return "[" + String.join(",", parts) + "]";
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\' || c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private Object value() {
        space();
        char first = text.charAt(at);
        switch (first) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            default:
                return word();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        for (space(); text.charAt(at) != '}'; comma('}')) {
            space();
            String key = string();
            space();
            at++;
            object.put(key, value());
        }
        at++;
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        for (space(); text.charAt(at) != ']'; comma(']')) {
            array.add(value());
        }
        at++;
        return array;
    }

    private void comma(char end) {
        space();
        if (text.charAt(at) != end) {
            at++;
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                c = escaped();
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = text.charAt(++at);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
        }
        int known = "bfnrt".indexOf(c);
        return known < 0 ? c : "\b\f\n\r\t".charAt(known);
    }

    private Object word() {
        int start = at;
        while (at < text.length()
                && "-+.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "null":
                return null;
            case "true":
            case "false":
                return word.equals("true");
            default:
                if (word.matches("-?\\d+")) {
                    return Long.valueOf(word);
                }
                return Double.valueOf(word);
        }
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }
}
