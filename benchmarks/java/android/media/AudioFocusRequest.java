package android.media;

import android.os.Handler;

public final class AudioFocusRequest {
    final int gain;
    final AudioAttributes attributes;
    final boolean pauses;
    final boolean delayed;
    final AudioManager.OnAudioFocusChangeListener listener;
    final Handler handler;

    private AudioFocusRequest(Builder builder) {
        gain = builder.gain;
        attributes = builder.attributes;
        pauses = builder.pauses;
        delayed = builder.delayed;
        listener = builder.listener;
        handler = builder.handler;
    }

    public static final class Builder {
        private final int gain;
        private AudioAttributes attributes;
        private boolean pauses;
        private boolean delayed;
        private AudioManager.OnAudioFocusChangeListener listener;
        private Handler handler;

        public Builder(int gain) {
            this.gain = gain;
        }

        public Builder setAudioAttributes(AudioAttributes value) {
            attributes = value;
            return this;
        }

        public Builder setWillPauseWhenDucked(boolean value) {
            pauses = value;
            return this;
        }

        public Builder setAcceptsDelayedFocusGain(boolean value) {
            delayed = value;
            return this;
        }

        public Builder setOnAudioFocusChangeListener(
                AudioManager.OnAudioFocusChangeListener value, Handler thread) {
            listener = value;
            handler = thread;
            return this;
        }

        public AudioFocusRequest build() {
            return new AudioFocusRequest(this);
        }
    }
}
