package org.audio_session;

import android.media.AudioAttributes;
import android.media.AudioFocusRequest;
import android.media.AudioManager;
import android.os.Build;

/** Focus by AudioFocusRequest, with a listener of its own for each generation. */
final class Focus26 implements Registration {
    private final Session session;
    private final Focus listener;
    private final AudioFocusRequest request;

    private Focus26(Session session, Focus listener, AudioFocusRequest request) {
        this.session = session;
        this.listener = listener;
        this.request = request;
    }

    static int request(Session session, int gain, AudioAttributes attributes, boolean pauses,
            boolean delayed, boolean force, long generation) {
        Registration held = session.focus(generation);
        Focus listener = held != null ? ((Focus26) held).listener : new Focus(session, generation);
        AudioFocusRequest.Builder builder = new AudioFocusRequest.Builder(gain)
                .setAudioAttributes(attributes)
                .setWillPauseWhenDucked(pauses)
                .setAcceptsDelayedFocusGain(delayed)
                .setOnAudioFocusChangeListener(listener, session.handler);
        if (force && Build.VERSION.SDK_INT >= 28) {
            builder.setForceDucking(true);
        }
        Focus26 self = new Focus26(session, listener, builder.build());
        int answer = AudioManager.AUDIOFOCUS_REQUEST_FAILED;
        try {
            answer = session.audio.requestAudioFocus(self.request);
        } finally {
            session.settleFocus(generation, self, answer);
        }
        return answer;
    }

    @Override
    public void undo() {
        session.audio.abandonAudioFocusRequest(request);
    }
}
