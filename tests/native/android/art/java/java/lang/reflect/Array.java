package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

public final class Array {
    private Array() {}

    @FastNative
    private static native Object createMultiArray(Class<?> c, int[] d);

    @FastNative
    private static native Object createObjectArray(Class<?> c, int n);

    public static Object newInstance(Class<?> c, int... d) {
        return d.length == 1 ? newInstance(c, d[0]) : createMultiArray(c, d);
    }

    public static Object newInstance(Class<?> c, int n) {
        if (!c.isPrimitive()) return createObjectArray(c, n);
        if (c == boolean.class) return new boolean[n];
        if (c == byte.class) return new byte[n];
        if (c == char.class) return new char[n];
        if (c == short.class) return new short[n];
        if (c == int.class) return new int[n];
        if (c == long.class) return new long[n];
        if (c == float.class) return new float[n];
        if (c == double.class) return new double[n];
        throw new IllegalArgumentException(c.getName());
    }

    public static int getLength(Object a) {
        if (a instanceof Object[]) return ((Object[]) a).length;
        if (a instanceof boolean[]) return ((boolean[]) a).length;
        if (a instanceof byte[]) return ((byte[]) a).length;
        if (a instanceof char[]) return ((char[]) a).length;
        if (a instanceof short[]) return ((short[]) a).length;
        if (a instanceof int[]) return ((int[]) a).length;
        if (a instanceof long[]) return ((long[]) a).length;
        if (a instanceof float[]) return ((float[]) a).length;
        if (a instanceof double[]) return ((double[]) a).length;
        throw new IllegalArgumentException("not an array");
    }

    public static Object get(Object a, int i) {
        if (a instanceof Object[]) return ((Object[]) a)[i];
        if (a instanceof boolean[]) return ((boolean[]) a)[i];
        if (a instanceof byte[]) return ((byte[]) a)[i];
        if (a instanceof char[]) return ((char[]) a)[i];
        if (a instanceof short[]) return ((short[]) a)[i];
        if (a instanceof int[]) return ((int[]) a)[i];
        if (a instanceof long[]) return ((long[]) a)[i];
        if (a instanceof float[]) return ((float[]) a)[i];
        if (a instanceof double[]) return ((double[]) a)[i];
        throw new IllegalArgumentException("not an array");
    }

    public static void set(Object a, int i, Object v) {
        ((Object[]) a)[i] = v;
    }
}
