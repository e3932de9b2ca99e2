package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

import java.util.Comparator;

public final class Method extends Executable {
    public static final Comparator<Method> ORDER_BY_SIGNATURE = new Order();

    private static class Order implements Comparator<Method> {
        public int compare(Method a, Method b) {
            if (a.equals(b)) return 0;
            int c = a.getName().compareTo(b.getName());
            if (c == 0) c = a.compareMethodParametersInternal(b);
            if (c == 0) c = a.getReturnType().getName().compareTo(b.getReturnType().getName());
            return c;
        }
    }

    private Method() {}

    @FastNative
    public native Object getDefaultValue();

    @FastNative
    public native Class<?>[] getExceptionTypes();

    @FastNative
    public native Object invoke(Object o, Object... a)
            throws IllegalAccessException, IllegalArgumentException, InvocationTargetException;

    public String getName() {
        return name();
    }

    public Class<?> getReturnType() {
        return returned();
    }

    public Type getGenericReturnType() {
        return returned();
    }

    boolean equalNameAndParameters(Method m) {
        return getName().equals(m.getName())
                && java.util.Arrays.equals(getParameterTypes(), m.getParameterTypes());
    }
}
