package audiosession.framework;

import android.content.Context;
import android.content.Intent;
import android.media.AudioAttributes;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the probe makes happen, each as one line of words separated by tabs; the answer is text.
 *
 * <p>{@link #run} may be called from any thread, from inside the world's answers too.
 */
public final class Commands {
    private static final int BATCH = 1000;

    private static Host host;
    private static Phone phone;
    private static Dex dex;

    private Commands() {}

    /** Starts the framework's threads, with the native method as the world. */
    public static void start() throws InterruptedException {
        Launcher.setWorld(new NativeWorld());
        host = Host.start();
        dex = new Dex(Path.of(System.getProperty("audiosession.bridge")));
    }

    /** The Context of our own app. */
    public static Context context() {
        return phone.own();
    }

    public static String run(String line) throws Exception {
        String[] words = line.split("\t", -1);
        Object answer = perform(words);
        return answer == null ? "" : answer.toString();
    }

    private static Object perform(String[] words) throws Exception {
        switch (words[0]) {
            case "phone":
                if (phone != null) {
                    phone.close();
                }
                phone = host.phone(number(words[1]), number(words[2]));
                // AudioManager's list of ports is static, and so the last phone's.
                host.ports().changed();
                return null;
            case "settle":
                host.clock().settle();
                return null;
            case "advance":
                host.clock().advance(Long.parseLong(words[1]));
                return null;
            case "next":
                return host.clock().untilNext();
            case "ports":
                host.ports().changed();
                return null;
            case "broadcast":
                phone.receivers().broadcast(intent(words));
                return null;
            case "storm":
                for (int count = number(words[1]); count > 0; count--) {
                    phone.receivers().broadcast(intent(new String[] {words[0], words[2]}));
                    if (count % BATCH == 0) {
                        host.clock().settle();
                    }
                }
                host.clock().settle();
                return null;
            case "notify":
                notifyListeners(words);
                return null;
            case "recordings":
                phone.listeners().notify("IRecordingConfigDispatcher",
                        "dispatchRecordingConfigChange",
                        Structures.recordings(Launcher.world().answer(
                                "getActiveRecordingConfigurations", new Object[0])));
                return null;
            case "mixers":
                phone.listeners().notify("IPreferredMixerAttributesDispatcher",
                        "dispatchPrefMixerAttributesChanged", attributes(1, 0), number(words[1]));
                return null;
            case "counts":
                return phone.receivers().count() + " " + phone.listeners().count();
            case "focuslisteners":
                return ((Map<?, ?>) Reflect.get(phone.own().getSystemService(Context.AUDIO_SERVICE),
                                "mAudioFocusIdListenerMap"))
                        .size();
            case "damage":
                dex.damage(number(words[1]));
                return null;
            case "truncate":
                dex.truncate(number(words[1]));
                return null;
            case "emit":
                dex.emit(number(words[1]), number(words[2]));
                return null;
            case "threads":
                return Thread.getAllStackTraces()
                        .keySet()
                        .stream()
                        .filter(thread -> thread.getName().equals(words[1]))
                        .count();
            case "loaders":
                return dex.used();
            case "misses":
                return Natives.misses();
            default:
                return focus(words);
        }
    }

    private static Object focus(String[] words) {
        Arbiter arbiter = phone.arbiter();
        switch (words[0]) {
            case "request":
                return request(words);
            case "abandon":
                return arbiter.abandon(number(words[1]), null, words[2], attributes(1, 2));
            case "die":
                arbiter.die(words[1]);
                return null;
            case "suspend":
                arbiter.suspend(number(words[1]));
                return null;
            case "call":
                return arbiter.callStarted();
            case "callend":
                return arbiter.callEnded();
            case "play":
                return arbiter.play(number(words[1]), number(words[2]), number(words[3]),
                        words[4].equals("aaudio"));
            case "stop":
                arbiter.stop(number(words[1]), number(words[2]));
                return null;
            case "gain":
                return arbiter.gain(number(words[1]));
            case "stack":
                return String.join("\t", arbiter.stack());
            case "ducked":
                return joined(arbiter.duckedUids());
            case "faded":
                return joined(arbiter.fadedUids());
            default:
                throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private static Object request(String[] words) {
        String client = words[2];
        Object dispatcher = Faces.service("android.media.IAudioFocusDispatcher",
                new Faces.Process(),
                (method, arguments)
                        -> method.equals("dispatchAudioFocusChange")
                        ? Launcher.world().answer(method, new Object[] {client, arguments[0]})
                        : null);
        return phone.arbiter().request(number(words[1]),
                attributes(number(words[6]), number(words[7])), number(words[4]), words[3],
                dispatcher, client, number(words[5]), number(words[8]), words[9].equals("force"));
    }

    /** An action, then extras as name, kind ({@code int} or {@code boolean}) and value. */
    private static Intent intent(String[] words) {
        Intent intent = new Intent(words[1]);
        for (int index = 2; index < words.length; index += 3) {
            if (words[index + 1].equals("int")) {
                intent.putExtra(words[index], number(words[index + 2]));
            } else {
                intent.putExtra(words[index], Boolean.parseBoolean(words[index + 2]));
            }
        }
        return intent;
    }

    private static void notifyListeners(String[] words) {
        Object[] arguments = new Object[words.length - 3];
        for (int index = 0; index < arguments.length; index++) {
            String word = words[index + 3];
            boolean isBoolean = word.equals("true") || word.equals("false");
            arguments[index] = isBoolean ? (Object) Boolean.valueOf(word) : Integer.valueOf(word);
        }
        phone.listeners().notify(words[1], words[2], arguments);
    }

    private static AudioAttributes attributes(int usage, int contentType) {
        AudioAttributes.Builder builder = new AudioAttributes.Builder();
        return builder.setUsage(usage).setContentType(contentType).build();
    }

    private static String joined(TreeSet<Integer> uids) {
        return uids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }
}
