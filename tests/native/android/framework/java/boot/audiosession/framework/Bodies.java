package audiosession.framework;

import static audiosession.framework.Natives.answer;
import static audiosession.framework.Natives.put;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The table of {@link Natives} for everything but audio: clock, looper, process, properties. */
final class Bodies {
    /** Methods that are not native but reach into what is not here, by "class.method". */
    static final Set<String> NAMED = names("android.os.ServiceManager.getService",
            "android.os.Process.setThreadPriority",
            "android.provider.Settings$NameValueCache.getStringForUser",
            "android.app.AppOpsManager.noteOp", "android.app.AppOpsManager.noteOpNoThrow",
            "android.app.AppOpsManager.checkOp", "android.app.AppOpsManager.checkOpNoThrow",
            "android.app.ApplicationPackageManager.getPackagesForUid",
            "android.app.ApplicationPackageManager.hasSystemFeature",
            "android.app.ApplicationPackageManager.checkPermission",
            "android.app.NotificationManager.isNotificationPolicyAccessGranted",
            "android.content.res.Resources.getSystem", "android.content.res.Resources.getBoolean",
            "android.content.res.Resources.getInteger", "android.content.res.Resources.getString",
            "android.content.res.Resources.getIntArray",
            "android.content.res.Resources.getStringArray",
            "libcore.util.NativeAllocationRegistry.registerNativeAllocation",
            "android.media.session.MediaSessionManager.dispatchAdjustVolume",
            "android.media.session.MediaSessionManager.dispatchMediaKeyEvent",
            "android.media.MediaCommunicationManager.dispatchMediaKeyEvent",
            "com.android.server.audio.MediaFocusControl.runAudioCheckerForRingOrCallAsync");

    private static Set<String> names(String... names) {
        return Set.copyOf(Arrays.asList(names));
    }

    private static final int FIRST_PLAYER_ID = 7;

    private Bodies() {}

    static void install(Clock clock, int api, String codename) {
        clock(clock);
        identity();
        properties(Map.of("ro.build.version.sdk", String.valueOf(api), "ro.build.version.sdk_full",
                api + ".0", "ro.build.version.codename", "REL", "ro.build.version.all_codenames",
                "REL", "ro.build.version.release", codename, "ro.product.cpu.abilist", "x86_64",
                "ro.product.cpu.abilist64", "x86_64", "ro.product.cpu.abilist32", "",
                "ro.build.type", "user"));
        AtomicInteger players = new AtomicInteger(FIRST_PLAYER_ID);
        put("android.media.AudioSystem.newAudioPlayerId",
                (self, arguments) -> players.getAndIncrement());
        answer("android.media.AudioSystem.native_getMaxChannelCount", 24);
        answer("android.media.AudioSystem.native_getMinSampleRate", 4_000);
        answer("android.media.AudioSystem.native_getMaxSampleRate", 192_000);
        put("android.provider.Settings$NameValueCache.getStringForUser",
                (self, arguments)
                        -> Launcher.world().answer("Settings", new Object[] {arguments[1]}));
        ask("android.app.ApplicationPackageManager.checkPermission", "packageCheckPermission");
        ask("android.app.ApplicationPackageManager.hasSystemFeature", "hasSystemFeature");
        ask("android.app.NotificationManager.isNotificationPolicyAccessGranted",
                "isNotificationPolicyAccessGranted");
        answer("dalvik.system.VMRuntime.is64Bit", true);
        for (String kind : new String[] {"newUnpaddedArray", "newNonMovableArray"}) {
            put("dalvik.system.VMRuntime." + kind,
                    (self, arguments)
                            -> Array.newInstance((Class<?>) arguments[0], (Integer) arguments[1]));
        }
        answer("android.os.ServiceManager.getService", null);
        answer("android.content.res.Resources.getIntArray", new int[0]);
        answer("android.content.res.Resources.getStringArray", new String[0]);
        answer("android.content.res.Resources.getString", "");
    }

    /** Lets the world answer under {@code name}. */
    private static void ask(String method, String name) {
        put(method, (self, arguments) -> Launcher.world().answer(name, arguments));
    }

    private static void clock(Clock clock) {
        put("android.os.SystemClock.uptimeMillis", (self, arguments) -> clock.now());
        put("android.os.SystemClock.elapsedRealtime", (self, arguments) -> clock.now());
        put("android.os.SystemClock.uptimeNanos", (self, arguments) -> clock.now() * 1_000_000);
        put("android.os.SystemClock.elapsedRealtimeNanos",
                (self, arguments) -> clock.now() * 1_000_000);
        put("android.os.MessageQueue.nativeInit", (self, arguments) -> clock.create());
        put("android.os.MessageQueue.nativePollOnce", (self, arguments) -> {
            clock.poll((Long) arguments[0], (Integer) arguments[1]);
            return null;
        });
        put("android.os.MessageQueue.nativeWake", (self, arguments) -> {
            clock.wake((Long) arguments[0]);
            return null;
        });
        put("android.os.MessageQueue.nativeDestroy", (self, arguments) -> {
            clock.destroy((Long) arguments[0]);
            return null;
        });
    }

    private static void identity() {
        for (String name :
                new String[] {"android.os.Binder.getCallingUid", "android.os.Process.myUid"}) {
            put(name, (self, arguments) -> Identity.uid());
        }
        for (String name :
                new String[] {"android.os.Binder.getCallingPid", "android.os.Process.myPid"}) {
            put(name, (self, arguments) -> Identity.uid());
        }
        put("android.os.Process.myTid", (self, arguments) -> (int) Thread.currentThread().getId());
    }

    private static void properties(Map<String, String> values) {
        put("android.os.SystemProperties.native_get", (self, arguments) -> {
            String fallback = arguments.length > 1 ? (String) arguments[1] : "";
            return values.getOrDefault((String) arguments[0], fallback);
        });
        put("android.os.SystemProperties.native_get_int",
                (self, arguments)
                        -> values.containsKey((String) arguments[0])
                        ? Integer.valueOf(values.get((String) arguments[0]))
                        : arguments[1]);
        for (String kind : new String[] {"long", "boolean"}) {
            put("android.os.SystemProperties.native_get_" + kind,
                    (self, arguments) -> arguments[1]);
        }
    }
}
