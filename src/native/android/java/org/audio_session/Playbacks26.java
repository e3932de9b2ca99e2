package org.audio_session;

import android.media.AudioManager;
import android.media.AudioPlaybackConfiguration;
import android.os.Build;
import java.util.List;

/** What plays on the device, of all apps, without saying whose. */
final class Playbacks26 extends AudioManager.AudioPlaybackCallback implements Registration {
    private final Session session;

    Playbacks26(Session session) {
        this.session = session;
        session.audio.registerAudioPlaybackCallback(this, session.handler);
    }

    @Override
    public void onPlaybackConfigChanged(List<AudioPlaybackConfiguration> configurations) {
        session.emit(Events.PLAYBACK_CONFIG_CHANGED, 0, configurations.size());
    }

    @Override
    public void undo() {
        session.audio.unregisterAudioPlaybackCallback(this);
    }

    static String all(Session session) {
        Json list = Json.array();
        for (AudioPlaybackConfiguration one : session.audio.getActivePlaybackConfigurations()) {
            Json json = Attributes.describe(Json.object(), one.getAudioAttributes());
            if (Build.VERSION.SDK_INT >= 31) {
                list.add(json.put("device", Devices23.json(one.getAudioDeviceInfo())));
            } else {
                list.add(json.putNull("device"));
            }
        }
        return list.toString();
    }
}
