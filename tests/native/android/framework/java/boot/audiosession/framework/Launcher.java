package audiosession.framework;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;

/**
 * Starts the framework of one API level in this JVM.
 *
 * <p>{@code java -cp BOOT:ASM audiosession.framework.Launcher LEVEL JAR CLASSES MAIN [ARGUMENT...]}
 * runs {@code MAIN.main} with the rest, where MAIN is a class out of the folder CLASSES.
 */
public final class Launcher {
    private static FrameworkLoader loader;
    private static Clock clock;
    private static volatile World world = (method, arguments) -> null;

    private Launcher() {}

    /** Makes the class loader and fills the table; once a JVM. */
    public static ClassLoader start(int api, String jar, String classes) throws Exception {
        if (loader != null) {
            throw new IllegalStateException("one JVM runs the framework of one level");
        }
        clock = new Clock();
        Bodies.install(clock, api, String.valueOf(api));
        loader = new FrameworkLoader(jar, classes, Bodies.NAMED);
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    /** Finds a class of the framework's, or one that is linked to it. */
    public static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    static ClassLoader loader() {
        return loader;
    }

    /** What answers for everything but focus; until one is set, all answers are 0 and null. */
    public static World world() {
        return world;
    }

    public static void setWorld(World answering) {
        world = answering;
    }

    public static Clock clock() {
        return clock;
    }

    public static void main(String[] arguments) throws Throwable {
        start(Integer.parseInt(arguments[0]), arguments[1], arguments[2]);
        Class<?> program = loader.loadClass(arguments[3]);
        String[] rest = Arrays.copyOfRange(arguments, 4, arguments.length);
        int status = 0;
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException error) {
            error.getCause().printStackTrace();
            status = 1;
        }
        System.out.flush();
        if (System.getProperty("misses") != null) {
            for (Map.Entry<String, Integer> miss : Natives.misses().entrySet()) {
                System.err.println("no entry: " + miss.getKey() + " (" + miss.getValue() + ")");
            }
        }
        // The looper's threads are never told to stop.
        Runtime.getRuntime().halt(status);
    }
}
