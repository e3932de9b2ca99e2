package sun.misc;

import dalvik.annotation.optimization.FastNative;

import java.lang.reflect.*;

public final class Unsafe {
    private static final Unsafe theUnsafe = new Unsafe();
    private static final Unsafe THE_ONE = theUnsafe;

    private Unsafe() {}

    public static Unsafe getUnsafe() {
        return theUnsafe;
    }

    public long objectFieldOffset(Field f) {
        return f.getOffset();
    }

    public int arrayBaseOffset(Class<?> c) {
        return getArrayBaseOffsetForComponentType(c.getComponentType());
    }

    public int arrayIndexScale(Class<?> c) {
        return getArrayIndexScaleForComponentType(c.getComponentType());
    }

    public native void park(boolean absolute, long time);

    @FastNative
    public native boolean compareAndSwapInt(java.lang.Object a0, long a1, int a2, int a3);

    @FastNative
    public native boolean compareAndSwapLong(java.lang.Object a0, long a1, long a2, long a3);

    @FastNative
    public native boolean compareAndSwapObject(
            java.lang.Object a0, long a1, java.lang.Object a2, java.lang.Object a3);

    @FastNative
    public native int getIntVolatile(java.lang.Object a0, long a1);

    @FastNative
    public native void putIntVolatile(java.lang.Object a0, long a1, int a2);

    @FastNative
    public native long getLongVolatile(java.lang.Object a0, long a1);

    @FastNative
    public native void putLongVolatile(java.lang.Object a0, long a1, long a2);

    @FastNative
    public native java.lang.Object getObjectVolatile(java.lang.Object a0, long a1);

    @FastNative
    public native void putObjectVolatile(java.lang.Object a0, long a1, java.lang.Object a2);

    @FastNative
    public native int getInt(java.lang.Object a0, long a1);

    @FastNative
    public native void putInt(java.lang.Object a0, long a1, int a2);

    @FastNative
    public native void putOrderedInt(java.lang.Object a0, long a1, int a2);

    @FastNative
    public native long getLong(java.lang.Object a0, long a1);

    @FastNative
    public native void putLong(java.lang.Object a0, long a1, long a2);

    @FastNative
    public native void putOrderedLong(java.lang.Object a0, long a1, long a2);

    @FastNative
    public native java.lang.Object getObject(java.lang.Object a0, long a1);

    @FastNative
    public native void putObject(java.lang.Object a0, long a1, java.lang.Object a2);

    @FastNative
    public native void putOrderedObject(java.lang.Object a0, long a1, java.lang.Object a2);

    @FastNative
    private static native int getArrayBaseOffsetForComponentType(java.lang.Class a0);

    @FastNative
    private static native int getArrayIndexScaleForComponentType(java.lang.Class a0);

    @FastNative
    public native int addressSize();

    @FastNative
    public native int pageSize();

    @FastNative
    public native long allocateMemory(long a0);

    @FastNative
    public native void freeMemory(long a0);

    @FastNative
    public native void setMemory(long a0, long a1, byte a2);

    @FastNative
    public native void copyMemory(long a0, long a1, long a2);

    @FastNative
    public native void copyMemoryToPrimitiveArray(long a0, java.lang.Object a1, long a2, long a3);

    @FastNative
    public native void copyMemoryFromPrimitiveArray(java.lang.Object a0, long a1, long a2, long a3);

    @FastNative
    public native boolean getBoolean(java.lang.Object a0, long a1);

    @FastNative
    public native byte getByte(java.lang.Object a0, long a1);

    @FastNative
    public native char getChar(java.lang.Object a0, long a1);

    @FastNative
    public native short getShort(java.lang.Object a0, long a1);

    @FastNative
    public native float getFloat(java.lang.Object a0, long a1);

    @FastNative
    public native double getDouble(java.lang.Object a0, long a1);

    @FastNative
    public native void putBoolean(java.lang.Object a0, long a1, boolean a2);

    @FastNative
    public native void putByte(java.lang.Object a0, long a1, byte a2);

    @FastNative
    public native void putChar(java.lang.Object a0, long a1, char a2);

    @FastNative
    public native void putShort(java.lang.Object a0, long a1, short a2);

    @FastNative
    public native void putFloat(java.lang.Object a0, long a1, float a2);

    @FastNative
    public native void putDouble(java.lang.Object a0, long a1, double a2);

    @FastNative
    public native void unpark(java.lang.Object a0);

    @FastNative
    public native byte getByte(long a0);

    @FastNative
    public native char getChar(long a0);

    @FastNative
    public native short getShort(long a0);

    @FastNative
    public native int getInt(long a0);

    @FastNative
    public native long getLong(long a0);

    @FastNative
    public native float getFloat(long a0);

    @FastNative
    public native double getDouble(long a0);

    @FastNative
    public native void putByte(long a0, byte a1);

    @FastNative
    public native void putChar(long a0, char a1);

    @FastNative
    public native void putShort(long a0, short a1);

    @FastNative
    public native void putInt(long a0, int a1);

    @FastNative
    public native void putLong(long a0, long a1);

    @FastNative
    public native void putFloat(long a0, float a1);

    @FastNative
    public native void putDouble(long a0, double a1);

    @FastNative
    public native void loadFence();

    @FastNative
    public native void storeFence();

    @FastNative
    public native void fullFence();

    public int getAndAddInt(Object o, long at, int d) {
        int v;
        do v = getIntVolatile(o, at);
        while (!compareAndSwapInt(o, at, v, v + d));
        return v;
    }

    public long getAndAddLong(Object o, long at, long d) {
        long v;
        do v = getLongVolatile(o, at);
        while (!compareAndSwapLong(o, at, v, v + d));
        return v;
    }

    public int getAndSetInt(Object o, long at, int d) {
        int v;
        do v = getIntVolatile(o, at);
        while (!compareAndSwapInt(o, at, v, d));
        return v;
    }

    public long getAndSetLong(Object o, long at, long d) {
        long v;
        do v = getLongVolatile(o, at);
        while (!compareAndSwapLong(o, at, v, d));
        return v;
    }

    public Object getAndSetObject(Object o, long at, Object d) {
        Object v;
        do v = getObjectVolatile(o, at);
        while (!compareAndSwapObject(o, at, v, d));
        return v;
    }
}
