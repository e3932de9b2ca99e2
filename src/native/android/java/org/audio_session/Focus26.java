package org.audio_session;

import android.media.AudioAttributes;
import android.media.AudioFocusRequest;
import android.media.AudioManager;
import android.os.Build;

/** Focus by AudioFocusRequest, with a listener of its own for each generation. */
final class Focus26 implements Registration {
    private final Session session;
    private final Focus listener;
    private AudioFocusRequest request;

    private Focus26(Session session, long generation) {
        this.session = session;
        listener = new Focus(session, generation);
    }

    static int request(Session session, int gain, AudioAttributes attributes, boolean pauses,
            boolean delayed, boolean force, long generation) {
        Registration held = session.focus(generation);
        Focus26 self = held != null ? (Focus26) held : new Focus26(session, generation);
        AudioFocusRequest.Builder builder = new AudioFocusRequest.Builder(gain)
                .setAudioAttributes(attributes)
                .setWillPauseWhenDucked(pauses)
                .setAcceptsDelayedFocusGain(delayed)
                .setOnAudioFocusChangeListener(self.listener, session.handler);
        if (force && Build.VERSION.SDK_INT >= 28) {
            builder.setForceDucking(true);
        }
        AudioFocusRequest request = builder.build();
        int answer = session.audio.requestAudioFocus(request);
        if (answer != AudioManager.AUDIOFOCUS_REQUEST_FAILED) {
            self.request = request;
            session.holdFocus(generation, self);
        }
        return answer;
    }

    @Override
    public void undo() {
        session.audio.abandonAudioFocusRequest(request);
    }
}
