package org.audio_session;

import android.media.AudioFormat;

/** AudioFormat out of numbers, where 0 means "not set", and as JSON. */
final class Formats {
    private Formats() {}

    static AudioFormat of(int encoding, int sampleRate, int channelMask, int channelIndexMask) {
        AudioFormat.Builder builder = new AudioFormat.Builder();
        if (encoding != 0) {
            builder.setEncoding(encoding);
        }
        if (sampleRate != 0) {
            builder.setSampleRate(sampleRate);
        }
        if (channelMask != 0) {
            builder.setChannelMask(channelMask);
        }
        if (channelIndexMask != 0) {
            builder.setChannelIndexMask(channelIndexMask);
        }
        return builder.build();
    }

    static Json json(AudioFormat format) {
        if (format == null) {
            return null;
        }
        return Json.object()
                .put("encoding", format.getEncoding())
                .put("sampleRate", format.getSampleRate())
                .put("channelMask", format.getChannelMask())
                .put("channelIndexMask", format.getChannelIndexMask())
                .put("channelCount", format.getChannelCount());
    }
}
