package org.audio_session;

import android.app.NotificationManager;
import android.content.Context;
import android.content.pm.PackageManager;
import android.media.AudioAttributes;
import android.media.AudioFormat;
import android.media.AudioManager;
import android.os.Build;
import android.view.KeyEvent;
import java.io.IOException;
import java.util.TreeSet;

/**
 * The operations, one static method each, under AudioManager's own names.
 *
 * <p>C checks the API level before it calls. What a newer level brought in types is in a class of
 * its own, so that an older one never loads it. Exceptions go to C as they are.
 */
final class Bridge {
    private Bridge() {}

    static Session open(Context context, long port) {
        return Session.open(context, port);
    }

    static void close(Session session) {
        session.close();
    }

    static int requestAudioFocus(Session session, int gain, int usage, int contentType, int flags,
            boolean pauses, boolean delayed, boolean force, long generation, int capturePolicy,
            int hapticMuted, int spatialization, int spatialized) {
        if (Build.VERSION.SDK_INT < 26) {
            return Focus.request(session, gain, usage, generation);
        }
        AudioAttributes attributes = Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized);
        return Focus26.request(session, gain, attributes, pauses, delayed, force, generation);
    }

    /**
     * Of a generation that holds nothing it is granted, as Android does it. Where Android throws,
     * the generation is held still, so that it can be asked again, and close() does.
     */
    static int abandonAudioFocus(Session session, long generation) {
        Registration held = session.focus(generation);
        if (held != null) {
            held.undo();
            session.dropFocus(generation);
        }
        return AudioManager.AUDIOFOCUS_REQUEST_GRANTED;
    }

    static int getSdkInt(Session session) {
        return Build.VERSION.SDK_INT;
    }

    static int getTargetSdkVersion(Session session) {
        return session.context.getApplicationInfo().targetSdkVersion;
    }

    static boolean checkPermission(Session session, String permission) {
        Context context = session.context;
        return context.getPackageManager().checkPermission(permission, context.getPackageName())
                == PackageManager.PERMISSION_GRANTED;
    }

    static boolean isNotificationPolicyAccessGranted(Session session) {
        NotificationManager manager =
                (NotificationManager) session.context.getSystemService("notification");
        return manager != null && manager.isNotificationPolicyAccessGranted();
    }

    static String getDevices(Session session, int flags) {
        return Devices23.all(session, flags);
    }

    static String getMicrophones(Session session) throws IOException {
        return Microphones28.all(session);
    }

    static String getAudioDevicesForAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        return Devices23.list(session.audio.getAudioDevicesForAttributes(Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized)));
    }

    static String getSupportedDeviceTypes(Session session, int direction) {
        Json list = Json.array();
        for (int type : new TreeSet<Integer>(session.audio.getSupportedDeviceTypes(direction))) {
            list.add(type);
        }
        return list.toString();
    }

    static boolean isWiredHeadsetOn(Session session) {
        return session.audio.isWiredHeadsetOn();
    }

    static boolean isBluetoothA2dpOn(Session session) {
        return session.audio.isBluetoothA2dpOn();
    }

    static String getAvailableCommunicationDevices(Session session) {
        return Devices23.list(session.audio.getAvailableCommunicationDevices());
    }

    static String getCommunicationDevice(Session session) {
        return Communication31.current(session);
    }

    static boolean setCommunicationDevice(Session session, int id) {
        return Communication31.choose(session, id);
    }

    static void clearCommunicationDevice(Session session) {
        session.audio.clearCommunicationDevice();
    }

    static boolean isBluetoothScoAvailableOffCall(Session session) {
        return session.audio.isBluetoothScoAvailableOffCall();
    }

    static void startBluetoothSco(Session session) {
        session.audio.startBluetoothSco();
    }

    static void stopBluetoothSco(Session session) {
        session.audio.stopBluetoothSco();
    }

    static void setBluetoothScoOn(Session session, boolean on) {
        session.audio.setBluetoothScoOn(on);
    }

    static boolean isBluetoothScoOn(Session session) {
        return session.audio.isBluetoothScoOn();
    }

    static void setSpeakerphoneOn(Session session, boolean on) {
        session.audio.setSpeakerphoneOn(on);
    }

    static boolean isSpeakerphoneOn(Session session) {
        return session.audio.isSpeakerphoneOn();
    }

    static void setMicrophoneMute(Session session, boolean muted) {
        session.audio.setMicrophoneMute(muted);
    }

    static boolean isMicrophoneMute(Session session) {
        return session.audio.isMicrophoneMute();
    }

    static void setMode(Session session, int mode) {
        session.audio.setMode(mode);
    }

    static int getMode(Session session) {
        return session.audio.getMode();
    }

    static boolean isCallScreeningModeSupported(Session session) {
        return session.audio.isCallScreeningModeSupported();
    }

    static int getStreamVolume(Session session, int stream) {
        return session.audio.getStreamVolume(stream);
    }

    static void setStreamVolume(Session session, int stream, int index, int flags) {
        session.audio.setStreamVolume(stream, index, flags);
    }

    static int getStreamMaxVolume(Session session, int stream) {
        return session.audio.getStreamMaxVolume(stream);
    }

    static int getStreamMinVolume(Session session, int stream) {
        return session.audio.getStreamMinVolume(stream);
    }

    static double getStreamVolumeDb(Session session, int stream, int index, int device) {
        return session.audio.getStreamVolumeDb(stream, index, device);
    }

    static void adjustStreamVolume(Session session, int stream, int direction, int flags) {
        session.audio.adjustStreamVolume(stream, direction, flags);
    }

    static void adjustVolume(Session session, int direction, int flags) {
        session.audio.adjustVolume(direction, flags);
    }

    static void adjustSuggestedStreamVolume(Session session, int direction, int stream, int flags) {
        session.audio.adjustSuggestedStreamVolume(direction, stream, flags);
    }

    static boolean isStreamMute(Session session, int stream) {
        return session.audio.isStreamMute(stream);
    }

    static void setStreamMute(Session session, int stream, boolean muted) {
        session.audio.setStreamMute(stream, muted);
    }

    static boolean isVolumeFixed(Session session) {
        return session.audio.isVolumeFixed();
    }

    static int getVolumeGroupIdForAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        return session.audio.getVolumeGroupIdForAttributes(Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized));
    }

    static void adjustVolumeGroupVolume(Session session, int group, int direction, int flags) {
        session.audio.adjustVolumeGroupVolume(group, direction, flags);
    }

    static boolean isVolumeGroupMuted(Session session, int group) {
        return session.audio.isVolumeGroupMuted(group);
    }

    static int getRingerMode(Session session) {
        return session.audio.getRingerMode();
    }

    static void setRingerMode(Session session, int mode) {
        session.audio.setRingerMode(mode);
    }

    static boolean isRampingRingerEnabled(Session session) {
        return session.audio.isRampingRingerEnabled();
    }

    static boolean isMusicActive(Session session) {
        return session.audio.isMusicActive();
    }

    static String getActivePlaybackConfigurations(Session session) {
        return Playbacks26.all(session);
    }

    static String getActiveRecordingConfigurations(Session session) {
        return Recordings24.all(session);
    }

    static void setAllowedCapturePolicy(Session session, int policy) {
        session.audio.setAllowedCapturePolicy(policy);
    }

    static int getAllowedCapturePolicy(Session session) {
        return session.audio.getAllowedCapturePolicy();
    }

    static String getProperty(Session session, String key) {
        return session.audio.getProperty(key);
    }

    static String getParameters(Session session, String keys) {
        return session.audio.getParameters(keys);
    }

    static void setParameters(Session session, String pairs) {
        session.audio.setParameters(pairs);
    }

    static int generateAudioSessionId(Session session) {
        return session.audio.generateAudioSessionId();
    }

    static int getAudioHwSyncForSession(Session session, int id) {
        return session.audio.getAudioHwSyncForSession(id);
    }

    static boolean isHapticPlaybackSupported(Session session) {
        return AudioManager.isHapticPlaybackSupported();
    }

    static boolean isOffloadedPlaybackSupported(Session session,
            int encoding, int sampleRate, int channelMask, int channelIndexMask,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        AudioFormat format = Formats.of(encoding, sampleRate, channelMask, channelIndexMask);
        return AudioManager.isOffloadedPlaybackSupported(format, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized));
    }

    static int getPlaybackOffloadSupport(Session session,
            int encoding, int sampleRate, int channelMask, int channelIndexMask,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        AudioFormat format = Formats.of(encoding, sampleRate, channelMask, channelIndexMask);
        return AudioManager.getPlaybackOffloadSupport(format, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized));
    }

    static int getDirectPlaybackSupport(Session session,
            int encoding, int sampleRate, int channelMask, int channelIndexMask,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        AudioFormat format = Formats.of(encoding, sampleRate, channelMask, channelIndexMask);
        return AudioManager.getDirectPlaybackSupport(format, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized));
    }

    static String getDirectProfilesForAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized) {
        return Profiles31.list(session.audio.getDirectProfilesForAttributes(Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized))).toString();
    }

    static String getSpatializer(Session session) {
        return Spatializers32.describe(session);
    }

    static boolean canBeSpatialized(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized,
            int encoding, int sampleRate, int channelMask, int channelIndexMask) {
        AudioFormat format = Formats.of(encoding, sampleRate, channelMask, channelIndexMask);
        return session.audio.getSpatializer().canBeSpatialized(Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized), format);
    }

    static int getEncodedSurroundMode(Session session) {
        return session.audio.getEncodedSurroundMode();
    }

    static boolean setEncodedSurroundMode(Session session, int mode) {
        return session.audio.setEncodedSurroundMode(mode);
    }

    static boolean isSurroundFormatEnabled(Session session, int format) {
        return session.audio.isSurroundFormatEnabled(format);
    }

    static boolean setSurroundFormatEnabled(Session session, int format, boolean enabled) {
        return session.audio.setSurroundFormatEnabled(format, enabled);
    }

    static String getSupportedMixerAttributes(Session session, int device) {
        return Mixers34.supported(session, device);
    }

    static String getPreferredMixerAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized,
            int device) {
        return Mixers34.preferred(session, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized), device);
    }

    static boolean setPreferredMixerAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized,
            int device, int encoding, int sampleRate, int channelMask, int channelIndexMask,
            int behavior) {
        AudioFormat format = Formats.of(encoding, sampleRate, channelMask, channelIndexMask);
        return Mixers34.prefer(session, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized), device, format, behavior);
    }

    static boolean clearPreferredMixerAttributes(Session session,
            int usage, int contentType, int flags, int capturePolicy, int hapticMuted,
            int spatialization, int spatialized,
            int device) {
        return Mixers34.clear(session, Attributes.of(
                usage, contentType, flags, capturePolicy, hapticMuted,
                spatialization, spatialized), device);
    }

    /** NaN leaves the volume to the system. */
    static void playSoundEffect(Session session, int effect, double volume) {
        if (Double.isNaN(volume)) {
            session.audio.playSoundEffect(effect);
        } else {
            session.audio.playSoundEffect(effect, (float) volume);
        }
    }

    static void loadSoundEffects(Session session) {
        session.audio.loadSoundEffects();
    }

    static void unloadSoundEffects(Session session) {
        session.audio.unloadSoundEffects();
    }

    static void dispatchMediaKeyEvent(Session session, long downTime, long eventTime, int action,
            int code, int repeat, int metaState, int device, int scanCode, int flags, int source) {
        session.audio.dispatchMediaKeyEvent(new KeyEvent(
                downTime, eventTime, action, code, repeat, metaState, device, scanCode, flags,
                source));
    }
}
