package bench;

import android.media.AudioAttributes;
import android.media.AudioFocusRequest;
import android.media.AudioManager;
import java.util.Random;

/** Calls whoever asked for focus last, as the platform's thread does, and takes the time of it. */
public final class Source {
    private static final int LOSS_TRANSIENT = -2;
    private static final int GAIN = 1;

    public static volatile AudioManager.OnAudioFocusChangeListener listener;
    public static int requests;
    public static volatile long fired;

    private static Thread thread;
    private static volatile Throwable failure;
    private static volatile long total;
    private static long[] begun = new long[0];
    private static long[] held = new long[0];

    private Source() {}

    /** Fires without a pause on this thread; returns the nanoseconds that all took. */
    public static long burst(int count) {
        total = burst(listener, count);
        return total;
    }

    private static long burst(AudioManager.OnAudioFocusChangeListener target, int count) {
        long before = System.nanoTime();
        for (int i = 0; i < count; i++) {
            target.onAudioFocusChange((i & 1) == 0 ? LOSS_TRANSIENT : GAIN);
        }
        return System.nanoTime() - before;
    }

    /** Fires on a thread of its own, at random distances of one to two intervals; 0: a burst. */
    public static void start(int intervalUs, int count) {
        begun = new long[intervalUs > 0 ? count : 0];
        held = new long[begun.length];
        failure = null;
        thread = new Thread(() -> {
            try {
                if (intervalUs > 0) {
                    oneByOne(intervalUs);
                } else {
                    burst(count);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }, "platform");
        thread.setDaemon(true);
        thread.start();
    }

    private static void oneByOne(int intervalUs) throws InterruptedException {
        AudioManager.OnAudioFocusChangeListener target = listener;
        Random random = new Random(1); // Never in step with the interpreter's switch interval
        for (int i = 0; i < begun.length; i++) {
            long us = intervalUs + random.nextInt(intervalUs);
            Thread.sleep(us / 1000, (int) (us % 1000) * 1000);
            fire(target, i);
        }
    }

    private static void fire(AudioManager.OnAudioFocusChangeListener target, int i) {
        begun[i] = System.nanoTime();
        target.onAudioFocusChange((i & 1) == 0 ? LOSS_TRANSIENT : GAIN);
        held[i] = System.nanoTime() - begun[i];
    }

    /** Has HotSpot compile the firing of one at a time, as a phone's own code is compiled. */
    public static void warm(int count) {
        begun = new long[1];
        held = new long[1];
        for (int i = 0; i < count; i++) {
            fire(listener, 0);
        }
    }

    public static boolean finished() {
        return !thread.isAlive();
    }

    /** What the last run took: a JSON object. */
    public static String report() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return "{\"total\":" + total + ",\"begun\":" + java.util.Arrays.toString(begun)
                + ",\"held\":" + java.util.Arrays.toString(held) + "}";
    }

    /** Fires for ever, once a millisecond, and counts. */
    public static void fireForEver() {
        AudioManager.OnAudioFocusChangeListener target = listener;
        thread = new Thread(() -> {
            for (;;) {
                target.onAudioFocusChange(GAIN);
                fired++;
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "platform");
        thread.setDaemon(true);
        thread.start();
    }

    // The floors: nothing but Java, and nothing but the step into C.

    static native void count(int change);

    static long burstInJava(int count) {
        int[] heard = new int[1];
        return burst(change -> heard[0] += change, count);
    }

    static long burstIntoC(int count) {
        return burst(Source::count, count);
    }

    static native void wake(int change);

    static native void schedule(int change);

    /** Puts a listener in the place of ours that does the least there is of one thing. */
    public static void listenAsFloor(String what) {
        int[] heard = new int[1];
        listener = what.equals("wake") ? Source::wake
                : what.equals("schedule") ? Source::schedule
                : change -> heard[0] += change;
    }

    static long requestInJava(int count) {
        AudioManager audio = new AudioManager();
        AudioManager.OnAudioFocusChangeListener holder = listener;
        long before = System.nanoTime();
        for (int i = 0; i < count; i++) {
            AudioAttributes attributes = new AudioAttributes.Builder()
                    .setUsage(1).setContentType(2).setFlags(0).build();
            audio.requestAudioFocus(new AudioFocusRequest.Builder(1)
                    .setAudioAttributes(attributes)
                    .setWillPauseWhenDucked(true)
                    .setAcceptsDelayedFocusGain(true)
                    .setOnAudioFocusChangeListener(change -> { }, null)
                    .build());
        }
        long spent = System.nanoTime() - before;
        listener = holder;
        requests -= count;
        return spent;
    }
}
