package android.media;

public final class AudioPlaybackConfiguration {}
