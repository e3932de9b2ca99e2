package dalvik.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import shim.Dex;

/** Checks the file as Android does, and takes the classes from its parent. */
public final class DexClassLoader extends ClassLoader {
    public DexClassLoader(String path, String folder, String libraries, ClassLoader parent)
            throws IOException {
        super(Dex.parent("file", parent));
        if (!Paths.get(path).getParent().toString().equals(folder) || libraries != null) {
            throw new IllegalArgumentException(path + " " + folder + " " + libraries);
        }
        Dex.check(Files.readAllBytes(Paths.get(path)));
    }
}
