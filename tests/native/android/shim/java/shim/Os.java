package shim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fake system: what calls answer, what they throw, and what was registered. */
public final class Os {
    private static final Map<String, Object> answers = new HashMap<>();
    private static final Map<String, Throwable> throwables = new HashMap<>();
    private static final List<String> calls = new ArrayList<>();
    private static final Map<String, Object> registered = new HashMap<>();

    private Os() {}

    /** Records a call; throws or answers what a test has said. */
    @SuppressWarnings("unchecked")
    public static synchronized <T> T call(String name, T answer, Object... arguments) {
        StringBuilder text = new StringBuilder(name);
        for (Object argument : arguments) {
            text.append(' ').append(argument);
        }
        calls.add(text.toString());
        if (calls.size() > 1000) {
            calls.clear();
        }
        if (throwables.containsKey(name)) {
            Os.<RuntimeException>sneak(throwables.get(name));
        }
        return answers.containsKey(name) ? (T) answers.get(name) : answer;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    public static synchronized void register(String name, Object listener) {
        call("register " + name, null);
        registered.put(name, listener);
    }

    public static synchronized void unregister(String name) {
        call("unregister " + name, null);
        registered.remove(name);
    }

    public static synchronized Object listener(String name) {
        return registered.get(name);
    }

    // For tests, through JNI.

    static synchronized void reset(int api) {
        android.os.Build.VERSION.SDK_INT = api;
        answers.clear();
        throwables.clear();
        calls.clear();
        registered.clear();
    }

    static synchronized void answer(String name, Object value) {
        answers.put(name, value);
    }

    static synchronized void answerInt(String name, int value) {
        answers.put(name, value);
    }

    static synchronized void fail(String name, String exception, String message) throws Exception {
        Class<?> type = Class.forName(exception);
        throwables.put(name, message == null
                ? (Throwable) type.getConstructor().newInstance()
                : (Throwable) type.getConstructor(String.class).newInstance(message));
    }

    static synchronized void failWithCause(String name, String message, String cause)
            throws Exception {
        throwables.put(name, new RuntimeException(
                message, (Throwable) Class.forName(cause).getConstructor().newInstance()));
    }

    static synchronized void failWithReason(String name, String how) {
        throwables.put(name, Reasons.of(how));
    }

    static synchronized String calls() {
        return String.join("\n", calls);
    }

    static synchronized int registered() {
        return registered.size();
    }

    static int threads(String name) {
        int count = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            count += thread.getName().equals(name) ? 1 : 0;
        }
        return count;
    }

    /** A class loader that has the framework, and none of our classes. */
    static ClassLoader foreignLoader() {
        return new ClassLoader(Os.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve)
                    throws ClassNotFoundException {
                if (name.startsWith("org.audio_session.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }
}
