package java.lang;

import dalvik.annotation.optimization.FastNative;

import java.nio.charset.Charset;
import java.util.*;

/**
 * Laid out by the runtime, which keeps the characters behind the fields and takes each call of a
 * constructor to StringFactory. How many virtual methods and static fields it has is Android 11's.
 */
public final class String implements java.io.Serializable, Comparable<String>, CharSequence {
    private final int count;
    private int hash;
    private static final long serialVersionUID = -6849794470754667710L;
    private static final java.io.ObjectStreamField[] serialPersistentFields = null;
    public static final Comparator<String> CASE_INSENSITIVE_ORDER = new Insensitive();

    private static class Insensitive implements Comparator<String>, java.io.Serializable {
        public int compare(String a, String b) {
            return a.compareToIgnoreCase(b);
        }
    }

    public String() {
        throw sf();
    }

    public String(String s) {
        throw sf();
    }

    public String(char[] v) {
        throw sf();
    }

    public String(char[] v, int o, int c) {
        throw sf();
    }

    public String(int[] v, int o, int c) {
        throw sf();
    }

    public String(byte[] b, int hi, int o, int c) {
        throw sf();
    }

    public String(byte[] b, int hi) {
        throw sf();
    }

    public String(byte[] b, int o, int n, String cs) throws java.io.UnsupportedEncodingException {
        throw sf();
    }

    public String(byte[] b, int o, int n, Charset cs) {
        throw sf();
    }

    public String(byte[] b, String cs) throws java.io.UnsupportedEncodingException {
        throw sf();
    }

    public String(byte[] b, Charset cs) {
        throw sf();
    }

    public String(byte[] b, int o, int n) {
        throw sf();
    }

    public String(byte[] b) {
        throw sf();
    }

    public String(StringBuffer b) {
        throw sf();
    }

    public String(StringBuilder b) {
        throw sf();
    }

    String(int o, int n, char[] v) {
        throw sf();
    }

    private static RuntimeException sf() {
        return new UnsupportedOperationException("Use StringFactory");
    }

    @FastNative
    public native char charAt(int i);

    @FastNative
    public native int compareTo(String s);

    @FastNative
    public native String concat(String s);

    @FastNative
    private native String doReplace(char a, char b);

    @FastNative
    private native String fastSubstring(int start, int length);

    @FastNative
    native void getCharsNoCheck(int start, int end, char[] b, int index);

    @FastNative
    public native String intern();

    @FastNative
    public native char[] toCharArray();

