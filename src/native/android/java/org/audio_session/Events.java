package org.audio_session;

/** The kinds of events, in the order of the driver's table. */
final class Events {
    static final int AUDIO_FOCUS_CHANGE = 0;
    static final int AUDIO_BECOMING_NOISY = 1;
    static final int AUDIO_DEVICES_ADDED = 2;
    static final int AUDIO_DEVICES_REMOVED = 3;
    static final int MODE_CHANGED = 4;
    static final int VOLUME_CHANGED = 5;
    static final int SCO_AUDIO_STATE_UPDATED = 6;
    static final int COMMUNICATION_DEVICE_CHANGED = 7;
    static final int PLAYBACK_CONFIG_CHANGED = 8;
    static final int RECORDING_CONFIG_CHANGED = 9;
    static final int RINGER_MODE_CHANGED = 10;
    static final int STREAM_MUTE_CHANGED = 11;
    static final int MICROPHONE_MUTE_CHANGED = 12;
    static final int SPEAKERPHONE_STATE_CHANGED = 13;
    static final int HEADSET_PLUG = 14;
    static final int HDMI_AUDIO_PLUG = 15;
    static final int SPATIALIZER_STATE_CHANGED = 16;
    static final int HEAD_TRACKER_AVAILABLE_CHANGED = 17;
    static final int PREFERRED_MIXER_ATTRIBUTES_CHANGED = 18;

    private Events() {}
}
