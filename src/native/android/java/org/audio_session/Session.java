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

    private void register() {
        registrations.add(new Receiver(this));
        if (Build.VERSION.SDK_INT >= 23) {
            registrations.add(new Devices23(this));
        }
        if (Build.VERSION.SDK_INT >= 24) {
            registrations.add(new Recordings24(this));
        }
        if (Build.VERSION.SDK_INT >= 26) {
            registrations.add(new Playbacks26(this));
        }
        if (Build.VERSION.SDK_INT >= 31) {
            registrations.add(new Mode31(this));
            registrations.add(new Communication31(this));
        }
        if (Build.VERSION.SDK_INT >= 32) {
            registrations.add(new Spatializers32(this));
        }
        if (Build.VERSION.SDK_INT >= 33) {
            registrations.add(new HeadTracker33(this));
        }
        if (Build.VERSION.SDK_INT >= 34) {
            registrations.add(new Mixers34(this));
        }
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

    void holdFocus(long generation, Registration request) {
        synchronized (focus) {
            focus.put(generation, request);
        }
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
            try {
                registration.undo();
            } catch (Throwable e) {
                // A dead system server has nothing to unregister from, and close() cannot fail.
                Log.w("audio_session", "unregistering", e);
            }
        }
        thread.quit();
    }
}
