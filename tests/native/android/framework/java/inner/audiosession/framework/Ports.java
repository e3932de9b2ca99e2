package audiosession.framework;

import android.media.AudioDeviceInfo;
import android.os.Build;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The audio server's ports: real AudioDevicePort objects, and the event that the list changed. */
final class Ports {
    private static final int PORT_LIST_UPDATED = 1;
    private static final int INPUT = 0x80000000;
    private static final int[][] INPUTS = {
            {3, 0x10}, // WIRED_HEADSET
            {5, 0x8000}, // LINE_ANALOG
            {6, 0x10000}, // LINE_DIGITAL
            {7, 0x8}, // BLUETOOTH_SCO
            {9, 0x20}, // HDMI
            {11, 0x1000}, // USB_DEVICE
            {12, 0x800}, // USB_ACCESSORY
            {15, 0x4}, // BUILTIN_MIC
            {16, 0x2000}, // FM_TUNER
            {17, 0x4000}, // TV_TUNER
            {18, 0x40}, // TELEPHONY
            {22, 0x2000000}, // USB_HEADSET
            {26, 0x20000000}, // BLE_HEADSET
    };

    private int generation = 1;
    private Object handler;

    /** Fills the entries of the native table that are about ports. */
    void install() {
        Natives.put("android.media.AudioSystem.listAudioPorts",
                (self, arguments) -> list(arguments[0], (int[]) arguments[1]));
        Natives.put("android.media.AudioSystem.getMicrophones",
                (self, arguments) -> microphones(arguments[0]));
        Natives.put("android.media.AudioSystem.listAudioPatches", (self, arguments) -> {
            ((int[]) arguments[1])[0] = generation;
            return patches(arguments[0]);
        });
        Natives.put("android.media.AudioPortEventHandler.native_setup", (self, arguments) -> {
            handler = self;
            return null;
        });
    }

    /** Tells AudioManager's real event handler that ports came or went. */
    void changed() {
        generation++;
        if (handler != null) {
            Reflect.callStatic(handler.getClass(), "postEventFromNative",
                    new WeakReference<>(handler), PORT_LIST_UPDATED, 0, 0);
        }
    }

    @SuppressWarnings("unchecked")
    private int list(Object ports, int[] generations) {
        generations[0] = generation;
        Object known = Launcher.world().answer("listAudioPorts", new Object[0]);
        if (known != null && Build.VERSION.SDK_INT >= 23) {
            for (Object each : (List<?>) known) {
                ((List<Object>) ports).add(port((Map<?, ?>) each));
            }
        }
        return 0;
    }

    /** What records, each source by a patch of its own, under the source's own number. */
    @SuppressWarnings("unchecked")
    private static int patches(Object patches) {
        Class<?> configurations = Reflect.type("android.media.AudioPortConfig");
        Class<?> configuration = Reflect.type("android.media.AudioDevicePortConfig");
        Object recordings =
                Launcher.world().answer("getActiveRecordingConfigurations", new Object[0]);
        for (Object each : Structures.list(recordings)) {
            Map<?, ?> device = (Map<?, ?>) ((Map<?, ?>) each).get("device");
            Object sources = Array.newInstance(configurations, 1);
            Array.set(sources, 0,
                    Reflect.makeOf(configuration, Reflect.type("android.media.AudioGainConfig"),
                            port(device)));
            Object handle = Reflect.make(
                    Reflect.type("android.media.AudioHandle"), Structures.integer(device, "id"));
            ((List<Object>) patches)
                    .add(Reflect.make(Reflect.type("android.media.AudioPatch"), handle, sources,
                            Array.newInstance(configurations, 0)));
        }
        return 0;
    }

    private static Object port(Map<?, ?> port) {
        int id = ((Number) port.get("id")).intValue();
        int kind = ((Number) port.get("type")).intValue();
        Object handle = Reflect.make(Reflect.type("android.media.AudioHandle"), id);
        int type = port.get("isSink") == Boolean.TRUE ? sink(kind) : source(kind);
        Object name = port.get("productName");
        // Below 28 an app cannot see the address, but a port always has one.
        Object address = port.get("address") == null ? "" : port.get("address");
        Object gains = Array.newInstance(Reflect.type("android.media.AudioGain"), 0);
        Class<?> made = Reflect.type("android.media.AudioDevicePort");
        int[] none = new int[0];
        if (Build.VERSION.SDK_INT < 31) {
            return Reflect.make(made, handle, name, Structures.numbers(port.get("sampleRates")),
                    Structures.numbers(port.get("channelMasks")), none,
                    Structures.numbers(port.get("encodings")), gains, type, address, none, none);
        }
        Object layout = port.get("speakerLayoutChannelMask");
        return Reflect.makeOf(made, List.class, handle, name,
                Structures.profiles(port.get("audioProfiles")), gains, type, address,
                layout == null ? null : ((Number) layout).intValue(), none, none,
                Structures.descriptors(port.get("audioDescriptors")));
    }

    private static int microphones(Object list) {
        for (Object each :
                Structures.list(Launcher.world().answer("listMicrophones", new Object[0]))) {
            Map<?, ?> microphone = (Map<?, ?>) each;
            int kind = ((Number) microphone.get("type")).intValue();
            Structures.addMicrophone(list, microphone, source(kind));
        }
        return 0;
    }

    static int sink(int kind) {
        return AudioDeviceInfo.convertDeviceTypeToInternalDevice(kind);
    }

    static int source(int kind) {
        for (int[] input : INPUTS) {
            if (input[0] == kind) {
                return INPUT | input[1];
            }
        }
        throw new IllegalArgumentException("no input of type " + kind + "; add it to INPUTS");
    }
}
