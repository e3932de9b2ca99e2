package audiosession.framework;

import android.os.IBinder;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Objects that stand behind a binder interface, made by {@link Proxy}. */
final class Faces {
    private Faces() {}

    /** What a face does when one of its methods is called; null is 0, false or nothing. */
    interface Answer {
        Object call(String method, Object[] arguments) throws Throwable;
    }

    /** A process's binder, which can die. */
    static final class Process {
        private final List<IBinder.DeathRecipient> mourners = new ArrayList<>();
        final IBinder binder = face(IBinder.class, this::answer);

        Object answer(String method, Object[] arguments) {
            switch (method) {
                case "linkToDeath":
                    mourners.add((IBinder.DeathRecipient) arguments[0]);
                    return null;
                case "unlinkToDeath":
                    return mourners.remove(arguments[0]);
                case "isBinderAlive":
                case "pingBinder":
                    return true;
                default:
                    return null;
            }
        }

        void die() {
            for (IBinder.DeathRecipient mourner : new ArrayList<>(mourners)) {
                mourner.binderDied();
            }
        }
    }

    static <T> T face(Class<T> type, Answer answer) {
        InvocationHandler handler = (self, method, arguments) -> switch (method.getName()) {
            case "equals" -> arguments.length == 1 && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> type.getSimpleName();
            default -> orZero(method, answer.call(method.getName(), arguments));
        };
        return type.cast(Proxy.newProxyInstance(
                Faces.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A face whose {@code asBinder} answers with {@code process}. */
    static Object service(String type, Process process, Answer answer) {
        return face(Reflect.type(type),
                (method, arguments)
                        -> method.equals("asBinder") ? process.binder
                                                     : answer.call(method, arguments));
    }

    private static Object orZero(Method method, Object value) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        if (value instanceof Number) {
            return number(type, (Number) value);
        }
        return value == null && type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0)
                                                   : value;
    }

    private static Object number(Class<?> type, Number value) {
        if (type == int.class) {
            return value.intValue();
        }
        if (type == long.class) {
            return value.longValue();
        }
        return type == float.class ? (Object) value.floatValue() : value;
    }
}
