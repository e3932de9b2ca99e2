package android.media;

/** A device whose every answer a test may have said. */
public final class AudioDeviceInfo {
    public int getId() {
        return shim.Os.call("getId", 7);
    }

    public int getType() {
        return shim.Os.call("getType", 2);
    }

    public CharSequence getProductName() {
        return shim.Os.call("getProductName", "Speaker");
    }

    public String getAddress() {
        return shim.Os.call("getAddress", "bottom");
    }

    public boolean isSource() {
        return false;
    }

    public boolean isSink() {
        return true;
    }

    public int[] getSampleRates() {
        return new int[] {44100, 48000};
    }

    public int[] getChannelMasks() {
        return new int[0];
    }

    public int[] getChannelIndexMasks() {
        return null;
    }

    public int[] getChannelCounts() {
        return new int[] {2};
    }

    public int[] getEncodings() {
        return new int[0];
    }

    public int[] getEncapsulationModes() {
        return new int[0];
    }

    public int[] getEncapsulationMetadataTypes() {
        return new int[0];
    }
}
