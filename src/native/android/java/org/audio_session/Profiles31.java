package org.audio_session;

import android.media.AudioDescriptor;
import android.media.AudioDeviceInfo;
import android.media.AudioProfile;
import java.util.List;

/** What a device says that it can play. */
final class Profiles31 {
    private Profiles31() {}

    static Json list(List<AudioProfile> profiles) {
        Json list = Json.array();
        for (AudioProfile profile : profiles) {
            list.add(Json.object()
                    .put("format", profile.getFormat())
                    .put("channelMasks", profile.getChannelMasks())
                    .put("channelIndexMasks", profile.getChannelIndexMasks())
                    .put("sampleRates", profile.getSampleRates())
                    .put("encapsulationType", profile.getEncapsulationType()));
        }
        return list;
    }

    static Json descriptors(AudioDeviceInfo device) {
        Json list = Json.array();
        for (AudioDescriptor descriptor : device.getAudioDescriptors()) {
            Json bytes = Json.array();
            for (byte one : descriptor.getDescriptor()) {
                bytes.add(one & 0xFF);
            }
            list.add(Json.object()
                    .put("standard", descriptor.getStandard())
                    .put("encapsulationType", descriptor.getEncapsulationType())
                    .put("descriptor", bytes));
        }
        return list;
    }
}
