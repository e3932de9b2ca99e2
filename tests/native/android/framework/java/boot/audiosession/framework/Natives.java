package audiosession.framework;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the framework's native methods do here: a table of small functions by "class.method".
 *
 * <p>{@link Weaver} gives each native method a body that calls one of the methods below. Without an
 * entry the answer is 0 or null, and the call is counted: {@link #misses} says what a new API level
 * may still need.
 */
public final class Natives {
    /** One native method: {@code self} is null for a static one. */
    @FunctionalInterface
    public interface Body {
        Object call(Object self, Object[] arguments) throws Throwable;
    }

    private static final Map<String, Body> TABLE = new ConcurrentHashMap<>();
    private static final Map<String, World> CLASSES = new ConcurrentHashMap<>();
    private static final Map<String, Integer> MISSES = new ConcurrentHashMap<>();

    private Natives() {}

    public static void put(String method, Body body) {
        TABLE.put(method, body);
    }

    /** Answers every call of {@code method} with {@code value}. */
    public static void answer(String method, Object value) {
        TABLE.put(method, (self, arguments) -> value);
    }

    /** Lets {@code world} answer for every method of a class that has no entry of its own. */
    public static void putClass(String name, World world) {
        CLASSES.put(name, world);
    }

    /** Calls that met no entry, and how often. */
    public static Map<String, Integer> misses() {
        return new TreeMap<>(MISSES);
    }

    /** What libcore logs: {@code System.logW} and its like. */
    public static void log(String text) {
        System.err.println("libcore: " + text);
    }

    public static void log(String text, Throwable error) {
        System.err.println("libcore: " + text + ": " + error);
    }

    public static Object callL(String method, Object self, Object[] arguments) throws Throwable {
        Body body = TABLE.get(method);
        int dot = method.lastIndexOf('.');
        if (body == null && CLASSES.containsKey(method.substring(0, dot))) {
            World world = CLASSES.get(method.substring(0, dot));
            return world.answer(method.substring(dot + 1), arguments);
        }
        if (body == null) {
            MISSES.merge(method, 1, Integer::sum);
            return null;
        }
        return body.call(self, arguments);
    }

    public static void callV(String method, Object self, Object[] arguments) throws Throwable {
        callL(method, self, arguments);
    }

    public static int callI(String method, Object self, Object[] arguments) throws Throwable {
        Object value = callL(method, self, arguments);
        if (value instanceof Character) {
            return (Character) value;
        }
        return value == null ? 0 : ((Number) value).intValue();
    }

    public static boolean callZ(String method, Object self, Object[] arguments) throws Throwable {
        Object value = callL(method, self, arguments);
        return value != null && (Boolean) value;
    }

    public static long callJ(String method, Object self, Object[] arguments) throws Throwable {
        Object value = callL(method, self, arguments);
        return value == null ? 0L : ((Number) value).longValue();
    }

    public static float callF(String method, Object self, Object[] arguments) throws Throwable {
        Object value = callL(method, self, arguments);
        return value == null ? 0f : ((Number) value).floatValue();
    }

    public static double callD(String method, Object self, Object[] arguments) throws Throwable {
        Object value = callL(method, self, arguments);
        return value == null ? 0.0 : ((Number) value).doubleValue();
    }
}
