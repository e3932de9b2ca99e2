package dalvik.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import shim.Dex;
import shim.DexLoader;

/**
 * Checks the file as Android does, and takes the classes from its parent. What Android compiles it to
 * has the same name, in the other folder, and is made first.
 */
public final class DexClassLoader extends DexLoader {
    public DexClassLoader(String path, String folder, String libraries, ClassLoader parent)
            throws IOException {
        super(Dex.parent("file", parent));
        if (libraries != null) {
            throw new IllegalArgumentException(path + " " + folder + " " + libraries);
        }
        Path file = Paths.get(path);
        Files.write(Paths.get(folder).resolve(file.getFileName()), new byte[0]);
        Dex.check(Files.readAllBytes(file));
    }
}
