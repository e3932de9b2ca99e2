package audiosession.framework;

import android.content.Context;
import android.media.AudioAttributes;
import android.os.Build;
import android.os.HandlerThread;
import android.os.IBinder;
import android.util.SparseArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.TreeSet;

/** The real MediaFocusControl and, from API 26, the real PlaybackActivityMonitor. */
final class Arbiter {
    static final String CALL_CLIENT = "AudioFocus_For_Phone_Ring_And_Calls";

    private static final int SYSTEM_UID = 1000;
    private static final int IDLE_UID = 19_999;
    private static final int GAIN_TRANSIENT = 2;
    private static final int FLAG_LOCK = 4;
    private static final int STARTED = 2;
    private static final int STOPPED = 4;
    private static final int TYPE_AUDIO_TRACK = 1;
    private static final int TYPE_AAUDIO = 13;
    private static final int NO_UID = -1;

    private final Object control;
    private final Object monitor;
    private final Map<String, Faces.Process> processes = new HashMap<>();
    private final Map<Integer, Gain> gains = new HashMap<>();

    Arbiter(Context context) {
        Class<?> monitors = Reflect.type("com.android.server.audio.PlaybackActivityMonitor");
        monitor = monitors == null ? null : Reflect.make(monitors, context, 1);
        control = makeControl(context);
        if (monitor != null) {
            // With no player known at all the monitor says "ducked" without marking the uid.
            track(IDLE_UID, 1, 2, TYPE_AUDIO_TRACK);
        }
    }

    private Object makeControl(Context context) {
        Class<?> type = Reflect.type(
                "com.android.server.audio.MediaFocusControl", "android.media.MediaFocusControl");
        if (Build.VERSION.SDK_INT > 23) {
            return Reflect.make(type, context, monitor);
        }
        // Its constructor is about telephony, power and remote controls; focus needs only these.
        Object made = Reflect.allocate(type);
        Reflect.set(made, "mContext", context);
        Reflect.set(made, "mAppOps", context.getSystemService(Context.APP_OPS_SERVICE));
        Reflect.set(made, "mFocusStack", new Stack<Object>());
        Reflect.set(made, "mPRStack", new Stack<Object>());
        Reflect.set(made, "mFocusFollowers", new ArrayList<Object>());
        Reflect.set(made, "mNotifyFocusOwnerOnDuck", true);
        return made;
    }

    /** Asks as {@code uid}; the process of that name dies in {@link #die}. */
    int request(int uid, AudioAttributes attributes, int gain, String process, Object dispatcher,
            String client, int flags, int targetSdk, boolean forced) {
        IBinder binder = process(process).binder;
        String app = HostContext.packageName(uid);
        // At 21 the first number is the stream type, which the arbiter only keeps; from 37 on the
        // caller's uid.
        Integer first = Build.VERSION.SDK_INT == 21   ? Integer.valueOf(3)
                        : Build.VERSION.SDK_INT >= 37 ? Integer.valueOf(uid)
                                                      : null;
        return Identity.as(uid,
                ()
                        -> (Integer) Reflect.call(control, "requestAudioFocus", attributes, first,
                                gain, binder, dispatcher, client, app, flags, targetSdk, forced,
                                NO_UID, last(client)));
    }

    int abandon(int uid, Object dispatcher, String client, AudioAttributes attributes) {
        String app = HostContext.packageName(uid);
        return Identity.as(uid,
                ()
                        -> (Integer) Reflect.call(control, "abandonAudioFocus", dispatcher, client,
                                attributes, app, last(client)));
    }

    /** The last argument: until 36 whether permission was given, since 37 whether it is a call's. */
    private static boolean last(String client) {
        return Build.VERSION.SDK_INT < 37 || client.equals(CALL_CLIENT);
    }

    void unregister(String client) {
        Reflect.call(control, "unregisterAudioFocusClient", client);
    }

    int callStarted() {
        AudioAttributes attributes = new AudioAttributes.Builder().build();
        return request(SYSTEM_UID, attributes, GAIN_TRANSIENT, CALL_CLIENT, null, CALL_CLIENT,
                FLAG_LOCK, 0, false);
    }

    int callEnded() {
        return abandon(SYSTEM_UID, null, CALL_CLIENT, new AudioAttributes.Builder().build());
    }

    void die(String process) {
        Faces.Process dead = processes.remove(process);
        if (dead != null) {
            dead.die();
        }
    }

