package shim;

import java.io.IOException;

/** Exceptions that say little, and have behind them what explains them. */
final class Reasons {
    private Reasons() {}

    static Throwable of(String how) {
        Throwable reason = new IOException("Bad checksum");
        Throwable thrown = new RuntimeException("outer");
        switch (how) {
            case "itself":
                return reason;
            case "suppressed":
                thrown.addSuppressed(new ClassNotFoundException("of the parent"));
                thrown.addSuppressed(reason);
                return thrown;
            case "cause":
                return new RuntimeException("outer", reason);
            case "suppressed for its cause":
                thrown = new ClassNotFoundException("inner");
                thrown.addSuppressed(reason);
                return new RuntimeException("outer", thrown);
            case "behind one that says nothing":
                return new RuntimeException("outer", new IllegalStateException(null, reason));
            case "behind rude ones":
                thrown.addSuppressed(new Rude());
                thrown.initCause(new Rude());
                thrown.getCause().initCause(reason);
                return thrown;
            case "told by the outer one":
                return new RuntimeException("outer: " + reason, reason);
            case "too far away":
                for (int depth = 0; depth < 10; depth++) {
                    reason = new IllegalStateException(null, reason);
                }
                return new RuntimeException("outer", reason);
            case "in a circle":
                thrown.initCause(new IllegalStateException(null, thrown));
                return thrown;
            case "too many":
                for (int count = 0; count < 10; count++) {
                    thrown.addSuppressed(new ClassNotFoundException("not here"));
                }
                thrown.addSuppressed(reason);
                return thrown;
            case "endless":
                return new RuntimeException(
                        "outer" + "\u00e4".repeat(999), new IOException("\u00f6".repeat(999)));
            default:
                throw new IllegalArgumentException(how);
        }
    }
}
