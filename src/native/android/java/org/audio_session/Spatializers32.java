package org.audio_session;

import android.media.Spatializer;
import android.os.Build;
import java.util.List;

/** Whether sound is placed around the listener. */
final class Spatializers32 implements Spatializer.OnSpatializerStateChangedListener, Registration {
    private final Session session;
    private final Spatializer spatializer;

    Spatializers32(Session session) {
        this.session = session;
        spatializer = session.audio.getSpatializer();
        spatializer.addOnSpatializerStateChangedListener(session.executor, this);
    }

    // The other half is asked for: what was known when we registered may have changed by then.
    @Override
    public void onSpatializerEnabledChanged(Spatializer changed, boolean enabled) {
        emit(spatializer.isAvailable(), enabled);
    }

    @Override
    public void onSpatializerAvailableChanged(Spatializer changed, boolean available) {
        emit(available, spatializer.isEnabled());
    }

    private void emit(boolean available, boolean enabled) {
        session.emit(Events.SPATIALIZER_STATE_CHANGED, available ? 1 : 0, enabled ? 1 : 0);
    }

    @Override
    public void undo() {
        spatializer.removeOnSpatializerStateChangedListener(this);
    }

    static String describe(Session session) {
        Spatializer spatializer = session.audio.getSpatializer();
        Json json = Json.object()
                .put("isAvailable", spatializer.isAvailable())
                .put("isEnabled", spatializer.isEnabled())
                .put("immersiveAudioLevel", spatializer.getImmersiveAudioLevel());
        if (Build.VERSION.SDK_INT >= 33) {
            json.put("isHeadTrackerAvailable", spatializer.isHeadTrackerAvailable());
        } else {
            json.putNull("isHeadTrackerAvailable");
        }
        if (Build.VERSION.SDK_INT < 36) {
            return json.putNull("spatializedChannelMasks").toString();
        }
        List<Integer> masks = spatializer.getSpatializedChannelMasks();
        Json list = Json.array();
        for (int mask : masks) {
            list.add(mask);
        }
        return json.put("spatializedChannelMasks", list).toString();
    }
}
