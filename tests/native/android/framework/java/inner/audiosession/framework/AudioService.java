package audiosession.framework;

import android.media.AudioAttributes;
import android.os.Build;
import android.os.Bundle;
import android.os.IBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What AudioManager talks to: focus and playback go to the real arbiter, all else to the world.
 *
 * <p>Of AudioService's own layer before the arbiter there is what decides about focus: the refusal
 * in the background and forced ducking, both by the world's word.
 */
final class AudioService {
    private static final String FORCE_DUCKING = "a11y_force_ducking";
    private static final String[] MONITORED = {
            "trackPlayer",
            "playerAttributes",
            "playerEvent",
            "releasePlayer",
            "registerPlaybackCallback",
            "unregisterPlaybackCallback",
            "getActivePlaybackConfigurations",
    };

    private volatile Phone phone;
    private final Map<IBinder, String> processes = new ConcurrentHashMap<>();
    private final IBinder binder;

    AudioService() {
        Faces.Process process = new Faces.Process();
        Class<?> type = Reflect.type("android.media.IAudioService");
        Object face = Faces.face(type,
                (method, arguments)
                        -> method.equals("asBinder") ? binder() : answer(method, arguments));
        // Stub.asInterface takes what the binder says is in this process.
        binder = Faces.face(IBinder.class,
                (method, arguments)
                        -> method.equals("queryLocalInterface")
                        ? face
                        : process.answer(method, arguments));
    }

    IBinder binder() {
        return binder;
    }

    void workFor(Phone phone) {
        this.phone = phone;
    }

    private Object answer(String method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        switch (method) {
            case "requestAudioFocus":
                return request(arguments);
            case "abandonAudioFocus":
                ask(method, arguments);
                return phone.arbiter().abandon(Identity.uid(), arguments[0], (String) arguments[1],
                        first(arguments, AudioAttributes.class));
            case "unregisterAudioFocusClient":
                ask(method, arguments);
                phone.arbiter().unregister((String) arguments[0]);
                return null;
            default:
                break;
        }
        for (String monitored : MONITORED) {
            if (monitored.equals(method)) {
                ask(method, arguments);
                return phone.arbiter().monitor(method, arguments);
            }
        }
        Object answer = ask(method, arguments); // first, as a refused callback is not kept
        return phone.listeners().take(method, arguments) ? null : answer;
    }

    private Object request(Object[] arguments) {
        AudioAttributes attributes = first(arguments, AudioAttributes.class);
        IBinder callback = first(arguments, IBinder.class);
        List<Integer> numbers = all(arguments, Integer.class);
        if (Build.VERSION.SDK_INT == 21) {
            numbers.remove(0); // the stream type
        }
        List<String> names = all(arguments, String.class);
        int uid = Identity.uid();
        int gain = numbers.get(0);
        int flags = numbers.size() > 1 ? numbers.get(1) : 0;
        int targetSdk = numbers.size() > 2 ? numbers.get(2) : Build.VERSION.SDK_INT;
        boolean forced = attributes != null && forces(attributes);
        int usage = attributes == null ? 0 : attributes.getUsage();
        Object refusal = Launcher.world().answer(
                "requestAudioFocus", new Object[] {uid, gain, usage, forced});
        if (refusal instanceof Number) {
            return refusal;
        }
        String process = processes.computeIfAbsent(callback, key -> "process" + uid);
        Object dispatcher = first(arguments, Reflect.type("android.media.IAudioFocusDispatcher"));
        return phone.arbiter().request(uid, attributes, gain, process, dispatcher, names.get(0),
                flags, targetSdk, Boolean.TRUE.equals(refusal));
    }

    private static boolean forces(AudioAttributes attributes) {
        if (Build.VERSION.SDK_INT < 28) {
            return false;
        }
        Bundle bundle = (Bundle) Reflect.call(attributes, "getBundle");
        return bundle != null && bundle.getBoolean(FORCE_DUCKING);
    }

    private Object ask(String method, Object[] arguments) throws Throwable {
        Object[] scalars = Structures.scalars(arguments).toArray();
        return Structures.of(method, Launcher.world().answer(method, scalars));
    }

    private static <T> T first(Object[] arguments, Class<T> type) {
        List<T> found = all(arguments, type);
        return found.isEmpty() ? null : found.get(0);
    }

    private static <T> List<T> all(Object[] arguments, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Object argument : arguments) {
            if (type.isInstance(argument)) {
                found.add(type.cast(argument));
            }
        }
        return found;
    }
}
