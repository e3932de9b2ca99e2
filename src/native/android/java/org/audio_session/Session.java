package org.audio_session;

import android.content.Context;
import android.media.AudioManager;
import android.os.Build;
import android.os.Handler;
import android.os.HandlerThread;
import android.util.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an open driver holds in Java: the service, a thread for its callbacks, and listeners. */
final class Session {
    /** A flag of an event: this device will not report its kind. UNAVAILABLE in Python. */
    private static final int UNAVAILABLE = 1;

    final Context context;
    final AudioManager audio;
    final Handler handler;
    final OnHandler executor;
    private final HandlerThread thread;
    private final long port;
    private final List<Registration> registrations = new ArrayList<Registration>();
    private final Map<Long, Registration> focus = new TreeMap<Long, Registration>();

    private Session(Context context, AudioManager audio, long port) {
        this.context = context;
        this.audio = audio;
        this.port = port;
        thread = new HandlerThread("audio_session");
        thread.start();
        handler = new Handler(thread.getLooper());
        executor = new OnHandler(handler);
    }

    /** Null if the context has no audio service. */
    static Session open(Context context, long port) {
        AudioManager audio = (AudioManager) context.getSystemService("audio");
        if (audio == null) {
            return null;
        }
        Session session = new Session(context, audio, port);
        boolean complete = false;
        try {
            session.register();
            complete = true;
        } finally {
            if (!complete) {
                session.close();
            }
        }
        return session;
    }

    /** Registers what the level has. One that the maker's build refuses is reported and left out. */
    private void register() {
        for (Listener listener : Listener.values()) {
            if (listener.since > Build.VERSION.SDK_INT) {
                return;
            }
            try {
                registrations.add(listener.register(this));
            } catch (RuntimeException | LinkageError e) {
                if (isDead(e)) {
                    throw e; // The audio service is gone and refuses nothing: try again later.
                }
                Log.w("audio_session", "registering", e);
                for (int kind : listener.kinds) {
                    Native.emit(port, kind, UNAVAILABLE, 0, 0);
                }
            }
        }
    }

    private static boolean isDead(Throwable e) {
        return e != null
                && (e.getClass().getName().startsWith("android.os.Dead") || isDead(e.getCause()));
    }

    void emit(int kind, long code, long value) {
        Native.emit(port, kind, 0, code, value);
    }

    /** A focus request that may still be answered, by its generation; null if there is none. */
    Registration focus(long generation) {
        synchronized (focus) {
            return focus.get(generation);
        }
    }

    /**
     * Holds a request that may still be answered. A refused one leaves the generation as it was:
     * its first is abandoned, as AudioManager keeps the listener of any request until then.
     */
    void settleFocus(long generation, Registration request, int answer) {
        synchronized (focus) {
            if (answer != AudioManager.AUDIOFOCUS_REQUEST_FAILED) {
                focus.put(generation, request);
                return;
            }
            if (focus.containsKey(generation)) {
                return;
            }
        }
        undo(request);
    }

    Registration dropFocus(long generation) {
        synchronized (focus) {
            return focus.remove(generation);
        }
    }

    /** Gives back all focus and unregisters; goes on where the system throws. */
    void close() {
        List<Registration> all;
        synchronized (focus) {
            all = new ArrayList<Registration>(focus.values());
            focus.clear();
        }
        all.addAll(registrations);
        registrations.clear();
        for (Registration registration : all) {
            undo(registration);
        }
        thread.quit();
    }

    private static void undo(Registration registration) {
        try {
            registration.undo();
        } catch (Throwable e) {
            // A dead system server has nothing to unregister from, and close() cannot fail.
            Log.w("audio_session", "unregistering", e);
        }
    }
}
