package java.lang.invoke;

public class MethodHandleImpl extends MethodHandle implements Cloneable {
    private Object info;

    MethodHandleImpl(long a, int k, MethodType t) {
        super(a, k, t);
    }

    public native java.lang.reflect.Member getMemberInternal();
}
