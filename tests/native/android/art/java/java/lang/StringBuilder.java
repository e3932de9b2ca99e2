package java.lang;

public final class StringBuilder extends AbstractStringBuilder implements java.io.Serializable {
    public StringBuilder() {
        super(16);
    }

    public StringBuilder(int n) {
        super(n);
    }

    public StringBuilder(String s) {
        super(s.length() + 16);
        append0(s);
    }

    public StringBuilder(CharSequence s) {
        super(s.length() + 16);
        append0(s.toString());
    }

    public StringBuilder append(char c) {
        append0(c);
        return this;
    }

    public StringBuilder append(char[] c) {
        append0(c, 0, c.length);
        return this;
    }

    public StringBuilder append(char[] c, int o, int l) {
        append0(c, o, l);
        return this;
    }

    public StringBuilder append(String s) {
        append0(s);
        return this;
    }

    public StringBuilder append(StringBuffer s) {
        append0(String.valueOf((Object) s));
        return this;
    }

    public StringBuilder append(Object o) {
        append0(String.valueOf(o));
        return this;
    }

    public StringBuilder append(CharSequence s) {
        append0(String.valueOf((Object) s));
        return this;
    }

    public StringBuilder append(CharSequence s, int a, int b) {
        append0((s == null ? "null" : s).subSequence(a, b).toString());
        return this;
    }

    public StringBuilder appendCodePoint(int c) {
        char[] v = Character.toChars(c);
        append0(v, 0, v.length);
        return this;
    }

    public StringBuilder delete(int a, int b) {
        delete0(a, b);
        return this;
    }

    public StringBuilder deleteCharAt(int a) {
        charAt(a);
        delete0(a, a + 1);
        return this;
    }

    public StringBuilder replace(int a, int b, String s) {
        delete0(a, b);
        insert0(a, s);
        return this;
    }

    public StringBuilder reverse() {
        reverse0();
        return this;
    }

    public StringBuilder insert(int i, char[] c) {
        insert0(i, new String(c));
        return this;
    }

    public StringBuilder insert(int i, char[] c, int o, int l) {
        insert0(i, new String(c, o, l));
        return this;
    }

    public StringBuilder append(boolean v) {
        append0(String.valueOf(v));
        return this;
    }

    public StringBuilder append(int v) {
        append0(String.valueOf(v));
        return this;
    }

    public StringBuilder append(long v) {
        append0(String.valueOf(v));
        return this;
    }

    public StringBuilder append(float v) {
        append0(String.valueOf(v));
        return this;
    }

    public StringBuilder append(double v) {
        append0(String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, boolean v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, int v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, long v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, float v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, double v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, char v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, Object v) {
        insert0(i, String.valueOf(v));
        return this;
    }

    public StringBuilder insert(int i, String v) {
        insert0(i, v);
        return this;
    }
}
