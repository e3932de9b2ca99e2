package audiosession.framework;

import android.media.AudioDeviceAttributes;
import android.media.MicrophoneInfo;
import android.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the service returns that is no scalar, made out of the world's answers. */
final class Structures {
    private Structures() {}

    static Object of(String method, Object answer) {
        switch (method) {
            case "getDevicesForAttributes":
            case "getDevicesForAttributesUnprotected":
                return Newer.devices(answer);
            case "getActiveRecordingConfigurations":
                return new ArrayList<>();
            case "getSpatializedChannelMasks":
                return integers(answer);
            default:
                return answer instanceof List ? numbers(answer) : answer;
        }
    }

    static List<?> list(Object value) {
        return value == null ? new ArrayList<>() : (List<?>) value;
    }

    static int[] numbers(Object values) {
        return list(values).stream().mapToInt(value -> ((Number) value).intValue()).toArray();
    }

    private static List<Integer> integers(Object values) {
        List<Integer> integers = new ArrayList<>();
        for (int value : numbers(values)) {
            integers.add(value);
        }
        return integers;
    }

    static List<Object> profiles(Object values) {
        List<Object> profiles = new ArrayList<>();
        for (Object each : list(values)) {
            Map<?, ?> profile = (Map<?, ?>) each;
            profiles.add(Reflect.make(Reflect.type("android.media.AudioProfile"),
                    integer(profile, "format"), numbers(profile.get("sampleRates")),
                    numbers(profile.get("channelMasks")), numbers(profile.get("channelIndexMasks")),
                    integer(profile, "encapsulationType")));
        }
        return profiles;
    }

    static List<Object> descriptors(Object values) {
        List<Object> descriptors = new ArrayList<>();
        for (Object each : list(values)) {
            Map<?, ?> descriptor = (Map<?, ?>) each;
            int[] numbers = numbers(descriptor.get("descriptor"));
            byte[] bytes = new byte[numbers.length];
            for (int index = 0; index < bytes.length; index++) {
                bytes[index] = (byte) numbers[index];
            }
            descriptors.add(Reflect.make(Reflect.type("android.media.AudioDescriptor"),
                    integer(descriptor, "standard"), integer(descriptor, "encapsulationType"),
                    bytes));
        }
        return descriptors;
    }

    @SuppressWarnings("unchecked")
    static void addMicrophone(Object microphones, Map<?, ?> microphone, int type) {
        ((List<Object>) microphones).add(Newer.microphone(microphone, type));
    }

    private static int integer(Map<?, ?> values, String key) {
        return ((Number) values.get(key)).intValue();
    }

    /** In a class of its own: the types came with newer levels. */
    private static final class Newer {
        static ArrayList<AudioDeviceAttributes> devices(Object answer) {
            ArrayList<AudioDeviceAttributes> devices = new ArrayList<>();
            for (Object each : list(answer)) {
                Map<?, ?> port = (Map<?, ?>) each;
                int type = integer(port, "type");
                int role = port.get("isSink") == Boolean.TRUE ? AudioDeviceAttributes.ROLE_OUTPUT
                                                              : AudioDeviceAttributes.ROLE_INPUT;
                devices.add(new AudioDeviceAttributes(role, type, (String) port.get("address")));
            }
            return devices;
        }

        static MicrophoneInfo microphone(Map<?, ?> microphone, int type) {
            List<Pair<Float, Float>> response = new ArrayList<>();
            for (Object pair : list(microphone.get("frequencyResponse"))) {
                response.add(new Pair<>(number(pair, 0), number(pair, 1)));
            }
            List<Pair<Integer, Integer>> channels = new ArrayList<>();
            for (Object pair : list(microphone.get("channelMapping"))) {
                channels.add(new Pair<>((int) number(pair, 0), (int) number(pair, 1)));
            }
            return (MicrophoneInfo) Reflect.make(MicrophoneInfo.class,
                    (String) microphone.get("description"), type,
                    (String) microphone.get("address"), integer(microphone, "location"),
                    integer(microphone, "group"), integer(microphone, "indexInTheGroup"),
                    point(microphone.get("position")), MicrophoneInfo.ORIENTATION_UNKNOWN, response,
                    channels, ((Number) microphone.get("sensitivity")).floatValue(),
                    ((Number) microphone.get("maxSpl")).floatValue(),
                    ((Number) microphone.get("minSpl")).floatValue(),
                    integer(microphone, "directionality"));
        }

        private static MicrophoneInfo.Coordinate3F point(Object values) {
            return (MicrophoneInfo.Coordinate3F) Reflect.make(MicrophoneInfo.Coordinate3F.class,
                    number(values, 0), number(values, 1), number(values, 2));
        }

        private static float number(Object values, int index) {
            return ((Number) list(values).get(index)).floatValue();
        }
    }
}
