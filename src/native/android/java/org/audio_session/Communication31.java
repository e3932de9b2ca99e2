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

    /**
     * IllegalArgumentException if no such device can be chosen now. Of one that goes while it is
     * chosen Android says that up to 33, and false from 34 on (AudioService of 31 to 36).
     */
    static boolean choose(Session session, int id) {
        AudioDeviceInfo device = available(session, id);
        if (device != null && session.audio.setCommunicationDevice(device)) {
            return true;
        }
        if (available(session, id) == null) {
            throw new IllegalArgumentException("no communication device has the id " + id);
        }
        return false;
    }

    private static AudioDeviceInfo available(Session session, int id) {
        for (AudioDeviceInfo device : session.audio.getAvailableCommunicationDevices()) {
            if (device.getId() == id) {
                return device;
            }
        }
        return null;
    }
}
