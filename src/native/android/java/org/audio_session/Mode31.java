package org.audio_session;

import android.media.AudioManager;

/** The mode: normal, ringing, in a call. */
final class Mode31 implements AudioManager.OnModeChangedListener, Registration {
    private final Session session;

    Mode31(Session session) {
        this.session = session;
        session.audio.addOnModeChangedListener(session.executor, this);
    }

    @Override
    public void onModeChanged(int mode) {
        session.emit(Events.MODE_CHANGED, mode, 0);
    }

    @Override
    public void undo() {
        session.audio.removeOnModeChangedListener(this);
    }
}
