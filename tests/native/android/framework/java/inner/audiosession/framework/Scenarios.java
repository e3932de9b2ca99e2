package audiosession.framework;

import android.media.AudioAttributes;
import android.os.Build;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plays focus scenarios to the real arbiter.
 *
 * <p>{@code main IN OUT}: IN has one operation a line, in the grammar of the simulator's scenario
 * module, and an empty line after each scenario. OUT gets a line for each operation: result, events
 * as client:change, stack, ducked uids, faded uids, separated by {@code |}.
 */
public final class Scenarios {
    private static final int USAGE_MEDIA = 1;
    private static final int TICK_MILLIS = 2_000;

    private final Host host;
    private final Arbiter arbiter;
    private final StringBuilder events = new StringBuilder();
    private final Map<String, Integer> uids = new HashMap<>();
    private final Map<Integer, List<Integer>> players = new HashMap<>();
    private final Map<String, Object> dispatchers = new HashMap<>();

    private Scenarios(Host host) {
        this.host = host;
        this.arbiter = host.phone(Identity.OWN_UID, Build.VERSION.SDK_INT).arbiter();
    }

    public static void main(String[] arguments) throws Exception {
        Host host = Host.start();
        try (BufferedReader in = Files.newBufferedReader(Path.of(arguments[0]));
                BufferedWriter file = Files.newBufferedWriter(Path.of(arguments[1]));
                PrintWriter out = new PrintWriter(file)) {
            Scenarios scenario = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    if (scenario != null) {
                        scenario.arbiter.close();
                        host.clock().settle();
                    }
                    scenario = null;
                    continue;
                }
                if (scenario == null) {
                    scenario = new Scenarios(host);
                }
                out.println(scenario.run(line.split(" ")));
            }
        }
    }

    private String run(String[] words) throws InterruptedException {
        events.setLength(0);
        Integer result = perform(words);
        host.clock().settle();
        return String.join("|", result == null ? "" : result.toString(), events.toString().trim(),
                String.join(" ", arbiter.stack()), joined(arbiter.duckedUids()),
                joined(arbiter.fadedUids()));
    }

    private Integer perform(String[] words) throws InterruptedException {
        switch (words[0]) {
            case "req":
                return request(words);
            case "abandon":
                String client = words[1];
                return arbiter.abandon(
                        uids.getOrDefault(client, 1), dispatcher(client), client, media(2));
            case "die":
                arbiter.die(words[1]);
                return null;
            case "suspend":
                arbiter.suspend(Integer.parseInt(words[1]));
                return null;
            case "call":
                return arbiter.callStarted();
            case "callend":
                return arbiter.callEnded();
            case "play":
                int contentType = Integer.parseInt(words[2]);
                int uid = Integer.parseInt(words[1]);
                players.computeIfAbsent(uid, key -> new ArrayList<>())
                        .add(arbiter.play(uid, USAGE_MEDIA, contentType, words.length > 3));
                return null;
            case "stop":
                int stopping = Integer.parseInt(words[1]);
                for (int player : players.getOrDefault(stopping, List.of())) {
                    arbiter.stop(stopping, player);
                }
                players.remove(stopping);
                return null;
            case "tick":
                host.clock().advance(TICK_MILLIS);
                return null;
            default:
                throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private int request(String[] words) {
        String client = words[1];
        int[] numbers = List.of(words).subList(2, 7).stream().mapToInt(Integer::parseInt).toArray();
        uids.put(client, numbers[0]);
        return arbiter.request(numbers[0], media(numbers[4]), numbers[1], client,
                dispatcher(client), client, numbers[2], numbers[3], words.length > 7);
    }

    private static AudioAttributes media(int contentType) {
        return new AudioAttributes.Builder()
                .setUsage(USAGE_MEDIA)
                .setContentType(contentType)
                .build();
    }

    private Object dispatcher(String client) {
        return dispatchers.computeIfAbsent(client,
                key
                -> Faces.service("android.media.IAudioFocusDispatcher", new Faces.Process(),
                        (method, arguments) -> {
                            if (method.equals("dispatchAudioFocusChange")) {
                                events.append(arguments[1] + ":" + arguments[0] + " ");
                            }
                            return null;
                        }));
    }

    private static String joined(TreeSet<Integer> uids) {
        return uids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
