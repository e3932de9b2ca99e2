package org.audio_session;

import android.media.Spatializer;

/** Whether a head tracker is there. */
final class HeadTracker33 implements Spatializer.OnHeadTrackerAvailableListener, Registration {
    private final Session session;
    private final Spatializer spatializer;

    HeadTracker33(Session session) {
        this.session = session;
        spatializer = session.audio.getSpatializer();
        spatializer.addOnHeadTrackerAvailableListener(session.executor, this);
    }

    @Override
    public void onHeadTrackerAvailableChanged(Spatializer changed, boolean available) {
        session.emit(Events.HEAD_TRACKER_AVAILABLE_CHANGED, 0, available ? 1 : 0);
    }

    @Override
    public void undo() {
        spatializer.removeOnHeadTrackerAvailableListener(this);
    }
}
