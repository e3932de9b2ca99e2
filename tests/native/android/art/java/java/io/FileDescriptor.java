package java.io;

/** With the two fields that the runtime finds by name. */
public final class FileDescriptor {
    public static final FileDescriptor in = new FileDescriptor(0),
            out = new FileDescriptor(1),
            err = new FileDescriptor(2);
    private int descriptor = -1;
    private long ownerId = 0L;

    public FileDescriptor() {}

    private FileDescriptor(int d) {
        descriptor = d;
    }

    public boolean valid() {
        return descriptor != -1;
    }

    public final int getInt$() {
        return descriptor;
    }

    public final void setInt$(int d) {
        descriptor = d;
    }
}