    public int length() {
        return count >>> 1;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public boolean equals(Object o) {
        if (this == o) return true;
        if (!(o instanceof String)) return false;
        String s = (String) o;
        int n = length();
        if (n != s.length() || hashCode() != s.hashCode()) return false;
        for (int i = 0; i < n; i++) if (charAt(i) != s.charAt(i)) return false;
        return true;
    }

    public int hashCode() {
        int h = hash, n = length();
        if (h == 0 && n > 0) {
            for (int i = 0; i < n; i++) h = 31 * h + charAt(i);
            hash = h;
        }
        return h;
    }

    public boolean contentEquals(CharSequence s) {
        return equals(s.toString());
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    public boolean equalsIgnoreCase(String s) {
        return s != null && s.length() == length() && compareToIgnoreCase(s) == 0;
    }

    public int compareToIgnoreCase(String s) {
        int n = Math.min(length(), s.length());
        for (int i = 0; i < n; i++) {
            int d = fold(charAt(i)) - fold(s.charAt(i));
            if (d != 0) return d;
        }
        return length() - s.length();
    }

    public boolean regionMatches(int t, String s, int o, int n) {
        return regionMatches(false, t, s, o, n);
    }

    public boolean regionMatches(boolean ic, int t, String s, int o, int n) {
        if (o < 0 || t < 0 || t > (long) length() - n || o > (long) s.length() - n) return false;
        for (int i = 0; i < n; i++) {
            char a = charAt(t + i), b = s.charAt(o + i);
            if (a != b && !(ic && fold(a) == fold(b))) return false;
        }
        return true;
    }

    public boolean startsWith(String s, int o) {
        return regionMatches(o, s, 0, s.length());
    }

    public boolean startsWith(String s) {
        return startsWith(s, 0);
    }

    public boolean endsWith(String s) {
        return startsWith(s, length() - s.length());
    }

    public int codePointAt(int i) {
        return Character.codePointAt(this, i);
    }

    public int codePointCount(int a, int b) {
        return Character.codePointCount(this, a, b);
    }

    public int offsetByCodePoints(int i, int n) {
        return Character.offsetByCodePoints(this, i, n);
    }

    public int indexOf(int c) {
        return indexOf(c, 0);
    }

    public int indexOf(int c, int from) {
        for (int i = Math.max(from, 0); i < length(); i++) if (charAt(i) == c) return i;
        return -1;
    }

    public int lastIndexOf(int c) {
        return lastIndexOf(c, length() - 1);
    }

    public int lastIndexOf(int c, int from) {
        for (int i = Math.min(from, length() - 1); i >= 0; i--) if (charAt(i) == c) return i;
        return -1;
    }

    public int indexOf(String s) {
        return indexOf(s, 0);
    }

    public int indexOf(String s, int from) {
        for (int i = Math.max(from, 0); i + s.length() <= length(); i++)
            if (startsWith(s, i)) return i;
        return -1;
    }

    public int lastIndexOf(String s) {
        return lastIndexOf(s, length());
    }

    public int lastIndexOf(String s, int from) {
        for (int i = Math.min(from, length() - s.length()); i >= 0; i--)
            if (startsWith(s, i)) return i;
        return -1;
    }

    public boolean contains(CharSequence s) {
        return indexOf(s.toString()) >= 0;
    }

    public String substring(int a) {
        return substring(a, length());
    }

    public String substring(int a, int b) {
        if (a < 0 || b > length() || a > b) throw new StringIndexOutOfBoundsException(a);
        return a == 0 && b == length() ? this : fastSubstring(a, b - a);
    }

    public CharSequence subSequence(int a, int b) {
        return substring(a, b);
    }

    public String replace(char a, char b) {
        return indexOf(a) < 0 ? this : doReplace(a, b);
    }

    public String replace(CharSequence a, CharSequence b) {
        String find = a.toString(), with = b.toString();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i; (i = indexOf(find, at)) >= 0 && find.length() > 0; at = i + find.length())
            out.append(substring(at, i)).append(with);
        return out.append(substring(at)).toString();
    }

    public String replaceAll(String r, String w) {
        return java.util.regex.Pattern.compile(r).matcher(this).replaceAll(w);
    }

    public String replaceFirst(String r, String w) {
        return java.util.regex.Pattern.compile(r).matcher(this).replaceFirst(w);
    }

    public boolean matches(String r) {
        return java.util.regex.Pattern.matches(r, this);
    }

    public String[] split(String r) {
        return split(r, 0);
    }

    public String[] split(String r, int limit) {
        ArrayList<String> out = new ArrayList<String>();
        int at = 0;
        for (int i;
                (limit <= 0 || out.size() < limit - 1) && (i = indexOf(r, at)) >= 0;
                at = i + r.length()) out.add(substring(at, i));
        out.add(substring(at));
        if (limit == 0)
            while (!out.isEmpty() && out.get(out.size() - 1).isEmpty()) out.remove(out.size() - 1);
        return out.toArray(new String[out.size()]);
    }

    public static String join(CharSequence d, CharSequence... parts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) out.append(d);
            out.append(parts[i]);
        }
        return out.toString();
    }

    public String trim() {
        int a = 0, b = length();
        while (a < b && charAt(a) <= ' ') a++;
        while (a < b && charAt(b - 1) <= ' ') b--;
        return substring(a, b);
    }

    public String toLowerCase() {
        return toLowerCase(Locale.ROOT);
    }

    public String toUpperCase() {
        return toUpperCase(Locale.ROOT);
    }

    public String toLowerCase(Locale l) {
        char[] c = toCharArray();
        for (int i = 0; i < c.length; i++) c[i] = Character.toLowerCase(c[i]);
        return new String(c);
    }

    public String toUpperCase(Locale l) {
        char[] c = toCharArray();
        for (int i = 0; i < c.length; i++) c[i] = Character.toUpperCase(c[i]);
        return new String(c);
    }

    public void getChars(int a, int b, char[] d, int at) {
        if (a < 0 || b > length() || a > b || at < 0 || at + b - a > d.length)
            throw new StringIndexOutOfBoundsException(a);
        getCharsNoCheck(a, b, d, at);
    }

    void getChars(char[] d, int at) {
        getCharsNoCheck(0, length(), d, at);
    }

    public byte[] getBytes() {
        return libcore.util.CharsetUtils.toUtf8Bytes(this, 0, length());
    }

    public byte[] getBytes(String cs) throws java.io.UnsupportedEncodingException {
        return getBytes();
    }

    public byte[] getBytes(Charset cs) {
        return getBytes();
    }

    public String toString() {
        return this;
    }

    public static String valueOf(Object o) {
        return o == null ? "null" : o.toString();
    }

    public static String valueOf(char[] c) {
        return new String(c);
    }

    public static String valueOf(char[] c, int o, int n) {
        return new String(c, o, n);
    }

    public static String copyValueOf(char[] c, int o, int n) {
        return new String(c, o, n);
    }

    public static String valueOf(boolean v) {
        return v ? "true" : "false";
    }

    public static String valueOf(char v) {
        return new String(new char[] {v});
    }

    public static String valueOf(int v) {
        return Integer.toString(v);
    }

    public static String valueOf(long v) {
        return Long.toString(v);
    }

    public static String valueOf(float v) {
        return Float.toString(v);
    }

    public static String valueOf(double v) {
        return Double.toString(v);
    }

    public static String format(String f, Object... a) {
        return new Formatter().format(f, a).toString();
    }

    public static String format(Locale l, String f, Object... a) {
        return new Formatter(l).format(f, a).toString();
    }

    public int codePointBefore(int i) {
        return Character.codePointBefore(this, i);
    }

    public boolean contentEquals(StringBuffer s) {
        return equals(s.toString());
    }

    public void getBytes(int a, int b, byte[] d, int at) {
        for (; a < b; a++) d[at++] = (byte) charAt(a);
    }

    public String strip() {
        return trim();
    }

    public String repeat(int n) {
        StringBuilder b = new StringBuilder();
        while (n-- > 0) b.append(this);
        return b.toString();
    }

    public static String join(CharSequence d, Iterable<? extends CharSequence> parts) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (CharSequence p : parts) {
            if (!first) out.append(d);
            first = false;
            out.append(p);
        }
        return out.toString();
    }
}
