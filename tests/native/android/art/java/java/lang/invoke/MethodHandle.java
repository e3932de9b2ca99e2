package java.lang.invoke;

/** Looked up by the runtime as it starts; not used here. */
public abstract class MethodHandle {
    private final MethodType type;
    private MethodType nominalType;
    private MethodHandle cachedSpreadInvoker;
    protected final int handleKind;
    protected final long artFieldOrMethod;

    protected MethodHandle(long a, int k, MethodType t) {
        artFieldOrMethod = a;
        handleKind = k;
        type = t;
    }

    public MethodType type() {
        return type;
    }

    public final native Object invokeExact(Object... a) throws Throwable;

    public final native Object invoke(Object... a) throws Throwable;

    public MethodHandle asType(MethodType t) {
        return this;
    }
}
