package audiosession.framework;

import android.media.AudioAttributes;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** AudioSystem's and other natives that take objects or fill lists; the world answers in scalars. */
final class AudioServer {
    private static final int SUCCESS = 0;
    private static final Integer OUTPUTS = 2;
    private static final String STRATEGY = "android.media.audiopolicy.AudioProductStrategy";

    private AudioServer() {}

    static void install() {
        Natives.putClass("android.media.AudioSystem", AudioServer::answer);
        Natives.put(STRATEGY + ".native_list_audio_product_strategies", (self, arguments) -> {
            into(arguments[0], strategies());
            return SUCCESS;
        });
        Natives.put(STRATEGY + ".native_get_legacy_stream_for_audio_attributes",
                (self, arguments) -> stream((AudioAttributes) arguments[0]));
    }

    private static Object answer(String method, Object[] arguments) {
        Object answer = Launcher.world().answer(
                "AudioSystem." + method, Structures.scalars(arguments).toArray());
        Object list = arguments.length == 0 ? null : arguments[arguments.length - 1];
        switch (method) {
            case "getDirectProfilesForAttributes":
                into(list, Structures.profiles(answer));
                return SUCCESS;
            case "getSupportedMixerAttributes":
                into(list, Structures.mixers(answer));
                return SUCCESS;
            case "getPreferredMixerAttributes":
                into(list, Structures.mixers(answer == null ? null : List.of(answer)));
                return SUCCESS;
            case "getSupportedDeviceTypes":
                boolean outputs = arguments[0].equals(OUTPUTS);
                int[] types = Arrays.stream(Structures.numbers(answer))
                                      .map(kind -> outputs ? Ports.sink(kind) : Ports.source(kind))
                                      .toArray();
                Reflect.set(arguments[1], "mValues", types);
                Reflect.set(arguments[1], "mSize", types.length);
                return SUCCESS;
            default:
                return answer;
        }
    }

    /** From 37 on AudioAttributes asks for the stream of a usage that way. */
    private static int stream(AudioAttributes attributes) {
        Object known = Launcher.world().answer("getAudioProductStrategies", new Object[0]);
        for (Object each : Structures.list(known)) {
            Map<?, ?> strategy = (Map<?, ?>) each;
            for (int usage : Structures.numbers(strategy.get("usages"))) {
                if (usage == attributes.getUsage()) {
                    return Structures.integer(strategy, "stream");
                }
            }
        }
        throw new IllegalStateException("no strategy for " + attributes);
    }

    /** The groups of usages that share a volume, each as a strategy of its own. */
    static List<Object> strategies() {
        Class<?> groups = Reflect.type(STRATEGY + "$AudioAttributesGroup");
        List<Object> strategies = new ArrayList<>();
        Object known = Launcher.world().answer("getAudioProductStrategies", new Object[0]);
        for (Object each : Structures.list(known)) {
            Map<?, ?> strategy = (Map<?, ?>) each;
            int id = strategies.size() + 1;
            Object group = Array.newInstance(groups, 1);
            Array.set(group, 0,
                    Reflect.make(groups, Structures.integer(strategy, "group"),
                            Structures.integer(strategy, "stream"), id,
                            Structures.attributes(strategy.get("usages"))));
            strategies.add(Reflect.make(Reflect.type(STRATEGY), "strategy", id, group));
        }
        return strategies;
    }

    @SuppressWarnings("unchecked")
    private static void into(Object list, List<Object> found) {
        ((List<Object>) list).addAll(found);
    }
}
