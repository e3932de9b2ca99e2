package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

public final class Constructor<T> extends Executable {
    private final Class<?> serializationClass;
    private final Class<?> serializationCtor;

    private Constructor() {
        serializationClass = null;
        serializationCtor = null;
    }

    @FastNative
    public native Class<?>[] getExceptionTypes();

    @FastNative
    private native T newInstance0(Object... a)
            throws InstantiationException,
                    IllegalAccessException,
                    IllegalArgumentException,
                    InvocationTargetException;

    @FastNative
    private static native Object newInstanceFromSerialization(Class<?> a, Class<?> b);

    public T newInstance(Object... a)
            throws InstantiationException,
                    IllegalAccessException,
                    IllegalArgumentException,
                    InvocationTargetException {
        return newInstance0(a);
    }

    public String getName() {
        return getDeclaringClass().getName();
    }
}
