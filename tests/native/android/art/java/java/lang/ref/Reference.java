package java.lang.ref;

import dalvik.annotation.optimization.FastNative;

/** Laid out by the runtime, which clears and enqueues it. */
public abstract class Reference<T> {
    private static boolean disableIntrinsic = false, slowPathEnabled = false;
    volatile T referent;
    final ReferenceQueue<? super T> queue;
    Reference queueNext;
    Reference<?> pendingNext;

    Reference(T r) {
        this(r, null);
    }

    Reference(T r, ReferenceQueue<? super T> q) {
        referent = r;
        queue = q;
    }

    public T get() {
        return getReferent();
    }

    @FastNative
    private final native T getReferent();

    public void clear() {
        clearReferent();
    }

    @FastNative
    native void clearReferent();

    public boolean isEnqueued() {
        return queue != null && queueNext != null;
    }

    public boolean enqueue() {
        return queue != null && queue.enqueue(this);
    }

    public static void reachabilityFence(Object o) {}
}
