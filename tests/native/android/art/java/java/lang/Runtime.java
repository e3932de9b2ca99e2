package java.lang;

public class Runtime {
    private static final Runtime current = new Runtime();

    private Runtime() {}

    public static Runtime getRuntime() {
        return current;
    }

    static native String nativeLoad(String file, ClassLoader l, Class<?> caller);

    private static String nativeLoad(String file, ClassLoader l) {
        return nativeLoad(file, l, null);
    }

    public int availableProcessors() {
        return 1;
    }

    public void gc() {
        System.gc();
    }

    public native long freeMemory();

    public native long totalMemory();

    public native long maxMemory();

    public void addShutdownHook(Thread t) {}

    public void load(String p) {
        System.load(p);
    }
}
