package audiosession.framework;

import android.media.AudioAttributes;
import android.media.AudioDeviceAttributes;
import android.media.AudioFormat;
import android.media.MicrophoneInfo;
import android.os.Build;
import android.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the service returns that is no scalar, made out of the world's answers. */
final class Structures {
    private static final int DEFAULT = -1;

    private Structures() {}

    static Object of(String method, Object answer) {
        switch (method) {
            case "getDevicesForAttributes":
            case "getDevicesForAttributesUnprotected":
                return Newer.devices(answer);
            case "getAvailableCommunicationDevices": // from 37 on
                return Newer.devices(answer);
            case "getCommunicationDevice":
                return answer instanceof Map ? Newer.device(answer) : answer;
            case "getPreferredMixerAttributes":
                return answer == null ? null : mixers(List.of(answer)).get(0);
            case "getActiveRecordingConfigurations":
                return recordings(answer);
            case "getAudioProductStrategies":
                return AudioServer.strategies();
            case "getSpatializedChannelMasks":
                return integers(answer);
            default:
                return answer instanceof List ? numbers(answer) : answer;
        }
    }

    /** What the world is asked with: numbers, and objects as the numbers they hold. */
    static List<Object> scalars(Object[] arguments) {
        List<Object> scalars = new ArrayList<>();
        for (Object argument : arguments) {
            boolean scalar = argument instanceof Number || argument instanceof Boolean;
            if (scalar || argument instanceof String || argument instanceof int[]) {
                scalars.add(argument);
            } else if (argument instanceof AudioAttributes) {
                addAttributes(scalars, (AudioAttributes) argument);
            } else if (argument instanceof AudioFormat) {
                addFormat(scalars, (AudioFormat) argument);
            } else if (Build.VERSION.SDK_INT >= 37 && Newer.isDevice(argument)) {
                scalars.add(Reflect.call(argument, "getType"));
                scalars.add(Reflect.call(argument, "getAddress"));
            } else if (argument != null
                    && argument.getClass().getName().endsWith(".AudioFormat$ChannelMasks")) {
                scalars.add(Reflect.call(argument, "getPositionMask"));
                scalars.add(Reflect.call(argument, "getIndexMask"));
            } else if (argument != null
                    && argument.getClass().getName().endsWith(".AudioMixerAttributes")) {
                addFormat(scalars, (AudioFormat) Reflect.call(argument, "getFormat"));
                scalars.add(Reflect.call(argument, "getMixerBehavior"));
            }
        }
        return scalars;
    }

    private static void addAttributes(List<Object> scalars, AudioAttributes attributes) {
        int behavior =
                Build.VERSION.SDK_INT >= 32 ? attributes.getSpatializationBehavior() : DEFAULT;
        scalars.addAll(List.of(attributes.getUsage(), attributes.getContentType(),
                attributes.getFlags(), DEFAULT, DEFAULT, behavior, DEFAULT));
    }

    private static void addFormat(List<Object> scalars, AudioFormat format) {
        scalars.addAll(List.of(format.getEncoding(), format.getSampleRate(),
                format.getChannelMask(), format.getChannelIndexMask()));
    }

    static AudioAttributes[] attributes(Object usages) {
        List<AudioAttributes> attributes = new ArrayList<>();
        for (int usage : numbers(usages)) {
            attributes.add(new AudioAttributes.Builder().setUsage(usage).build());
        }
        return attributes.toArray(new AudioAttributes[0]);
    }

    private static AudioFormat format(Object values) {
        Map<?, ?> format = (Map<?, ?>) values;
        return new AudioFormat.Builder()
                .setEncoding(integer(format, "encoding"))
                .setSampleRate(integer(format, "sampleRate"))
                .setChannelMask(integer(format, "channelMask"))
                .build();
    }

    static List<Object> mixers(Object values) {
        List<Object> mixers = new ArrayList<>();
        for (Object each : list(values)) {
            Map<?, ?> mixer = (Map<?, ?>) each;
            mixers.add(Reflect.make(Reflect.type("android.media.AudioMixerAttributes"),
                    format(mixer.get("format")), integer(mixer, "mixerBehavior")));
        }
        return mixers;
    }

    /** The patch that carries a recording has the number of its microphone. */
    static List<Object> recordings(Object values) {
        List<Object> recordings = new ArrayList<>();
        for (Object each : list(values)) {
            Map<?, ?> recording = (Map<?, ?>) each;
            int patch = integer((Map<?, ?>) recording.get("device"), "id");
            int source = integer(recording, "clientAudioSource");
            int session = integer(recording, "clientAudioSessionId");
            Class<?> type = Reflect.type("android.media.AudioRecordingConfiguration");
            AudioFormat client = format(recording.get("clientFormat"));
            AudioFormat device = format(recording.get("format"));
            recordings.add(Build.VERSION.SDK_INT < 27
                            ? Reflect.make(type, session, source, client, device, patch)
                            : Reflect.make(type, 0, session, source, client, device, patch, "", 0,
                                    recording.get("isClientSilenced"), source));
        }
        return recordings;
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

    static int integer(Map<?, ?> values, String key) {
        return ((Number) values.get(key)).intValue();
    }

    /** In a class of its own: the types came with newer levels. */
    private static final class Newer {
        static ArrayList<AudioDeviceAttributes> devices(Object answer) {
            ArrayList<AudioDeviceAttributes> devices = new ArrayList<>();
            for (Object each : list(answer)) {
                devices.add(device(each));
            }
            return devices;
        }

        static boolean isDevice(Object argument) {
            return argument instanceof AudioDeviceAttributes;
        }

        static AudioDeviceAttributes device(Object answer) {
            Map<?, ?> port = (Map<?, ?>) answer;
            int role = port.get("isSink") == Boolean.TRUE ? AudioDeviceAttributes.ROLE_OUTPUT
                                                          : AudioDeviceAttributes.ROLE_INPUT;
            return new AudioDeviceAttributes(
                    role, integer(port, "type"), (String) port.get("address"));
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
