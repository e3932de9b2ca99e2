package audiosession.framework;

import android.os.IInterface;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Callback interfaces that AudioManager has registered with the service. */
final class Listeners {
    private final List<IInterface> registered = new CopyOnWriteArrayList<>();

    /** Notes a call that registers or unregisters a callback; false if it is no such call. */
    boolean take(String method, Object[] arguments) {
        for (Object argument : arguments) {
            if (!(argument instanceof IInterface)) {
                continue;
            }
            IInterface callback = (IInterface) argument;
            registered.removeIf(other -> other.asBinder() == callback.asBinder());
            boolean leaves = arguments[arguments.length - 1] == Boolean.FALSE;
            if (!leaves && (method.startsWith("register") || method.startsWith("add"))) {
                registered.add(callback);
            }
            return true;
        }
        return false;
    }

    /** Calls a method of every callback of that interface, as a binder thread would. */
    void notify(String type, String method, Object... arguments) {
        Class<?> wanted = Reflect.type("android.media." + type);
        for (IInterface callback : registered) {
            if (wanted != null && wanted.isInstance(callback)) {
                Reflect.call(callback, method, arguments);
            }
        }
    }

    int count() {
        return registered.size();
    }
}
