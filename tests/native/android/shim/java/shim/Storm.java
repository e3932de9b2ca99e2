package shim;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.media.AudioManager;

/** What the system does by itself. */
final class Storm {
    private Storm() {}

    static void focus(int change) {
        AudioManager.OnAudioFocusChangeListener listener =
                (AudioManager.OnAudioFocusChangeListener) Os.listener("focus");
        listener.onAudioFocusChange(change);
    }

    /** Calls one listener over and over on this thread; its last change is -1. */
    static void focusMany(Object listener, int count) {
        AudioManager.OnAudioFocusChangeListener focus =
                (AudioManager.OnAudioFocusChangeListener) listener;
        for (int i = 1; i < count; i++) {
            focus.onAudioFocusChange(-2);
        }
        focus.onAudioFocusChange(-1);
    }

    static void focusFromThreads(int threads, int count) throws InterruptedException {
        Object listener = Os.listener("focus");
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = new Thread() {
                @Override
                public void run() {
                    focusMany(listener, count);
                }
            };
            all[i].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** Sends a broadcast whose int extras are name, value, name, value. */
    static void broadcast(String action, boolean sticky, String[] extras) {
        Intent intent = new Intent(action);
        for (int i = 0; i < extras.length; i += 2) {
            intent.putExtra(extras[i], Integer.parseInt(extras[i + 1]));
        }
        BroadcastReceiver receiver = (BroadcastReceiver) Os.listener("receiver");
        receiver.sticky = sticky;
        receiver.onReceive(Context.current, intent);
    }
}
