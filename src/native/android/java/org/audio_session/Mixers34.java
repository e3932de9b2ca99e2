package org.audio_session;

import android.media.AudioAttributes;
import android.media.AudioDeviceInfo;
import android.media.AudioFormat;
import android.media.AudioManager;
import android.media.AudioMixerAttributes;

/** How a USB device mixes. */
final class Mixers34
        implements AudioManager.OnPreferredMixerAttributesChangedListener, Registration {
    private final Session session;

    Mixers34(Session session) {
        this.session = session;
        session.audio.addOnPreferredMixerAttributesChangedListener(session.executor, this);
    }

    @Override
    public void onPreferredMixerAttributesChanged(
            AudioAttributes attributes, AudioDeviceInfo device, AudioMixerAttributes mixer) {
        session.emit(Events.PREFERRED_MIXER_ATTRIBUTES_CHANGED, 0, device.getId());
    }

    @Override
    public void undo() {
        session.audio.removeOnPreferredMixerAttributesChangedListener(this);
    }

    static String supported(Session session, int device) {
        Json list = Json.array();
        for (AudioMixerAttributes mixer
                : session.audio.getSupportedMixerAttributes(Devices23.output(session, device))) {
            list.add(json(mixer));
        }
        return list.toString();
    }

    static String preferred(Session session, AudioAttributes attributes, int device) {
        AudioMixerAttributes mixer = session.audio.getPreferredMixerAttributes(
                attributes, Devices23.output(session, device));
        return mixer == null ? null : json(mixer).toString();
    }

    static boolean prefer(Session session, AudioAttributes attributes, int device,
            AudioFormat format, int behavior) {
        AudioMixerAttributes mixer = new AudioMixerAttributes.Builder(format)
                .setMixerBehavior(behavior).build();
        return session.audio.setPreferredMixerAttributes(
                attributes, Devices23.output(session, device), mixer);
    }

    static boolean clear(Session session, AudioAttributes attributes, int device) {
        return session.audio.clearPreferredMixerAttributes(
                attributes, Devices23.output(session, device));
    }

    private static Json json(AudioMixerAttributes mixer) {
        return Json.object()
                .put("format", Formats.json(mixer.getFormat()))
                .put("mixerBehavior", mixer.getMixerBehavior());
    }
}
