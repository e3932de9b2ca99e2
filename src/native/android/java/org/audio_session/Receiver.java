package org.audio_session;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.media.AudioManager;
import android.os.Build;
import android.util.Log;

/** What the audio service broadcasts. */
final class Receiver extends BroadcastReceiver implements Registration {
    // Not in the public API, though sent since long ago: there is no listener for these.
    private static final String VOLUME_CHANGED = "android.media.VOLUME_CHANGED_ACTION";
    private static final String STREAM_MUTE_CHANGED = "android.media.STREAM_MUTE_CHANGED_ACTION";
    private static final String STREAM_TYPE = "android.media.EXTRA_VOLUME_STREAM_TYPE";
    private static final String STREAM_INDEX = "android.media.EXTRA_VOLUME_STREAM_VALUE";
    private static final String STREAM_MUTED = "android.media.EXTRA_STREAM_VOLUME_MUTED";
    private static final int NOT_EXPORTED = 4; // Context.RECEIVER_NOT_EXPORTED, of API 33

    private static final String[] ACTIONS = {
        AudioManager.ACTION_AUDIO_BECOMING_NOISY,
        AudioManager.ACTION_SCO_AUDIO_STATE_UPDATED,
        AudioManager.RINGER_MODE_CHANGED_ACTION,
        AudioManager.ACTION_MICROPHONE_MUTE_CHANGED,
        AudioManager.ACTION_SPEAKERPHONE_STATE_CHANGED,
        AudioManager.ACTION_HEADSET_PLUG,
        AudioManager.ACTION_HDMI_AUDIO_PLUG,
        VOLUME_CHANGED,
        STREAM_MUTE_CHANGED,
    };

    private final Session session;

    Receiver(Session session) {
        this.session = session;
        IntentFilter filter = new IntentFilter();
        for (String action : ACTIONS) {
            filter.addAction(action);
        }
        if (Build.VERSION.SDK_INT >= 33) {
            session.context.registerReceiver(this, filter, null, session.handler, NOT_EXPORTED);
        } else {
            session.context.registerReceiver(this, filter, null, session.handler);
        }
    }

    @Override
    public void onReceive(Context context, Intent intent) {
        String action = intent.getAction();
        // A state from before we registered is no change.
        if (action == null || isInitialStickyBroadcast()) {
            return;
        }
        try {
            report(action, intent);
        } catch (RuntimeException e) {
            // The audio service died while it was asked. Thrown on, it would end the app.
            Log.w("audio_session", action, e);
        }
    }

    private void report(String action, Intent intent) {
        switch (action) {
            case AudioManager.ACTION_AUDIO_BECOMING_NOISY:
                session.emit(Events.AUDIO_BECOMING_NOISY, 0, 0);
                break;
            case AudioManager.ACTION_SCO_AUDIO_STATE_UPDATED:
                session.emit(Events.SCO_AUDIO_STATE_UPDATED,
                        intent.getIntExtra(AudioManager.EXTRA_SCO_AUDIO_STATE, -1),
                        intent.getIntExtra(AudioManager.EXTRA_SCO_AUDIO_PREVIOUS_STATE, -1));
                break;
            case AudioManager.RINGER_MODE_CHANGED_ACTION:
                session.emit(Events.RINGER_MODE_CHANGED,
                        intent.getIntExtra(AudioManager.EXTRA_RINGER_MODE, -1), 0);
                break;
            case AudioManager.ACTION_MICROPHONE_MUTE_CHANGED:
                session.emit(Events.MICROPHONE_MUTE_CHANGED, 0,
                        session.audio.isMicrophoneMute() ? 1 : 0);
                break;
            case AudioManager.ACTION_SPEAKERPHONE_STATE_CHANGED:
                session.emit(Events.SPEAKERPHONE_STATE_CHANGED, 0,
                        session.audio.isSpeakerphoneOn() ? 1 : 0);
                break;
            case AudioManager.ACTION_HEADSET_PLUG:
                session.emit(Events.HEADSET_PLUG, intent.getIntExtra("microphone", 0),
                        intent.getIntExtra("state", 0));
                break;
            case AudioManager.ACTION_HDMI_AUDIO_PLUG:
                session.emit(Events.HDMI_AUDIO_PLUG, 0,
                        intent.getIntExtra(AudioManager.EXTRA_AUDIO_PLUG_STATE, 0));
                break;
            case VOLUME_CHANGED:
                session.emit(Events.VOLUME_CHANGED, intent.getIntExtra(STREAM_TYPE, -1),
                        intent.getIntExtra(STREAM_INDEX, -1));
                break;
            case STREAM_MUTE_CHANGED:
                session.emit(Events.STREAM_MUTE_CHANGED, intent.getIntExtra(STREAM_TYPE, -1),
                        intent.getBooleanExtra(STREAM_MUTED, false) ? 1 : 0);
                break;
            default:
                break;
        }
    }

    @Override
    public void undo() {
        session.context.unregisterReceiver(this);
    }
}
