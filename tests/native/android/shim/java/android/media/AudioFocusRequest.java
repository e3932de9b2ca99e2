package android.media;

import android.os.Handler;

public final class AudioFocusRequest {
    AudioManager.OnAudioFocusChangeListener listener;
    Handler handler;

    public static final class Builder {
        private final AudioFocusRequest request = new AudioFocusRequest();

        public Builder(int gain) {
            if (gain < 1 || gain > 4) {
                throw new IllegalArgumentException("Illegal audio focus gain type " + gain);
            }
        }

        public Builder setAudioAttributes(AudioAttributes attributes) {
            return this;
        }

        public Builder setWillPauseWhenDucked(boolean pauses) {
            shim.Os.call("setWillPauseWhenDucked", null, pauses);
            return this;
        }

        public Builder setAcceptsDelayedFocusGain(boolean delayed) {
            shim.Os.call("setAcceptsDelayedFocusGain", null, delayed);
            return this;
        }

        public Builder setForceDucking(boolean force) {
            shim.Os.call("setForceDucking", null, force);
            return this;
        }

        public Builder setOnAudioFocusChangeListener(
                AudioManager.OnAudioFocusChangeListener listener, Handler handler) {
            request.listener = listener;
            request.handler = handler;
            return this;
        }

        public AudioFocusRequest build() {
            return request;
        }
    }
}
