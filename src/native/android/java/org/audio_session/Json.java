package org.audio_session;

/** Writes one JSON object or array. */
final class Json {
    private final StringBuilder out = new StringBuilder();
    private final char end;

    private Json(char begin, char end) {
        out.append(begin);
        this.end = end;
    }

    static Json object() {
        return new Json('{', '}');
    }

    static Json array() {
        return new Json('[', ']');
    }

    Json put(String key, int value) {
        return key(key).raw(Integer.toString(value));
    }

    Json put(String key, float value) {
        return key(key).raw(number(value));
    }

    Json put(String key, boolean value) {
        return key(key).raw(Boolean.toString(value));
    }

    /** Null, as text that the OS does not give, stays null. */
    Json put(String key, CharSequence value) {
        key(key);
        if (value == null) {
            return raw("null");
        }
        quote(value);
        return this;
    }

    Json put(String key, int[] values) {
        Json list = array();
        for (int i = 0; values != null && i < values.length; i++) {
            list.add(values[i]);
        }
        return put(key, list);
    }

    Json put(String key, Json value) {
        return key(key).raw(value == null ? "null" : value.toString());
    }

    Json putNull(String key) {
        return key(key).raw("null");
    }

    Json add(int value) {
        return comma().raw(Integer.toString(value));
    }

    Json add(float value) {
        return comma().raw(number(value));
    }

    Json add(Json value) {
        return comma().raw(value.toString());
    }

    @Override
    public String toString() {
        return out.toString() + end;
    }

    /** JSON has no infinities and no NaN: null stands for those. */
    private static String number(float value) {
        return Float.isNaN(value) || Float.isInfinite(value) ? "null" : Float.toString(value);
    }

    private Json raw(String text) {
        out.append(text);
        return this;
    }

    private Json comma() {
        if (out.length() > 1) {
            out.append(',');
        }
        return this;
    }

    private Json key(String key) {
        comma();
        quote(key);
        return raw(":");
    }

    private void quote(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
