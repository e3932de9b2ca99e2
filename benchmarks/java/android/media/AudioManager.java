package android.media;

import android.os.Handler;
import bench.Source;
import java.util.List;

/** Grants what it is asked for, at no cost of its own: what is left is that of the way to it. */
public final class AudioManager {
    public interface OnAudioFocusChangeListener {
        void onAudioFocusChange(int change);
    }

    public abstract static class AudioPlaybackCallback {
        public void onPlaybackConfigChanged(List<AudioPlaybackConfiguration> configurations) {}
    }

    public abstract static class AudioRecordingCallback {
        public void onRecordingConfigChanged(List<AudioRecordingConfiguration> configurations) {}
    }

    private int mode;
    private int sum;

    public int requestAudioFocus(OnAudioFocusChangeListener listener, int stream, int gain) {
        Source.listener = listener;
        return 1;
    }

    public int requestAudioFocus(AudioFocusRequest request) {
        Source.listener = request.listener;
        Source.requests++;
        sum += request.attributes.sum(); // So that the JIT has to build it
        return 1;
    }

    public int abandonAudioFocus(OnAudioFocusChangeListener listener) {
        return 1;
    }

    public int abandonAudioFocusRequest(AudioFocusRequest request) {
        Source.requests--;
        return 1;
    }

    public int getMode() {
        return mode;
    }

    public void setMode(int value) {
        mode = value;
    }

    public int getStreamMaxVolume(int stream) {
        return 15;
    }

    public AudioDeviceInfo[] getDevices(int flags) {
        return new AudioDeviceInfo[0];
    }

    /** How our driver, which has no other way into Java, gives the source its orders. */
    public void setParameters(String order) {
        String[] words = order.split(" ");
        if (words[0].equals("burst")) {
            Source.burst(Integer.parseInt(words[1]));
        } else if (words[0].equals("warm")) {
            Source.warm(Integer.parseInt(words[1]));
        } else if (words[0].equals("forever")) {
            Source.fireForEver();
        } else if (words[0].equals("listen")) {
            Source.listenAsFloor(words[1]);
        } else {
            Source.start(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }
    }

    public String getParameters(String what) {
        return what.equals("finished") ? String.valueOf(Source.finished()) : Source.report();
    }

    public void registerAudioDeviceCallback(AudioDeviceCallback callback, Handler handler) {}

    public void unregisterAudioDeviceCallback(AudioDeviceCallback callback) {}

    public void registerAudioPlaybackCallback(AudioPlaybackCallback callback, Handler handler) {}

    public void unregisterAudioPlaybackCallback(AudioPlaybackCallback callback) {}

    public void registerAudioRecordingCallback(AudioRecordingCallback callback, Handler handler) {}

    public void unregisterAudioRecordingCallback(AudioRecordingCallback callback) {}
}
