package java.nio;

/** API 21's, with the fields of Android 11's that the runtime finds by name. */
public abstract class Buffer {
    static final int UNSET_MARK = -1;
    final int capacity;
    int limit;
    int mark = UNSET_MARK;
    int position = 0;
    final int _elementSizeShift;
    final long effectiveDirectAddress;
    long address;
    int elementSizeShift;

    Buffer(int shift, int n, long a) {
        _elementSizeShift = shift;
        elementSizeShift = shift;
        if (n < 0) throw new IllegalArgumentException("capacity < 0: " + n);
        capacity = limit = n;
        effectiveDirectAddress = a;
        address = a;
    }

    public abstract Object array();

    public abstract int arrayOffset();

    public final int capacity() {
        return capacity;
    }

    void checkIndex(int i) {
        if (i < 0 || i >= limit) throw new IndexOutOfBoundsException("" + i);
    }

    void checkIndex(int i, int n) {
        if (i < 0 || i > limit - n) throw new IndexOutOfBoundsException("" + i);
    }

    int checkGetBounds(int b, int len, int o, int c) {
        int n = b * c;
        if ((o | c) < 0 || o > len || len - o < c) throw new IndexOutOfBoundsException();
        if (n > remaining()) throw new BufferUnderflowException();
        return n;
    }

    int checkPutBounds(int b, int len, int o, int c) {
        int n = b * c;
        if ((o | c) < 0 || o > len || len - o < c) throw new IndexOutOfBoundsException();
        if (n > remaining()) throw new BufferOverflowException();
        if (isReadOnly()) throw new ReadOnlyBufferException();
        return n;
    }

    void checkStartEndRemaining(int s, int e) {
        if (e < s || s < 0 || e > remaining()) throw new IndexOutOfBoundsException();
    }

    public final Buffer clear() {
        position = 0;
        mark = UNSET_MARK;
        limit = capacity;
        return this;
    }

    public final Buffer flip() {
        limit = position;
        position = 0;
        mark = UNSET_MARK;
        return this;
    }

    public abstract boolean hasArray();

    public final boolean hasRemaining() {
        return position < limit;
    }

    public abstract boolean isDirect();

    public abstract boolean isReadOnly();

    final void checkWritable() {
        if (isReadOnly()) throw new IllegalArgumentException("Read-only buffer");
    }

    public final int limit() {
        return limit;
    }

    public final Buffer limit(int n) {
        if (n < 0 || n > capacity) throw new IllegalArgumentException();
        limit = n;
        if (position > n) position = n;
        return this;
    }

    public final Buffer mark() {
        mark = position;
        return this;
    }

    public final int position() {
        return position;
    }

    public final Buffer position(int n) {
        positionImpl(n);
        return this;
    }

    void positionImpl(int n) {
        if (n < 0 || n > limit) throw new IllegalArgumentException();
        position = n;
    }

    public final int remaining() {
        return limit - position;
    }

    public final Buffer reset() {
        if (mark < 0) throw new InvalidMarkException();
        position = mark;
        return this;
    }

    public final Buffer rewind() {
        position = 0;
        mark = UNSET_MARK;
        return this;
    }

    public final int getElementSizeShift() {
        return _elementSizeShift;
    }
}
