package audiosession.framework;

import java.util.function.Supplier;

/** Whose process the current thread's code runs in: what Binder and Process say of uid and pid. */
public final class Identity {
    public static final int OWN_UID = 10_000;

    private static final ThreadLocal<Integer> UID = ThreadLocal.withInitial(() -> OWN_UID);

    private Identity() {}

    public static int uid() {
        return UID.get();
    }

    /** Runs {@code action} as the app of {@code uid}; its process id is the same number. */
    public static <T> T as(int uid, Supplier<T> action) {
        int before = UID.get();
        UID.set(uid);
        try {
            return action.get();
        } finally {
            UID.set(before);
        }
    }
}
