package audiosession.framework;

/** An app whose main is Java's, and which runs Python on a thread of its own. */
public final class Embedded {
    private static int status = 2;

    private Embedded() {}

    /** Runs Python to its end, finalization included; returns its exit status. */
    static native int python();

    public static int main() throws Exception {
        Thread thread = new Thread(null, () -> status = python(), "python", 8 << 20);
        thread.start();
        thread.join();
        if (status == 0 && Launcher.loader() != null) {
            goOn();
        }
        return status;
    }

    /** The process lives on without Python; what is still registered must do no harm. */
    private static void goOn() throws Exception {
        Class<?> commands = Launcher.load("audiosession.framework.Commands");
        java.lang.reflect.Method run = commands.getMethod("run", String.class);
        Launcher.setWorld((method, arguments) -> null);
        run.invoke(null, "broadcast\tandroid.media.AUDIO_BECOMING_NOISY");
        run.invoke(null, "settle");
        run.invoke(null, "emit\t20000\t1"); // a listener that was about to call, of any driver
        System.out.println("the process goes on: " + run.invoke(null, "counts"));
    }
}
