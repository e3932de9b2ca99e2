package org.audio_session;

import android.media.AudioManager;
import android.media.AudioRecordingConfiguration;
import android.os.Build;
import java.util.List;

/** What records on the device. */
final class Recordings24 extends AudioManager.AudioRecordingCallback implements Registration {
    private final Session session;

    Recordings24(Session session) {
        this.session = session;
        session.audio.registerAudioRecordingCallback(this, session.handler);
    }

    @Override
    public void onRecordingConfigChanged(List<AudioRecordingConfiguration> configurations) {
        session.emit(Events.RECORDING_CONFIG_CHANGED, 0, configurations.size());
    }

    @Override
    public void undo() {
        session.audio.unregisterAudioRecordingCallback(this);
    }

    static String all(Session session) {
        Json list = Json.array();
        for (AudioRecordingConfiguration one : session.audio.getActiveRecordingConfigurations()) {
            Json json = Json.object()
                    .put("clientAudioSessionId", one.getClientAudioSessionId())
                    .put("clientAudioSource", one.getClientAudioSource());
            if (Build.VERSION.SDK_INT >= 29) {
                json.put("audioSource", one.getAudioSource())
                        .put("isClientSilenced", one.isClientSilenced());
            } else {
                json.putNull("audioSource").putNull("isClientSilenced");
            }
            list.add(json
                    .put("format", Formats.json(one.getFormat()))
                    .put("clientFormat", Formats.json(one.getClientFormat()))
                    .put("device", Devices23.json(one.getAudioDevice())));
        }
        return list.toString();
    }
}
