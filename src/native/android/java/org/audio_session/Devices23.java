package org.audio_session;

import android.media.AudioDeviceCallback;
import android.media.AudioDeviceInfo;
import android.media.AudioManager;
import android.os.Build;
import java.util.List;

/** Devices as they come and go, and as JSON. */
final class Devices23 extends AudioDeviceCallback implements Registration {
    private final Session session;

    Devices23(Session session) {
        this.session = session;
        session.audio.registerAudioDeviceCallback(this, session.handler);
    }

    @Override
    public void onAudioDevicesAdded(AudioDeviceInfo[] devices) {
        session.emit(Events.AUDIO_DEVICES_ADDED, 0, devices.length);
    }

    @Override
    public void onAudioDevicesRemoved(AudioDeviceInfo[] devices) {
        session.emit(Events.AUDIO_DEVICES_REMOVED, 0, devices.length);
    }

    @Override
    public void undo() {
        session.audio.unregisterAudioDeviceCallback(this);
    }

    static String all(Session session, int flags) {
        Json list = Json.array();
        for (AudioDeviceInfo device : session.audio.getDevices(flags)) {
            list.add(json(device));
        }
        return list.toString();
    }

    static String list(List<AudioDeviceInfo> devices) {
        Json list = Json.array();
        for (AudioDeviceInfo device : devices) {
            list.add(json(device));
        }
        return list.toString();
    }

    /** IllegalArgumentException if no output has that id now. */
    static AudioDeviceInfo output(Session session, int id) {
        for (AudioDeviceInfo device
                : session.audio.getDevices(AudioManager.GET_DEVICES_OUTPUTS)) {
            if (device.getId() == id) {
                return device;
            }
        }
        throw new IllegalArgumentException("no output device has the id " + id);
    }

    static Json json(AudioDeviceInfo device) {
        if (device == null) {
            return null;
        }
        Json json = Json.object()
                .put("id", device.getId())
                .put("type", device.getType())
                .put("productName", device.getProductName())
                .put("address", Build.VERSION.SDK_INT >= 28 ? device.getAddress() : null)
                .put("isSource", device.isSource())
                .put("isSink", device.isSink())
                .put("sampleRates", device.getSampleRates())
                .put("channelMasks", device.getChannelMasks())
                .put("channelIndexMasks", device.getChannelIndexMasks())
                .put("channelCounts", device.getChannelCounts())
                .put("encodings", device.getEncodings());
        if (Build.VERSION.SDK_INT >= 31) {
            json.put("audioProfiles", Profiles31.list(device.getAudioProfiles()))
                    .put("audioDescriptors", Profiles31.descriptors(device));
        } else {
            json.putNull("audioProfiles").putNull("audioDescriptors");
        }
        if (Build.VERSION.SDK_INT >= 30) {
            json.put("encapsulationModes", device.getEncapsulationModes())
                    .put("encapsulationMetadataTypes", device.getEncapsulationMetadataTypes());
        } else {
            json.putNull("encapsulationModes").putNull("encapsulationMetadataTypes");
        }
        if (Build.VERSION.SDK_INT >= 36) {
            return json.put("speakerLayoutChannelMask", device.getSpeakerLayoutChannelMask());
        }
        return json.putNull("speakerLayoutChannelMask");
    }
}
