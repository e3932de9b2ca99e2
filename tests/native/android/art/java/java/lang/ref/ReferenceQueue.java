package java.lang.ref;

import java.util.LinkedList;

public class ReferenceQueue<T> {
    private final LinkedList<Reference<? extends T>> list =
            new LinkedList<Reference<? extends T>>();
    public static Reference<?> unenqueued;

    public ReferenceQueue() {}

    @SuppressWarnings("unchecked")
    synchronized boolean enqueue(Reference<?> r) {
        if (r.queueNext != null) return false;
        r.queueNext = r;
        list.add((Reference<? extends T>) r);
        notifyAll();
        return true;
    }

    public synchronized Reference<? extends T> poll() {
        return list.isEmpty() ? null : list.removeFirst();
    }

    public Reference<? extends T> remove() throws InterruptedException {
        return remove(0);
    }

    public synchronized Reference<? extends T> remove(long ms) throws InterruptedException {
        while (list.isEmpty()) {
            wait(ms);
            if (ms > 0) break;
        }
        return poll();
    }

    static void add(Reference<?> l) {
        synchronized (ReferenceQueue.class) {
            unenqueued = l;
            ReferenceQueue.class.notifyAll();
        }
    }
}
