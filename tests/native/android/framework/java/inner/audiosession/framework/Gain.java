package audiosession.framework;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the monitor's volume shapers hold a player at, when their ramps are over. */
final class Gain {
    private static final int REVERSE = 1;

    private final Map<Object, Float> ends = new ConcurrentHashMap<>();

    /** Takes what {@code IPlayer.applyVolumeShaper} is called with, as a parcelable from 31 on. */
    void shape(Object configuration, Object operation) {
        Object shaper = Reflect.get(configuration, "mId", "id");
        int flags = (Integer) Reflect.get(operation, "mFlags", "flags");
        if ((flags & REVERSE) != 0) {
            ends.remove(shaper);
            return;
        }
        Object interpolator = Reflect.get(configuration, "interpolatorConfig");
        float[] volumes = (float[]) (interpolator == null ? Reflect.get(configuration, "mVolumes")
                                                          : Reflect.get(interpolator, "xy"));
        ends.put(shaper, volumes[volumes.length - 1]);
    }

    float now() {
        return ends.values().stream().reduce(1f, (one, other) -> one * other);
    }
}
