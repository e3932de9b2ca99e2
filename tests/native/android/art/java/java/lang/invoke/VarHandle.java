package java.lang.invoke;

/** Looked up by the runtime as it starts; not used here. */
public abstract class VarHandle {
    private final Class<?> varType;
    private final Class<?> coordinateType0;
    private final Class<?> coordinateType1;
    private final int accessModesBitMask;

    VarHandle(Class<?> v, boolean f) {
        varType = v;
        coordinateType0 = null;
        coordinateType1 = null;
        accessModesBitMask = 0;
    }

    VarHandle(Class<?> v, boolean f, Class<?> a) {
        varType = v;
        coordinateType0 = a;
        coordinateType1 = null;
        accessModesBitMask = 0;
    }

    VarHandle(Class<?> v, Class<?> x, boolean f, Class<?> a, Class<?> b) {
        varType = v;
        coordinateType0 = a;
        coordinateType1 = b;
        accessModesBitMask = 0;
    }

    public static void fullFence() {
        sun.misc.Unsafe.getUnsafe().fullFence();
    }

    public static void acquireFence() {
        sun.misc.Unsafe.getUnsafe().fullFence();
    }

    public static void releaseFence() {
        sun.misc.Unsafe.getUnsafe().fullFence();
    }

    public static void loadLoadFence() {
        sun.misc.Unsafe.getUnsafe().fullFence();
    }

    public static void storeStoreFence() {
        sun.misc.Unsafe.getUnsafe().fullFence();
    }

    public final native Object compareAndExchange(Object... a);

    public final native Object compareAndExchangeAcquire(Object... a);

    public final native Object compareAndExchangeRelease(Object... a);

    public final native boolean compareAndSet(Object... a);

    public final native Object get(Object... a);

    public final native Object getAcquire(Object... a);

    public final native Object getAndAdd(Object... a);

    public final native Object getAndAddAcquire(Object... a);

    public final native Object getAndAddRelease(Object... a);

    public final native Object getAndBitwiseAnd(Object... a);

    public final native Object getAndBitwiseAndAcquire(Object... a);

    public final native Object getAndBitwiseAndRelease(Object... a);

    public final native Object getAndBitwiseOr(Object... a);

    public final native Object getAndBitwiseOrAcquire(Object... a);

    public final native Object getAndBitwiseOrRelease(Object... a);

    public final native Object getAndBitwiseXor(Object... a);

    public final native Object getAndBitwiseXorAcquire(Object... a);

    public final native Object getAndBitwiseXorRelease(Object... a);

    public final native Object getAndSet(Object... a);

    public final native Object getAndSetAcquire(Object... a);

    public final native Object getAndSetRelease(Object... a);

    public final native Object getOpaque(Object... a);

    public final native Object getVolatile(Object... a);

    public final native void set(Object... a);

    public final native void setOpaque(Object... a);

    public final native void setRelease(Object... a);

    public final native void setVolatile(Object... a);

    public final native boolean weakCompareAndSet(Object... a);

    public final native boolean weakCompareAndSetAcquire(Object... a);

    public final native boolean weakCompareAndSetPlain(Object... a);

    public final native boolean weakCompareAndSetRelease(Object... a);
}
