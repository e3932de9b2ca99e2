package org.audio_session;

import android.media.AudioDeviceInfo;
import android.media.AudioManager;

/** The device of calls. */
final class Communication31
        implements AudioManager.OnCommunicationDeviceChangedListener, Registration {
    private final Session session;

    Communication31(Session session) {
        this.session = session;
        session.audio.addOnCommunicationDeviceChangedListener(session.executor, this);
    }

    @Override
    public void onCommunicationDeviceChanged(AudioDeviceInfo device) {
        int type = device == null ? 0 : device.getType();
        session.emit(Events.COMMUNICATION_DEVICE_CHANGED, type,
                device == null ? 0 : device.getId());
    }

    @Override
    public void undo() {
        session.audio.removeOnCommunicationDeviceChangedListener(this);
    }

    static String current(Session session) {
        Json json = Devices23.json(session.audio.getCommunicationDevice());
        return json == null ? null : json.toString();
    }

    /** IllegalArgumentException if no such device can be chosen now. */
    static boolean choose(Session session, int id) {
        for (AudioDeviceInfo device : session.audio.getAvailableCommunicationDevices()) {
            if (device.getId() == id) {
                return session.audio.setCommunicationDevice(device);
            }
        }
        throw new IllegalArgumentException("no communication device has the id " + id);
    }
}
