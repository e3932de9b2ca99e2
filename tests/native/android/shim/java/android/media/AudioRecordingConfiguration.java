package android.media;

public final class AudioRecordingConfiguration {}
