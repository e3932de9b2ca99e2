package java.lang;

import dalvik.annotation.optimization.FastNative;

import java.util.Properties;

public final class System {
    public static java.io.InputStream in;
    public static java.io.PrintStream out, err;

    private System() {}

    @FastNative
    public static native void arraycopy(Object s, int so, Object d, int d0, int n);

    public static native long currentTimeMillis();

    public static native long nanoTime();

    static native void log(String s);

    public static int identityHashCode(Object o) {
        return Object.identityHashCode(o);
    }

    private static class Holder {
        static final Properties properties = make();
    }

    private static Properties make() {
        Properties p = new Properties();
        p.put("java.class.path", dalvik.system.VMRuntime.getRuntime().classPath());
        p.put("line.separator", "\n");
        p.put("file.separator", "/");
        p.put("path.separator", ":");
        p.put("java.library.path", "");
        p.put("user.dir", "/");
        p.put("os.name", "Linux");
        p.put("file.encoding", "UTF-8");
        p.put("java.io.tmpdir", "/tmp");
        p.put("user.language", "en");
        p.put("user.region", "US");
        for (String s : dalvik.system.VMRuntime.getRuntime().properties()) {
            int i = s.indexOf('=');
            if (i > 0) p.put(s.substring(0, i), s.substring(i + 1));
        }
        return p;
    }

    public static Properties getProperties() {
        return Holder.properties;
    }

    public static String getProperty(String n) {
        return Holder.properties.getProperty(n);
    }

    public static String getProperty(String n, String d) {
        return Holder.properties.getProperty(n, d);
    }

    public static String setProperty(String n, String v) {
        return (String) Holder.properties.setProperty(n, v);
    }

    public static String getenv(String n) {
        return null;
    }

    public static String lineSeparator() {
        return "\n";
    }

    public static SecurityManager getSecurityManager() {
        return null;
    }

    public static String mapLibraryName(String n) {
        return "lib" + n + ".so";
    }

    public static void logE(String m) {
        log(m);
    }

    public static void logE(String m, Throwable t) {
        log(m);
        t.printStackTrace();
    }

    public static void logW(String m) {
        log(m);
    }

    public static void logW(String m, Throwable t) {
        log(m);
        t.printStackTrace();
    }

    public static void logI(String m) {
        log(m);
    }

    public static void gc() {
        dalvik.system.VMRuntime.getRuntime().concurrentGC();
    }

    public static void runFinalization() {}

    public static void load(String p) {
        String e = Runtime.nativeLoad(p, dalvik.system.VMStack.getCallingClassLoader(), null);
        if (e != null) throw new UnsatisfiedLinkError(e);
    }

    public static void loadLibrary(String n) {
        load(mapLibraryName(n));
    }

    public static void exit(int c) {
        throw new UnsupportedOperationException("exit");
    }

    public static void arraycopy(char[] s, int a, char[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyCharUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyCharUnchecked(char[] s, int a, char[] d, int b, int n);

    public static void arraycopy(byte[] s, int a, byte[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyByteUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyByteUnchecked(byte[] s, int a, byte[] d, int b, int n);

    public static void arraycopy(short[] s, int a, short[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyShortUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyShortUnchecked(short[] s, int a, short[] d, int b, int n);

    public static void arraycopy(int[] s, int a, int[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyIntUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyIntUnchecked(int[] s, int a, int[] d, int b, int n);

    public static void arraycopy(long[] s, int a, long[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyLongUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyLongUnchecked(long[] s, int a, long[] d, int b, int n);

    public static void arraycopy(float[] s, int a, float[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyFloatUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyFloatUnchecked(float[] s, int a, float[] d, int b, int n);

    public static void arraycopy(double[] s, int a, double[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyDoubleUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyDoubleUnchecked(
            double[] s, int a, double[] d, int b, int n);

    public static void arraycopy(boolean[] s, int a, boolean[] d, int b, int n) {
        if (a < 0 || b < 0 || n < 0 || a > s.length - n || b > d.length - n)
            throw new ArrayIndexOutOfBoundsException("arraycopy " + a + " " + b + " " + n);
        arraycopyBooleanUnchecked(s, a, d, b, n);
    }

    @FastNative
    private static native void arraycopyBooleanUnchecked(
            boolean[] s, int a, boolean[] d, int b, int n);
}
