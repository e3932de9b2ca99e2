package java.lang;

import dalvik.annotation.optimization.FastNative;

/** The runtime finds its fields by name, and makes one for each native thread that is attached. */
public class Thread implements Runnable {
    private final Object lock = new Object();
    private volatile long nativePeer;
    boolean started;
    private volatile String name;
    private int priority;
    private boolean daemon;
    private boolean systemDaemon;
    private Runnable target;
    private ThreadGroup group;
    private ClassLoader contextClassLoader;
    ThreadLocal.Values localValues, inheritableValues;
    private long tid;
    private boolean unparkedBeforeStart;
    volatile Object parkBlocker;
    private volatile UncaughtExceptionHandler handler;
    private static volatile UncaughtExceptionHandler defaultHandler, preHandler;
    private static long next;
    private static int number;
    public static final int MIN_PRIORITY = 1, NORM_PRIORITY = 5, MAX_PRIORITY = 10;

    private static synchronized long nextId() {
        return ++next;
    }

    private static synchronized String nextName() {
        return "Thread-" + number++;
    }

    public enum State {
        NEW,
        RUNNABLE,
        BLOCKED,
        WAITING,
        TIMED_WAITING,
        TERMINATED
    }

    public interface UncaughtExceptionHandler {
        void uncaughtException(Thread t, Throwable e);
    }

    @FastNative
    public static native Thread currentThread();

    @FastNative
    public static native boolean interrupted();

    @FastNative
    public native boolean isInterrupted();

    @FastNative
    private native int getNativeTid();

    private static native void nativeCreate(Thread t, long stack, boolean daemon);

    private native int nativeGetStatus(boolean started);

    public static native boolean holdsLock(Object o);

    private native void interrupt0();

    private native void setNativeName(String n);

    private native void setPriority0(int p);

    @FastNative
    private static native void sleep(Object lock, long ms, int ns) throws InterruptedException;

    public static native void yield();

    public Thread() {
        this(null, null, nextName(), 0);
    }

    public Thread(Runnable r) {
        this(null, r, nextName(), 0);
    }

    public Thread(String n) {
        this(null, null, n, 0);
    }

    public Thread(Runnable r, String n) {
        this(null, r, n, 0);
    }

    public Thread(ThreadGroup g, Runnable r) {
        this(g, r, nextName(), 0);
    }

    public Thread(ThreadGroup g, String n) {
        this(g, null, n, 0);
    }

    public Thread(ThreadGroup g, Runnable r, String n) {
        this(g, r, n, 0);
    }

    public Thread(ThreadGroup g, Runnable r, String n, long stack) {
        Thread parent = currentThread();
        group = g == null ? parent.group : g;
        target = r;
        name = n;
        daemon = parent.daemon;
        priority = parent.priority;
        contextClassLoader = parent.contextClassLoader;
        tid = nextId();
        group.addUnstarted();
    }

    private Thread(ThreadGroup g, String n, int p, boolean d) {
        group = g;
        group.addUnstarted();
        name = n == null ? nextName() : n;
        priority = p;
        daemon = d;
        tid = nextId();
        contextClassLoader = null;
    }

    public void run() {
        if (target != null) target.run();
    }

    public synchronized void start() {
        if (started) throw new IllegalThreadStateException();
        started = true;
        group.add(this);
        nativeCreate(this, 0, daemon);
    }

    public static void sleep(long ms) throws InterruptedException {
        sleep(ms, 0);
    }

    public static void sleep(long ms, int ns) throws InterruptedException {
        if (ms == 0 && ns == 0) {
            return;
        }
        sleep(currentThread().lock, ms, ns);
    }

    public void interrupt() {
        interrupt0();
    }

    public final boolean isAlive() {
        return nativePeer != 0;
    }

    public final void join() throws InterruptedException {
        join(0, 0);
    }

    public final void join(long ms) throws InterruptedException {
        join(ms, 0);
    }

    public final void join(long ms, int ns) throws InterruptedException {
        synchronized (lock) {
            if (ms == 0 && ns == 0) {
                while (isAlive()) lock.wait();
                return;
            }
            long end = System.nanoTime() + ms * 1000000 + ns;
            for (long left; isAlive() && (left = end - System.nanoTime()) > 0; )
                lock.wait(left / 1000000, (int) (left % 1000000));
        }
    }

    public State getState() {
        return State.values()[nativeGetStatus(started)];
    }

    public final String getName() {
        return name;
    }

    public final synchronized void setName(String n) {
        name = n;
        if (started) setNativeName(n);
    }

    public final int getPriority() {
        return priority;
    }

    public final void setPriority(int p) {
        priority = p;
        if (isAlive()) setPriority0(p);
    }

    public final boolean isDaemon() {
        return daemon;
    }

    public final void setDaemon(boolean d) {
        daemon = d;
    }

    public final ThreadGroup getThreadGroup() {
        return group;
    }

    public long getId() {
        return tid;
    }

    public ClassLoader getContextClassLoader() {
        return contextClassLoader;
    }

    public void setContextClassLoader(ClassLoader l) {
        contextClassLoader = l;
    }

    public StackTraceElement[] getStackTrace() {
        StackTraceElement[] s = dalvik.system.VMStack.getThreadStackTrace(this);
        return s == null ? new StackTraceElement[0] : s;
    }

    public static void dumpStack() {
        new Exception("Stack trace").printStackTrace();
    }

    public UncaughtExceptionHandler getUncaughtExceptionHandler() {
        return handler != null ? handler : group;
    }

    public void setUncaughtExceptionHandler(UncaughtExceptionHandler h) {
        handler = h;
    }

    public static void setDefaultUncaughtExceptionHandler(UncaughtExceptionHandler h) {
        defaultHandler = h;
    }

    public static UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
        return defaultHandler;
    }

    public static void setUncaughtExceptionPreHandler(UncaughtExceptionHandler h) {
        preHandler = h;
    }

    public static UncaughtExceptionHandler getUncaughtExceptionPreHandler() {
        return preHandler;
    }

    private void dispatchUncaughtException(Throwable e) {
        if (preHandler != null) preHandler.uncaughtException(this, e);
        getUncaughtExceptionHandler().uncaughtException(this, e);
    }

    public String toString() {
        return "Thread[" + name + "," + priority + "]";
    }

    public static java.util.Map<Thread, StackTraceElement[]> getAllStackTraces() {
        java.util.Map<Thread, StackTraceElement[]> all =
                new java.util.HashMap<Thread, StackTraceElement[]>();
        for (ThreadGroup g :
                new ThreadGroup[] {ThreadGroup.mainThreadGroup, ThreadGroup.systemThreadGroup}) {
            Thread[] ts = new Thread[g.activeCount() + 8];
            for (int i = g.enumerate(ts) - 1; i >= 0; i--) all.put(ts[i], ts[i].getStackTrace());
        }
        return all;
    }
}
