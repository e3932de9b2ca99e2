package audiosession.framework;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Adler32;

/**
 * What is under the framework's real InMemoryDexClassLoader and DexClassLoader: DexFile's natives.
 *
 * <p>A dex is opened as ART opens it, magic number and checksum first, and has the classes that its
 * table says; their code comes from class files of the same sources, for this JVM runs no dex.
 */
final class Dex {
    private static final String FILE = "dalvik.system.DexFile.";
    private static final byte[] MAGIC = {'d', 'e', 'x', '\n'};
    private static final int HEADER = 0x70;
    private static final int CHECKSUM = 8;
    private static final int CHECKED = 12;
    private static final int SIZE = 32;
    private static final int STRINGS = 60;
    private static final int TYPES = 68;
    private static final int CLASS_COUNT = 96;
    private static final int CLASSES = 100;
    private static final int CLASS_SIZE = 32;

    private final Path classFiles;
    private final Map<Long, Set<String>> opened = new HashMap<>();
    private final Map<ClassLoader, ClassLoader> definers = new HashMap<>();
    private final List<String> used = new ArrayList<>();
    private int damaged = -1;
    private int left = -1;
    private Class<?> natives;

    Dex(Path classFiles) {
        this.classFiles = classFiles;
        Natives.put(FILE + "createCookieWithDirectBuffer", (self, a) -> open((ByteBuffer) a[0]));
        Natives.put(
                FILE + "openInMemoryDexFilesNative", (self, a) -> open(((ByteBuffer[]) a[0])[0]));
        Natives.put(FILE + "openDexFileNative", (self, a) -> open((String) a[0], (String) a[1]));
        Natives.put(FILE + "defineClassNative",
                (self, a) -> define((String) a[0], (ClassLoader) a[1], (Long) a[2]));
        // A new DexClassLoader asks who owns the folder of its output.
        for (String os : new String[] {"libcore.io.Posix.", "libcore.io.Linux."}) {
            Natives.put(os + "stat",
                    (s, a) -> Reflect.allocate(Reflect.type("android.system.StructStat")));
        }
    }

    /** The simple names of the loaders that a class was defined for. */
    String used() {
        return String.join(" ", used);
    }

    /** Lets the next dex that is opened have lost a bit, in the byte at this offset. */
    synchronized void damage(int offset) {
        damaged = offset;
    }

    /** Lets the next dex that is opened end after so many bytes. */
    synchronized void truncate(int size) {
        left = size;
    }

    /** Calls the bridge's way into C as a listener does, once for each number of a port. */
    void emit(int ports, int kind) throws ReflectiveOperationException {
        Method emit = natives.getDeclaredMethod(
                "emit", long.class, int.class, int.class, long.class, long.class);
        emit.setAccessible(true);
        for (long port = 0; port < ports; port++) {
            emit.invoke(null, port, kind, 0, 0L, 0L);
        }
    }

    /** As dex2oat does, which makes the file that it compiles to before it reads the other. */
    private Object open(String source, String output) throws IOException {
        Files.write(Path.of(output), new byte[0]);
        return open(ByteBuffer.wrap(Files.readAllBytes(Path.of(source))));
    }

    private synchronized Object open(ByteBuffer given) throws IOException {
        ByteBuffer dex = given.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[dex.remaining()];
        dex.get(bytes);
        if (damaged >= 0) {
            bytes[damaged] ^= 1;
            damaged = -1;
        }
        if (left >= 0) {
            bytes = Arrays.copyOf(bytes, left);
            left = -1;
        }
        dex = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean starts = bytes.length >= HEADER;
        for (int index = 0; starts && index < MAGIC.length; index++) {
            starts = bytes[index] == MAGIC[index];
        }
        if (!starts) {
            throw new IOException("Failed to open dex files: Bad file magic");
        }
        if (dex.getInt(SIZE) != bytes.length) {
            throw new IOException("Failed to open dex files: Bad file size");
        }
        Adler32 sum = new Adler32();
        sum.update(bytes, CHECKED, bytes.length - CHECKED);
        if ((int) sum.getValue() != dex.getInt(CHECKSUM)) {
            throw new IOException("Failed to open dex files: Bad checksum");
        }
        opened.put(opened.size() + 1L, names(dex));
        return Long.valueOf(opened.size());
    }

    private static Set<String> names(ByteBuffer dex) {
        Set<String> names = new HashSet<>();
        for (int index = 0; index < dex.getInt(CLASS_COUNT); index++) {
            int type = dex.getInt(dex.getInt(CLASSES) + index * CLASS_SIZE);
            int string = dex.getInt(dex.getInt(TYPES) + 4 * type);
            int at = dex.getInt(dex.getInt(STRINGS) + 4 * string);
            while (dex.get(at) < 0) { // the length, seven bits a byte
                at++;
            }
            int end = ++at;
            while (dex.get(end) != 0) {
                end++;
            }
            String descriptor = new String(dex.array(), at, end - at, StandardCharsets.UTF_8);
            names.add(descriptor.substring(1, descriptor.length() - 1));
        }
        return names;
    }

    private synchronized Class<?> define(String name, ClassLoader loader, long cookie)
            throws ClassNotFoundException {
        String path = name.replace('.', '/');
        if (!opened.get(cookie).contains(path)) {
            return null;
        }
        used.add(loader.getClass().getSimpleName());
        ClassLoader definer =
                definers.computeIfAbsent(loader, key -> new Definer(key.getParent(), classFiles));
        Class<?> defined = definer.loadClass(path.replace('/', '.'));
        if (path.equals("org/audio_session/Native")) {
            natives = defined;
        }
        return defined;
    }

    /** Defines what a dex class loader would: that one's own method for it is not this JVM's. */
    private static final class Definer extends ClassLoader {
        private final Path classFiles;

        Definer(ClassLoader parent, Path classFiles) {
            super(parent);
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                Path file = classFiles.resolve(name.replace('.', '/') + ".class");
                byte[] bytes = Files.readAllBytes(file);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException error) {
                throw new ClassNotFoundException(name, error);
            }
        }
    }
}
