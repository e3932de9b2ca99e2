package android.util;

public final class Log {
    public static int w(String tag, String message, Throwable thrown) {
        return shim.Os.call("log", 0, tag, message, thrown);
    }
}
