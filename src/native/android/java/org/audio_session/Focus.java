package org.audio_session;

import android.media.AudioManager;

/** Focus by stream type, as below API 26: it knows neither delayed focus nor forced ducking. */
final class Focus implements AudioManager.OnAudioFocusChangeListener, Registration {
    private static final int[] STREAM_OF_USAGE = {
        AudioManager.STREAM_MUSIC, // UNKNOWN
        AudioManager.STREAM_MUSIC, // MEDIA
        AudioManager.STREAM_VOICE_CALL, // VOICE_COMMUNICATION
        AudioManager.STREAM_DTMF, // VOICE_COMMUNICATION_SIGNALLING
        AudioManager.STREAM_ALARM, // ALARM
        AudioManager.STREAM_NOTIFICATION, // NOTIFICATION
        AudioManager.STREAM_RING, // NOTIFICATION_RINGTONE
        AudioManager.STREAM_NOTIFICATION, // NOTIFICATION_COMMUNICATION_REQUEST
        AudioManager.STREAM_NOTIFICATION, // NOTIFICATION_COMMUNICATION_INSTANT
        AudioManager.STREAM_NOTIFICATION, // NOTIFICATION_COMMUNICATION_DELAYED
        AudioManager.STREAM_NOTIFICATION, // NOTIFICATION_EVENT
        AudioManager.STREAM_MUSIC, // ASSISTANCE_ACCESSIBILITY
        AudioManager.STREAM_MUSIC, // ASSISTANCE_NAVIGATION_GUIDANCE
        AudioManager.STREAM_SYSTEM, // ASSISTANCE_SONIFICATION
    };

    private final Session session;
    private final long generation;

    Focus(Session session, long generation) {
        this.session = session;
        this.generation = generation;
    }

    static int request(Session session, int gain, int usage, long generation) {
        Registration held = session.focus(generation);
        Focus listener = held != null ? (Focus) held : new Focus(session, generation);
        boolean known = usage >= 0 && usage < STREAM_OF_USAGE.length;
        int stream = known ? STREAM_OF_USAGE[usage] : AudioManager.STREAM_MUSIC;
        int answer = AudioManager.AUDIOFOCUS_REQUEST_FAILED;
        try {
            answer = session.audio.requestAudioFocus(listener, stream, gain);
        } finally {
            session.settleFocus(generation, listener, answer);
        }
        return answer;
    }

    @Override
    public void onAudioFocusChange(int change) {
        session.emit(Events.AUDIO_FOCUS_CHANGE, change, generation);
    }

    @Override
    public void undo() {
        session.audio.abandonAudioFocus(this);
    }
}