    void suspend(int uid) {
        if (Reflect.has(control.getClass(), "noFocusForSuspendedApp")) {
            Reflect.call(control, "noFocusForSuspendedApp", HostContext.packageName(uid), uid);
        }
    }

    /** Starts a player; returns its id, 0 where no monitor knows of players. */
    int play(int uid, int usage, int contentType, boolean aaudio) {
        if (monitor == null) {
            return 0;
        }
        int id = track(uid, usage, contentType, aaudio ? TYPE_AAUDIO : TYPE_AUDIO_TRACK);
        event(uid, id, STARTED);
        return id;
    }

    void stop(int uid, int player) {
        if (monitor != null) {
            event(uid, player, STOPPED);
        }
    }

    /** The linear gain that the monitor holds a player at; 1 where no monitor knows of players. */
    float gain(int player) {
        return monitor == null ? 1 : gains.get(player).now();
    }

    /** Calls one of the monitor's methods for an AudioManager. */
    Object monitor(String method, Object[] arguments) {
        boolean asks = method.startsWith("registerPlayback") || method.startsWith("getActive");
        // The audio service adds whether the caller may see all, or who he is.
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add(asks ? (Object) false : (Object) Identity.uid());
        return monitor == null ? null : Reflect.call(monitor, method, all.toArray());
    }

    /** Ends the arbiter's threads; they run out at the clock's next turn. */
    void close() {
        for (Object owner : new Object[] {control, monitor}) {
            Object thread =
                    owner == null ? null : Reflect.get(owner, "mFocusThread", "mEventThread");
            if (thread != null) {
                ((HandlerThread) thread).quit();
            }
        }
    }

    /** The clients from the oldest to the one who has focus. */
    List<String> stack() {
        List<String> clients = new ArrayList<>();
        for (Object entry : (Stack<?>) Reflect.get(control, "mFocusStack")) {
            clients.add((String) Reflect.get(entry, "mClientId"));
        }
        return clients;
    }

    TreeSet<Integer> duckedUids() {
        return uids(monitor == null ? null : Reflect.get(monitor, "mDuckingManager"), "mDuckers");
    }

    TreeSet<Integer> fadedUids() {
        Object manager =
                monitor == null ? null : Reflect.get(monitor, "mFadingManager", "mFadeOutManager");
        return uids(manager, "mFadedApps", "mUidToFadedAppsMap");
    }

    private static TreeSet<Integer> uids(Object manager, String... fields) {
        TreeSet<Integer> uids = new TreeSet<>();
        Object apps = manager == null ? null : Reflect.get(manager, fields);
        if (apps instanceof SparseArray) {
            SparseArray<?> array = (SparseArray<?>) apps;
            for (int index = 0; index < array.size(); index++) {
                uids.add(array.keyAt(index));
            }
        } else if (apps != null) {
            for (Object uid : ((Map<?, ?>) apps).keySet()) {
                uids.add((Integer) uid);
            }
        }
        return uids;
    }

    private Faces.Process process(String name) {
        return processes.computeIfAbsent(name, key -> new Faces.Process());
    }

    private int track(int uid, int usage, int contentType, int type) {
        AudioAttributes attributes =
                new AudioAttributes.Builder().setUsage(usage).setContentType(contentType).build();
        Gain gain = new Gain();
        Object player = Faces.service(
                "android.media.IPlayer", new Faces.Process(), (method, arguments) -> {
                    if (method.equals("applyVolumeShaper")) {
                        gain.shape(arguments[0], arguments[1]);
                    }
                    return null;
                });
        Object card = Reflect.make(
                Reflect.type("android.media.PlayerBase$PlayerIdCard"), type, attributes, player);
        int id = Identity.as(uid, () -> (Integer) Reflect.call(monitor, "trackPlayer", card));
        gains.put(id, gain);
        return id;
    }

    private void event(int uid, int id, int event) {
        // The uid is the last number; before it, from 30 on, stand the devices that it plays on.
        int devices = Build.VERSION.SDK_INT >= 30 && Build.VERSION.SDK_INT < 36 ? 1 : 0;
        Object[] arguments =
                devices == 1 ? new Object[] {id, event, 0, uid} : new Object[] {id, event, uid};
        Identity.as(uid, () -> Reflect.call(monitor, "playerEvent", arguments));
    }
}
