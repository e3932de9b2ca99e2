package audiosession.framework;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Virtual time, and the message queues that live by it.
 *
 * <p>A looper's thread waits in {@link #poll} until the test's thread gives it a turn, so that the
 * order of everything is fixed. Time moves in {@link #advance} only.
 */
public final class Clock {
    private static final long BEGINNING_MILLIS = 1_000;
    /** How often to look whether a looper's thread has ended: it tells nobody. */
    private static final long THREAD_MILLIS = 20;

    private static final long NEVER = Long.MAX_VALUE;

    private static final class Queue {
        long deadline;
        boolean woken;
        boolean waiting;
        boolean granted;
        final Thread owner = Thread.currentThread();

        /** Whether its thread is running, or was started and has not come to its first poll. */
        boolean busy() {
            return !waiting && owner.isAlive() && owner != Thread.currentThread();
        }
    }

    private final Map<Long, Queue> byPointer = new LinkedHashMap<>();
    private final Collection<Queue> queues = byPointer.values();
    private final Object turns = new Object();
    private long created;
    private long now = BEGINNING_MILLIS;

    public synchronized long now() {
        return now;
    }

    /** Makes a queue; the answer is what the framework keeps as its native pointer. */
    public synchronized long create() {
        byPointer.put(++created, new Queue());
        return created;
    }

    public synchronized void destroy(long pointer) {
        byPointer.remove(pointer);
        notifyAll();
    }

    public synchronized void wake(long pointer) {
        Queue queue = byPointer.get(pointer);
        if (queue != null) {
            queue.woken = true;
            notifyAll();
        }
    }

    /** Waits on a looper's thread until the queue may go on: a message is due, or one was added. */
    public synchronized void poll(long pointer, int timeoutMillis) throws InterruptedException {
        Queue queue = byPointer.get(pointer);
        if (timeoutMillis == 0) {
            return;
        }
        queue.deadline = timeoutMillis < 0 ? NEVER : now + timeoutMillis;
        queue.waiting = true;
        notifyAll();
        while (!queue.granted) {
            wait();
        }
        queue.granted = false;
        queue.woken = false;
    }

    /** Lets every queue run, one after another, until none has anything due. */
    public void settle() throws InterruptedException {
        // A turn waits for its looper, and so gives the monitor up: another thread's turn must not
        // begin meanwhile.
        synchronized (turns) {
            giveTurns();
        }
    }

    private synchronized void giveTurns() throws InterruptedException {
        for (Queue queue = ready(); queue != null; queue = ready()) {
            queue.waiting = false;
            queue.granted = true;
            notifyAll();
        }
    }

    /** Lets time pass, stopping at each moment at which a message is due. */
    public void advance(long millis) throws InterruptedException {
        synchronized (turns) {
            long until = now() + millis;
            giveTurns();
            for (long next = nextDeadline(); next <= until; next = nextDeadline()) {
                moveTo(next);
                giveTurns();
            }
            moveTo(until);
        }
    }

    private synchronized void moveTo(long moment) {
        now = Math.max(now, moment);
    }

    /** The milliseconds until a message is due, -1 for none. */
    public synchronized long untilNext() {
        long next = nextDeadline();
        return next == NEVER ? -1 : Math.max(0, next - now);
    }

    private Queue ready() throws InterruptedException {
        while (queues.stream().anyMatch(Queue::busy)) {
            wait(THREAD_MILLIS);
        }
        for (Queue queue : queues) {
            if (queue.waiting && (queue.woken || queue.deadline <= now)) {
                return queue;
            }
        }
        return null;
    }

    private synchronized long nextDeadline() {
        long next = NEVER;
        for (Queue queue : queues) {
            if (queue.waiting) {
                next = Math.min(next, queue.deadline);
            }
        }
        return next;
    }
}
