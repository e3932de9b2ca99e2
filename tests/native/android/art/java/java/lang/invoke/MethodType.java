package java.lang.invoke;

public final class MethodType implements java.io.Serializable {
    private final Class<?> rtype = null;
    private final Class<?>[] ptypes = null;
    private Object form;
    private MethodType wrapAlt;
    private String methodDescriptor;

    static MethodType makeImpl(Class<?> r, Class<?>[] p, boolean t) {
        throw new UnsupportedOperationException();
    }
}
