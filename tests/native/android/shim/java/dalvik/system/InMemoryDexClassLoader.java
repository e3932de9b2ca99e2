package dalvik.system;

import java.nio.ByteBuffer;
import shim.Dex;
import shim.DexLoader;

/** Checks the dex as Android does, and takes the classes from its parent. */
public final class InMemoryDexClassLoader extends DexLoader {
    public InMemoryDexClassLoader(ByteBuffer buffer, ClassLoader parent) {
        super(Dex.parent("memory", parent));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        Dex.check(bytes);
    }
}
