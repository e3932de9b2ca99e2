package org.audio_session;

import android.os.Handler;
import java.util.concurrent.Executor;

/** Runs what the newer listeners bring on the session's own thread. */
final class OnHandler implements Executor {
    private final Handler handler;

    OnHandler(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void execute(Runnable task) {
        handler.post(task); // False after close, and then nobody listens
    }
}
