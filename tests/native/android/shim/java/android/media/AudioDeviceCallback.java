package android.media;

public abstract class AudioDeviceCallback {
    public void onAudioDevicesAdded(AudioDeviceInfo[] devices) {}

    public void onAudioDevicesRemoved(AudioDeviceInfo[] devices) {}
}
