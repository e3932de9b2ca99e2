package dalvik.system;

import java.nio.ByteBuffer;
import shim.Dex;

/** Checks the dex as Android does, and takes the classes from its parent. */
public final class InMemoryDexClassLoader extends ClassLoader {
    public InMemoryDexClassLoader(ByteBuffer buffer, ClassLoader parent) {
        super(Dex.parent("memory", parent));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Dex.check(bytes);
    }
}
