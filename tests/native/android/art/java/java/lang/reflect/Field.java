package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

import java.lang.annotation.Annotation;

public final class Field extends AccessibleObject implements Member {
    private int accessFlags;
    private Class<?> declaringClass;
    private int artFieldIndex;
    private int offset;
    private Class<?> type;

    private Field() {}

    @FastNative
    public native Object get(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void set(Object o, Object v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    private native <A extends Annotation> A getAnnotationNative(Class<A> c);

    @FastNative
    private native boolean isAnnotationPresentNative(Class<? extends Annotation> c);

    @FastNative
    public native long getArtField();

    @FastNative
    public native Annotation[] getDeclaredAnnotations();

    @FastNative
    private native String[] getSignatureAnnotation();

    @FastNative
    private native String getNameInternal();

    public String getName() {
        return getNameInternal();
    }

    public int getOffset() {
        return offset;
    }

    public Class<?> getType() {
        return type;
    }

    public Type getGenericType() {
        return type;
    }

    public Class<?> getDeclaringClass() {
        return declaringClass;
    }

    public int getModifiers() {
        return accessFlags & 0xffff;
    }

    public boolean isEnumConstant() {
        return (accessFlags & 0x4000) != 0;
    }

    public boolean isSynthetic() {
        return (accessFlags & 0x1000) != 0;
    }

    public <A extends Annotation> A getAnnotation(Class<A> c) {
        return getAnnotationNative(c);
    }

    public String toString() {
        return type.getName() + " " + declaringClass.getName() + "." + getName();
    }

    @FastNative
    public native boolean getBoolean(Object o)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setBoolean(Object o, boolean v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native byte getByte(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setByte(Object o, byte v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native char getChar(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setChar(Object o, char v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native short getShort(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setShort(Object o, short v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native int getInt(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setInt(Object o, int v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native long getLong(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setLong(Object o, long v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native float getFloat(Object o) throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setFloat(Object o, float v)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native double getDouble(Object o)
            throws IllegalArgumentException, IllegalAccessException;

    @FastNative
    public native void setDouble(Object o, double v)
            throws IllegalArgumentException, IllegalAccessException;
}
