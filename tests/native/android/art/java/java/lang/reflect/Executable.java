package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

import java.lang.annotation.Annotation;

public abstract class Executable extends AccessibleObject implements Member, GenericDeclaration {
    private transient volatile boolean hasRealParameterData;
    private transient volatile Parameter[] parameters;
    private int accessFlags;
    private long artMethod;
    private Class<?> declaringClass;
    private Class<?> declaringClassOfOverriddenMethod;
    private int dexMethodIndex;

    Executable() {}

    @FastNative
    native int compareMethodParametersInternal(Method m);

    @FastNative
    private native <T extends Annotation> T getAnnotationNative(Class<T> c);

    @FastNative
    private native Annotation[] getDeclaredAnnotationsNative();

    @FastNative
    private native Annotation[][] getParameterAnnotationsNative();

    @FastNative
    private native String getMethodNameInternal();

    @FastNative
    private native Class<?> getMethodReturnTypeInternal();

    @FastNative
    private native Class<?>[] getParameterTypesInternal();

    @FastNative
    private native int getParameterCountInternal();

    @FastNative
    private native Parameter[] getParameters0();

    @FastNative
    private native String[] getSignatureAnnotation();

    @FastNative
    private native boolean isAnnotationPresentNative(Class<? extends Annotation> c);

    final String name() {
        return getMethodNameInternal();
    }

    final Class<?> returned() {
        return getMethodReturnTypeInternal();
    }

    public Class<?> getDeclaringClass() {
        return declaringClass;
    }

    public int getModifiers() {
        int f = accessFlags & 0xffff;
        if ((accessFlags & 0x20000) != 0) f |= Modifier.SYNCHRONIZED;
        return f;
    }

    public boolean isSynthetic() {
        return (accessFlags & 0x1000) != 0;
    }

    public boolean isVarArgs() {
        return (accessFlags & 0x80) != 0;
    }

    public boolean isBridge() {
        return (accessFlags & 0x40) != 0;
    }

    public Class<?>[] getParameterTypes() {
        Class<?>[] t = getParameterTypesInternal();
        return t == null ? new Class<?>[0] : t;
    }

    public int getParameterCount() {
        return getParameterCountInternal();
    }

    public Type[] getGenericParameterTypes() {
        return getParameterTypes();
    }

    public TypeVariable<?>[] getTypeParameters() {
        throw new UnsupportedOperationException();
    }

    public <T extends Annotation> T getAnnotation(Class<T> c) {
        return getAnnotationNative(c);
    }

    public Annotation[] getDeclaredAnnotations() {
        return getDeclaredAnnotationsNative();
    }

    public Annotation[][] getParameterAnnotations() {
        return getParameterAnnotationsNative();
    }

    final long artMethod() {
        return artMethod;
    }

    public boolean equals(Object o) {
        return o instanceof Executable && ((Executable) o).artMethod == artMethod;
    }

    public int hashCode() {
        return declaringClass.getName().hashCode() ^ getName().hashCode();
    }

    public String toString() {
        StringBuilder out =
                new StringBuilder(declaringClass.getName())
                        .append('.')
                        .append(getName())
                        .append('(');
        for (Class<?> c : getParameterTypes()) out.append(c.getName()).append(',');
        return out.append(')').toString();
    }
}
