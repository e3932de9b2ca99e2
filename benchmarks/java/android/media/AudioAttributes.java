package android.media;

public final class AudioAttributes {
    private final int usage;
    private final int contentType;
    private final int flags;

    private AudioAttributes(Builder builder) {
        usage = builder.usage;
        contentType = builder.contentType;
        flags = builder.flags;
    }

    int sum() {
        return usage + contentType + flags;
    }

    public static final class Builder {
        private int usage;
        private int contentType;
        private int flags;

        public Builder setUsage(int value) {
            usage = value;
            return this;
        }

        public Builder setContentType(int value) {
            contentType = value;
            return this;
        }

        public Builder setFlags(int value) {
            flags |= value;
            return this;
        }

        public AudioAttributes build() {
            return new AudioAttributes(this);
        }
    }
}
