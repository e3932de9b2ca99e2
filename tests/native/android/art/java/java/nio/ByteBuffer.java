package java.nio;

/** API 21's, with the fields of Android 11's that the runtime finds by name. */
public abstract class ByteBuffer extends Buffer implements Comparable<ByteBuffer> {
    final byte[] hb = null;
    final int offset = 0;
    boolean isReadOnly;
    ByteOrder order = ByteOrder.BIG_ENDIAN;

    public static ByteBuffer allocate(int n) {
        return new ByteArrayBuffer(new byte[n]);
    }

    public static ByteBuffer allocateDirect(int n) {
        return new DirectByteBuffer(libcore(n), n);
    }

    private static long libcore(int n) {
        return sun.misc.Unsafe.getUnsafe().allocateMemory(n);
    }

    public static ByteBuffer wrap(byte[] a) {
        return new ByteArrayBuffer(a);
    }

    public static ByteBuffer wrap(byte[] a, int s, int n) {
        ByteArrayBuffer b = new ByteArrayBuffer(a);
        b.position = s;
        b.limit = s + n;
        return b;
    }

    ByteBuffer(int n, long a) {
        super(0, n, a);
    }

    public final byte[] array() {
        return protectedArray();
    }

    public final int arrayOffset() {
        return protectedArrayOffset();
    }

    public final boolean hasArray() {
        return protectedHasArray();
    }

    public int compareTo(ByteBuffer o) {
        throw new UnsupportedOperationException();
    }

    public ByteBuffer get(byte[] d) {
        return get(d, 0, d.length);
    }

    public ByteBuffer get(byte[] d, int o, int n) {
        for (int i = 0; i < n; i++) d[o + i] = get();
        return this;
    }

    public final ByteBuffer put(byte[] s) {
        return put(s, 0, s.length);
    }

    public ByteBuffer put(byte[] s, int o, int n) {
        for (int i = 0; i < n; i++) put(s[o + i]);
        return this;
    }

    public ByteBuffer put(ByteBuffer s) {
        while (s.hasRemaining()) put(s.get());
        return this;
    }

    public boolean isAccessible() {
        return true;
    }

    public void setAccessible(boolean b) {}

    public final ByteOrder order() {
        return order;
    }

    public final ByteBuffer order(ByteOrder o) {
        orderImpl(o);
        return this;
    }

    void orderImpl(ByteOrder o) {
        order = o == null ? ByteOrder.LITTLE_ENDIAN : o;
    }

    abstract byte[] protectedArray();

    abstract int protectedArrayOffset();

    abstract boolean protectedHasArray();

    public abstract boolean isDirect();

    public abstract CharBuffer asCharBuffer();

    public abstract char getChar();

    public abstract char getChar(int i);

    public abstract ByteBuffer putChar(char v);

    public abstract ByteBuffer putChar(int i, char v);

    public abstract DoubleBuffer asDoubleBuffer();

    public abstract double getDouble();

    public abstract double getDouble(int i);

    public abstract ByteBuffer putDouble(double v);

    public abstract ByteBuffer putDouble(int i, double v);

    public abstract FloatBuffer asFloatBuffer();

    public abstract float getFloat();

    public abstract float getFloat(int i);

    public abstract ByteBuffer putFloat(float v);

    public abstract ByteBuffer putFloat(int i, float v);

    public abstract IntBuffer asIntBuffer();

    public abstract int getInt();

    public abstract int getInt(int i);

    public abstract ByteBuffer putInt(int v);

    public abstract ByteBuffer putInt(int i, int v);

    public abstract LongBuffer asLongBuffer();

    public abstract long getLong();

    public abstract long getLong(int i);

    public abstract ByteBuffer putLong(long v);

    public abstract ByteBuffer putLong(int i, long v);

    public abstract ShortBuffer asShortBuffer();

    public abstract short getShort();

    public abstract short getShort(int i);

    public abstract ByteBuffer putShort(short v);

    public abstract ByteBuffer putShort(int i, short v);

    public abstract ByteBuffer asReadOnlyBuffer();

    public abstract ByteBuffer compact();

    public abstract ByteBuffer duplicate();

    public abstract ByteBuffer slice();

    public abstract byte get();

    public abstract byte get(int i);

    public abstract ByteBuffer put(byte b);

    public abstract ByteBuffer put(int i, byte b);
}
