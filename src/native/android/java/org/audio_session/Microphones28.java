package org.audio_session;

import android.media.MicrophoneInfo;
import android.util.Pair;
import java.io.IOException;

/** The microphones of the phone itself. */
final class Microphones28 {
    private Microphones28() {}

    static String all(Session session) throws IOException {
        Json list = Json.array();
        for (MicrophoneInfo microphone : session.audio.getMicrophones()) {
            list.add(json(microphone));
        }
        return list.toString();
    }

    private static Json json(MicrophoneInfo microphone) {
        Json response = Json.array();
        for (Pair<Float, Float> pair : microphone.getFrequencyResponse()) {
            response.add(Json.array().add(pair.first).add(pair.second));
        }
        Json channels = Json.array();
        for (Pair<Integer, Integer> pair : microphone.getChannelMapping()) {
            channels.add(Json.array().add(pair.first).add(pair.second));
        }
        return Json.object()
                .put("description", microphone.getDescription())
                .put("id", microphone.getId())
                .put("type", microphone.getType())
                .put("address", microphone.getAddress())
                .put("location", microphone.getLocation())
                .put("group", microphone.getGroup())
                .put("indexInTheGroup", microphone.getIndexInTheGroup())
                .put("position",
                        point(microphone.getPosition(), MicrophoneInfo.POSITION_UNKNOWN))
                .put("orientation",
                        point(microphone.getOrientation(), MicrophoneInfo.ORIENTATION_UNKNOWN))
                .put("frequencyResponse", response)
                .put("channelMapping", channels)
                .put("sensitivity", microphone.getSensitivity())
                .put("maxSpl", microphone.getMaxSpl())
                .put("minSpl", microphone.getMinSpl())
                .put("directionality", microphone.getDirectionality());
    }

    private static Json point(
            MicrophoneInfo.Coordinate3F point, MicrophoneInfo.Coordinate3F unknown) {
        if (point == null || point.equals(unknown)) {
            return null;
        }
        return Json.array().add(point.x).add(point.y).add(point.z);
    }
}
