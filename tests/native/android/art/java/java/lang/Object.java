package java.lang;

import dalvik.annotation.optimization.FastNative;

/** The runtime knows both fields by their names. */
public class Object {
    private transient Class<?> shadow$_klass_;
    private transient int shadow$_monitor_;

    public Object() {}

    public final Class<?> getClass() {
        return shadow$_klass_;
    }

    public int hashCode() {
        return identityHashCode(this);
    }

    static int identityHashCode(Object o) {
        return o == null ? 0 : identityHashCodeNative(o);
    }

    @FastNative
    private static native int identityHashCodeNative(Object o);

    public boolean equals(Object o) {
        return this == o;
    }

    protected Object clone() throws CloneNotSupportedException {
        if (!(this instanceof Cloneable))
            throw new CloneNotSupportedException(getClass().getName());
        return internalClone();
    }

    @FastNative
    private native Object internalClone();

    public String toString() {
        return getClass().getName() + "@" + Integer.toHexString(hashCode());
    }

    @FastNative
    public final native void notify();

    @FastNative
    public final native void notifyAll();

    public final void wait() throws InterruptedException {
        wait(0, 0);
    }

    public final void wait(long ms) throws InterruptedException {
        wait(ms, 0);
    }

    @FastNative
    public final native void wait(long ms, int ns) throws InterruptedException;

    protected void finalize() throws Throwable {}
}
