package android.media;

import android.os.Handler;
import java.util.List;
import shim.Os;

/** The calls that the tests make; the others are in no fake, and so a NoSuchMethodError. */
public class AudioManager {
    public interface OnAudioFocusChangeListener {
        void onAudioFocusChange(int change);
    }

    public abstract static class AudioPlaybackCallback {
        public void onPlaybackConfigChanged(List<AudioPlaybackConfiguration> configurations) {}
    }

    public abstract static class AudioRecordingCallback {
        public void onRecordingConfigChanged(List<AudioRecordingConfiguration> configurations) {}
    }

    public int requestAudioFocus(OnAudioFocusChangeListener listener, int stream, int gain) {
        int answer = Os.call("requestAudioFocus", 1, stream, gain);
        Os.register("focus", listener);
        return answer;
    }

    public int requestAudioFocus(AudioFocusRequest request) {
        int answer = Os.call("requestAudioFocus", 1);
        Os.register("focus", request.listener);
        return answer;
    }

    public int abandonAudioFocus(OnAudioFocusChangeListener listener) {
        Os.unregister("focus");
        return 1;
    }

    public int abandonAudioFocusRequest(AudioFocusRequest request) {
        Os.unregister("focus");
        return 1;
    }

    public void registerAudioDeviceCallback(AudioDeviceCallback callback, Handler handler) {
        Os.register("devices", callback);
        handler.post(new Runnable() {
            @Override
            public void run() {
                callback.onAudioDevicesAdded(getDevices(3));
            }
        });
    }

    public void unregisterAudioDeviceCallback(AudioDeviceCallback callback) {
        Os.unregister("devices");
    }

    public void registerAudioPlaybackCallback(AudioPlaybackCallback callback, Handler handler) {
        Os.register("playbacks", callback);
    }

    public void unregisterAudioPlaybackCallback(AudioPlaybackCallback callback) {
        Os.unregister("playbacks");
    }

    public void registerAudioRecordingCallback(AudioRecordingCallback callback, Handler handler) {
        Os.register("recordings", callback);
    }

    public void unregisterAudioRecordingCallback(AudioRecordingCallback callback) {
        Os.unregister("recordings");
    }

    public AudioDeviceInfo[] getDevices(int flags) {
        return Os.call("getDevices", new AudioDeviceInfo[] {new AudioDeviceInfo()}, flags);
    }

    public int getMode() {
        return Os.call("getMode", 0);
    }

    public void setMode(int mode) {
        Os.call("setMode", null, mode);
    }

    public boolean isMicrophoneMute() {
        return Os.call("isMicrophoneMute", false);
    }

    public boolean isMusicActive() {
        return Os.call("isMusicActive", true);
    }

    public String getProperty(String key) {
        return Os.call("getProperty", key, key);
    }

    public float getStreamVolumeDb(int stream, int index, int device) {
        return Os.call("getStreamVolumeDb", -6.5f, stream, index, device);
    }

    public void playSoundEffect(int effect) {
        Os.call("playSoundEffect", null, effect);
    }

    public void playSoundEffect(int effect, float volume) {
        Os.call("playSoundEffect", null, effect, volume);
    }
}
