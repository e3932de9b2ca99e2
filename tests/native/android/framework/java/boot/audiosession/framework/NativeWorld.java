package audiosession.framework;

/** The world that whoever started this JVM tells of, through one native method. */
public final class NativeWorld implements World {
    /**
     * Answers with one JSON value, or, to throw, with {@code !class name:text}; registered by the
     * host before anything else is asked.
     */
    static native String ask(String method, String arguments);

    @Override
    public Object answer(String method, Object[] arguments) {
        String answer = ask(method, Json.write(arguments));
        if (answer == null || !answer.startsWith("!")) {
            return answer == null ? null : Json.read(answer);
        }
        String[] parts = answer.substring(1).split(":", 2);
        throw NativeWorld.<RuntimeException>unchecked(thrown(parts[0], parts[1]));
    }

    private static Throwable thrown(String type, String text) {
        try {
            Class<?> class_ = Class.forName(type, true, Launcher.loader());
            try {
                return (Throwable) class_.getConstructor(String.class).newInstance(text);
            } catch (NoSuchMethodException textless) {
                return (Throwable) class_.getConstructor().newInstance();
            }
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(type, error);
        }
    }

    /** A service may throw checked exceptions, RemoteException above all. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable error) throws E {
        throw (E) error;
    }
}
