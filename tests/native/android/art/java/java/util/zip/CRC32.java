package java.util.zip;

/** Looked up by the runtime as it starts; not used here. */
public class CRC32 implements Checksum {
    private int crc;

    public long getValue() {
        return crc & 0xffffffffL;
    }

    public void reset() {
        crc = 0;
    }

    public void update(int v) {
        crc = update(crc, v);
    }

    public void update(byte[] b) {
        crc = updateBytes(crc, b, 0, b.length);
    }

    public void update(byte[] b, int o, int n) {
        crc = updateBytes(crc, b, o, n);
    }

    private static native int update(int crc, int b);

    private static native int updateBytes(int crc, byte[] b, int o, int n);

    private static native int updateByteBuffer(int crc, long a, int o, int n);
}
