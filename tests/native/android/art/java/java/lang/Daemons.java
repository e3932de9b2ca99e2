package java.lang;

/** None: nothing is finalized here, and the collector runs where it is needed. */
public final class Daemons {
    public static void start() {}

    public static void startPostZygoteFork() {}

    public static void stop() {}

    private static void waitForDaemonStart() {}

    public static void requestGC() {}

    public static void requestHeapTrim() {}
}
