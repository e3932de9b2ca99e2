package java.lang;

import dalvik.annotation.optimization.FastNative;

import java.util.*;

/** The runtime fills in these fields, and reads them. */
public class Throwable implements java.io.Serializable {
    private transient volatile Object backtrace;
    private String detailMessage;
    private Throwable cause = this;
    private StackTraceElement[] stackTrace = libcore.util.EmptyArray.STACK_TRACE_ELEMENT;
    private List<Throwable> suppressedExceptions = Collections.emptyList();

    public Throwable() {
        fillInStackTrace();
    }

    public Throwable(String m) {
        detailMessage = m;
        fillInStackTrace();
    }

    public Throwable(String m, Throwable c) {
        detailMessage = m;
        cause = c;
        fillInStackTrace();
    }

    public Throwable(Throwable c) {
        detailMessage = c == null ? null : c.toString();
        cause = c;
        fillInStackTrace();
    }

    protected Throwable(String m, Throwable c, boolean suppress, boolean writable) {
        detailMessage = m;
        cause = c;
        fillInStackTrace();
    }

    @FastNative
    private static native Object nativeFillInStackTrace();

    @FastNative
    private static native StackTraceElement[] nativeGetStackTrace(Object o);

    public Throwable fillInStackTrace() {
        backtrace = nativeFillInStackTrace();
        stackTrace = libcore.util.EmptyArray.STACK_TRACE_ELEMENT;
        return this;
    }

    public String getMessage() {
        return detailMessage;
    }

    public String getLocalizedMessage() {
        return getMessage();
    }

    public Throwable getCause() {
        return cause == this ? null : cause;
    }

    public Throwable initCause(Throwable c) {
        if (cause != this) throw new IllegalStateException("Cause already initialized");
        if (c == this) throw new IllegalArgumentException("self-causation");
        cause = c;
        return this;
    }

    public StackTraceElement[] getStackTrace() {
        if (stackTrace.length == 0 && backtrace != null) {
            stackTrace = nativeGetStackTrace(backtrace);
            backtrace = null;
        }
        return stackTrace;
    }

    public void setStackTrace(StackTraceElement[] s) {
        stackTrace = s.clone();
        backtrace = null;
    }

    public final void addSuppressed(Throwable t) {
        if (suppressedExceptions.isEmpty()) suppressedExceptions = new ArrayList<Throwable>(1);
        suppressedExceptions.add(t);
    }

    public final Throwable[] getSuppressed() {
        return suppressedExceptions.toArray(new Throwable[suppressedExceptions.size()]);
    }

    public String toString() {
        String m = getLocalizedMessage(), n = getClass().getName();
        return m == null ? n : n + ": " + m;
    }

    public void printStackTrace() {
        System.log(toString());
        for (StackTraceElement e : getStackTrace()) System.log("\tat " + e);
        if (getCause() != null) {
            System.log("Caused by:");
            getCause().printStackTrace();
        }
    }

    public void printStackTrace(java.io.PrintStream s) {
        printStackTrace();
    }

    public void printStackTrace(java.io.PrintWriter s) {
        s.println(this);
        for (StackTraceElement e : getStackTrace()) s.println("\tat " + e);
    }
}
