package android.media;

public final class AudioAttributes {
    public static class Builder {
        public Builder setUsage(int usage) {
            shim.Os.call("setUsage", null, usage);
            return this;
        }

        public Builder setContentType(int type) {
            return this;
        }

        public Builder setFlags(int flags) {
            return this;
        }

        public Builder setAllowedCapturePolicy(int policy) {
            shim.Os.call("setAllowedCapturePolicy", null, policy);
            return this;
        }

        public Builder setHapticChannelsMuted(boolean muted) {
            shim.Os.call("setHapticChannelsMuted", null, muted);
            return this;
        }

        public AudioAttributes build() {
            return new AudioAttributes();
        }
    }
}
