package java.lang;

import java.util.Arrays;

public class ThreadGroup implements Thread.UncaughtExceptionHandler {
    static final ThreadGroup systemThreadGroup = new ThreadGroup();
    static final ThreadGroup mainThreadGroup = new ThreadGroup(systemThreadGroup, "main");
    private final ThreadGroup parent;
    String name;
    int maxPriority = 10;
    boolean daemon;
    int nUnstartedThreads, nthreads, ngroups;
    Thread[] threads = new Thread[4];
    ThreadGroup[] groups = new ThreadGroup[4];

    private ThreadGroup() {
        name = "system";
        parent = null;
    }

    public ThreadGroup(String n) {
        this(Thread.currentThread().getThreadGroup(), n);
    }

    public ThreadGroup(ThreadGroup p, String n) {
        parent = p;
        name = n;
        p.add(this);
    }

    private synchronized void add(ThreadGroup g) {
        if (ngroups == groups.length) groups = Arrays.copyOf(groups, ngroups * 2);
        groups[ngroups++] = g;
    }

    synchronized void addUnstarted() {
        nUnstartedThreads++;
    }

    synchronized void add(Thread t) {
        if (nthreads == threads.length) threads = Arrays.copyOf(threads, nthreads * 2);
        threads[nthreads++] = t;
        nUnstartedThreads--;
    }

    synchronized void threadTerminated(Thread t) {
        for (int i = 0; i < nthreads; i++)
            if (threads[i] == t) {
                System.arraycopy(threads, i + 1, threads, i, --nthreads - i);
                threads[nthreads] = null;
                break;
            }
        if (nthreads == 0) notifyAll();
    }

    public final String getName() {
        return name;
    }

    public final ThreadGroup getParent() {
        return parent;
    }

    public synchronized int activeCount() {
        return nthreads;
    }

    public synchronized int enumerate(Thread[] out) {
        int n = Math.min(out.length, nthreads);
        System.arraycopy(threads, 0, out, 0, n);
        return n;
    }

    public final void checkAccess() {}

    public void uncaughtException(Thread t, Throwable e) {
        Thread.UncaughtExceptionHandler h = Thread.getDefaultUncaughtExceptionHandler();
        if (h != null) {
            h.uncaughtException(t, e);
            return;
        }
        System.log("Exception in thread \"" + t.getName() + "\"");
        e.printStackTrace();
    }
}
