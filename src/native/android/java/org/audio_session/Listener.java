package org.audio_session;

/**
 * What a session registers, oldest first: the API level that has it, and the kinds of its events.
 *
 * <p>A class that is named for a newer level than the running one is not loaded, as nobody makes it.
 */
enum Listener {
    RECEIVER(
            21, Events.AUDIO_BECOMING_NOISY, Events.SCO_AUDIO_STATE_UPDATED,
            Events.RINGER_MODE_CHANGED, Events.MICROPHONE_MUTE_CHANGED,
            Events.SPEAKERPHONE_STATE_CHANGED, Events.HEADSET_PLUG, Events.HDMI_AUDIO_PLUG,
            Events.VOLUME_CHANGED, Events.STREAM_MUTE_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Receiver(session);
        }
    },
    DEVICES(23, Events.AUDIO_DEVICES_ADDED, Events.AUDIO_DEVICES_REMOVED) {
        @Override
        Registration register(Session session) {
            return new Devices23(session);
        }
    },
    RECORDINGS(24, Events.RECORDING_CONFIG_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Recordings24(session);
        }
    },
    PLAYBACKS(26, Events.PLAYBACK_CONFIG_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Playbacks26(session);
        }
    },
    MODE(31, Events.MODE_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Mode31(session);
        }
    },
    COMMUNICATION(31, Events.COMMUNICATION_DEVICE_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Communication31(session);
        }
    },
    SPATIALIZERS(32, Events.SPATIALIZER_STATE_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Spatializers32(session);
        }
    },
    HEAD_TRACKER(33, Events.HEAD_TRACKER_AVAILABLE_CHANGED) {
        @Override
        Registration register(Session session) {
            return new HeadTracker33(session);
        }
    },
    MIXERS(34, Events.PREFERRED_MIXER_ATTRIBUTES_CHANGED) {
        @Override
        Registration register(Session session) {
            return new Mixers34(session);
        }
    };

    final int since;
    final int[] kinds;

    Listener(int since, int... kinds) {
        this.since = since;
        this.kinds = kinds;
    }

    /** Registers it for a session; throws what the system throws. */
    abstract Registration register(Session session);
}
