package audiosession.framework;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the framework's own classes out of one level's jar, and ours that are linked to them.
 *
 * <p>Looks first in the folders of {@code classes} (ours: never woven), then in the jar (woven),
 * last on the JVM's own class path, where this package's other half is.
 */
public final class FrameworkLoader extends ClassLoader {
    private final ZipFile jar;
    private final String[] folders;
    private final Set<String> named;

    static {
        registerAsParallelCapable();
    }

    public FrameworkLoader(String jar, String classes, Set<String> named) throws IOException {
        super("framework", FrameworkLoader.class.getClassLoader());
        this.jar = new ZipFile(jar);
        this.folders = classes.split(File.pathSeparator);
        this.named = named;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] classFile = find(name.replace('.', '/') + ".class");
                loaded = classFile == null ? super.loadClass(name, resolve)
                                           : defineClass(name, classFile, 0, classFile.length);
            }
            return loaded;
        }
    }

    private byte[] find(String path) throws ClassNotFoundException {
        try {
            for (String folder : folders) {
                File file = new File(folder, path);
                if (file.exists()) {
                    try (InputStream stream = new FileInputStream(file)) {
                        return stream.readAllBytes();
                    }
                }
            }
            ZipEntry entry = jar.getEntry(path);
            if (entry == null) {
                return null;
            }
            try (InputStream stream = jar.getInputStream(entry)) {
                return Weaver.weave(stream.readAllBytes(), named);
            }
        } catch (IOException error) {
            throw new ClassNotFoundException(path, error);
        }
    }
}
