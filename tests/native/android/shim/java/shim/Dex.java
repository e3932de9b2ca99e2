package shim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Adler32;

/** The header of a dex file: source.android.com/docs/core/runtime/dex-format. */
public final class Dex {
    private Dex() {}

    public static ClassLoader parent(String how, ClassLoader parent) {
        return Os.call("dex " + how, parent);
    }

    public static void check(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = {'d', 'e', 'x', '\n', '0', '3', '5', 0};
        Adler32 checksum = new Adler32();
        checksum.update(bytes, 12, bytes.length - 12);
        byte[] signature;
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(bytes, 32, bytes.length - 32);
            signature = sha1.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        if (!Arrays.equals(magic, Arrays.copyOf(bytes, 8))
                || header.getInt(8) != (int) checksum.getValue()
                || !Arrays.equals(signature, Arrays.copyOfRange(bytes, 12, 32))
                || header.getInt(32) != bytes.length) {
            throw new IllegalArgumentException("a damaged dex");
        }
    }
}
