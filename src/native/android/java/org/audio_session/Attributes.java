package org.audio_session;

import android.media.AudioAttributes;
import android.os.Build;

/** AudioAttributes out of numbers; -1 leaves Android's default. */
final class Attributes {
    private Attributes() {}

    static AudioAttributes of(int usage, int contentType, int flags, int capturePolicy,
            int hapticMuted, int spatialization, int spatialized) {
        AudioAttributes.Builder builder = new AudioAttributes.Builder()
                .setUsage(usage).setContentType(contentType).setFlags(flags);
        if (Build.VERSION.SDK_INT >= 29) {
            if (capturePolicy != -1) {
                builder.setAllowedCapturePolicy(capturePolicy);
            }
            if (hapticMuted != -1) {
                builder.setHapticChannelsMuted(hapticMuted != 0);
            }
        }
        if (Build.VERSION.SDK_INT >= 32) {
            if (spatialization != -1) {
                builder.setSpatializationBehavior(spatialization);
            }
            if (spatialized != -1) {
                builder.setIsContentSpatialized(spatialized != 0);
            }
        }
        return builder.build();
    }

    /** Puts its seven values into an object; null for those that the level does not have. */
    static Json describe(Json object, AudioAttributes attributes) {
        object.put("usage", attributes.getUsage())
                .put("contentType", attributes.getContentType())
                .put("flags", attributes.getFlags());
        if (Build.VERSION.SDK_INT >= 29) {
            object.put("allowedCapturePolicy", attributes.getAllowedCapturePolicy())
                    .put("hapticChannelsMuted", attributes.areHapticChannelsMuted());
        } else {
            object.putNull("allowedCapturePolicy").putNull("hapticChannelsMuted");
        }
        if (Build.VERSION.SDK_INT >= 32) {
            object.put("spatializationBehavior", attributes.getSpatializationBehavior())
                    .put("isContentSpatialized", attributes.isContentSpatialized());
        } else {
            object.putNull("spatializationBehavior").putNull("isContentSpatialized");
        }
        return object;
    }
}
