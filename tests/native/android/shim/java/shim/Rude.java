package shim;

/** An exception that throws when it is asked what it is. */
public final class Rude extends RuntimeException {
    @Override
    public String getMessage() {
        throw new IllegalStateException("no answer");
    }
}
