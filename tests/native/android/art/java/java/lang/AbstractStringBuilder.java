package java.lang;

abstract class AbstractStringBuilder implements Appendable, CharSequence {
    char[] value;
    int count;

    AbstractStringBuilder(int n) {
        value = new char[n];
    }

    public int length() {
        return count;
    }

    public int capacity() {
        return value.length;
    }

    final char[] getValue() {
        return value;
    }

    public void ensureCapacity(int n) {
        if (n > value.length) {
            char[] v = new char[Math.max(n, value.length * 2 + 2)];
            System.arraycopy(value, 0, v, 0, count);
            value = v;
        }
    }

    public void trimToSize() {}

    public char charAt(int i) {
        if (i < 0 || i >= count) throw new StringIndexOutOfBoundsException(i);
        return value[i];
    }

    public void setCharAt(int i, char c) {
        charAt(i);
        value[i] = c;
    }

    public void setLength(int n) {
        ensureCapacity(n);
        for (int i = count; i < n; i++) value[i] = 0;
        count = n;
    }

    public void getChars(int a, int b, char[] d, int at) {
        System.arraycopy(value, a, d, at, b - a);
    }

    public int codePointAt(int i) {
        return Character.codePointAt(this, i);
    }

    final void append0(char c) {
        ensureCapacity(count + 1);
        value[count++] = c;
    }

    final void append0(char[] c, int o, int n) {
        ensureCapacity(count + n);
        System.arraycopy(c, o, value, count, n);
        count += n;
    }

    final void append0(String s) {
        if (s == null) s = "null";
        int n = s.length();
        ensureCapacity(count + n);
        s.getCharsNoCheck(0, n, value, count);
        count += n;
    }

    final void delete0(int a, int b) {
        b = Math.min(b, count);
        if (a < 0 || a > b) throw new StringIndexOutOfBoundsException(a);
        System.arraycopy(value, b, value, a, count - b);
        count -= b - a;
    }

    final void insert0(int at, String s) {
        if (at < 0 || at > count) throw new StringIndexOutOfBoundsException(at);
        if (s == null) s = "null";
        int n = s.length();
        ensureCapacity(count + n);
        System.arraycopy(value, at, value, at + n, count - at);
        s.getCharsNoCheck(0, n, value, at);
        count += n;
    }

    final void reverse0() {
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            char c = value[i];
            value[i] = value[j];
            value[j] = c;
        }
    }

    public int indexOf(String s) {
        return toString().indexOf(s);
    }

    public int indexOf(String s, int i) {
        return toString().indexOf(s, i);
    }

    public int lastIndexOf(String s) {
        return toString().lastIndexOf(s);
    }

    public String substring(int a) {
        return substring(a, count);
    }

    public String substring(int a, int b) {
        if (a < 0 || b > count || a > b) throw new StringIndexOutOfBoundsException(a);
        return new String(value, a, b - a);
    }

    public CharSequence subSequence(int a, int b) {
        return substring(a, b);
    }

    public String toString() {
        return new String(value, 0, count);
    }
}
