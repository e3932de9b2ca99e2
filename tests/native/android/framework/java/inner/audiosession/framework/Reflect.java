package audiosession.framework;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Members whose parameters grew over the API levels: called by name, arguments dealt by type. */
final class Reflect {
    private static final Map<String, Method> METHODS = new HashMap<>();

    private Reflect() {}

    /**
     * Calls the method of that name with {@code arguments} dealt to its parameters by their types.
     *
     * <p>Each kind of argument (int, String, boolean, each class) is used up in its own order; a
     * parameter for which none is left gets 0 or null, and what is left over is dropped. So one
     * call serves every level, as long as newer parameters of a kind come last: where that is not
     * so, the caller looks at the level.
     */
    static Object call(Object target, String name, Object... arguments) {
        Method method = method(target.getClass(), name);
        return invoke(() -> method.invoke(target, deal(method, arguments)));
    }

    static Object callStatic(Class<?> owner, String name, Object... arguments) {
        Method method = method(owner, name);
        return invoke(() -> method.invoke(null, deal(method, arguments)));
    }

    /** Makes an object with its longest constructor. */
    static Object make(Class<?> owner, Object... arguments) {
        Constructor<?> longest =
                Arrays.stream(owner.getDeclaredConstructors())
                        .filter(made -> !isForParcels(made))
                        .max((one, other) -> one.getParameterCount() - other.getParameterCount())
                        .orElseThrow();
        longest.setAccessible(true);
        return invoke(() -> longest.newInstance(deal(longest, arguments)));
    }

    /**
     * Makes an object with the constructor that takes a {@code kind}, among those of one length.
     */
    static Object makeOf(Class<?> owner, Class<?> kind, Object... arguments) {
        Constructor<?> found =
                Arrays.stream(owner.getDeclaredConstructors())
                        .filter(made -> Arrays.asList(made.getParameterTypes()).contains(kind))
                        .findFirst()
                        .orElseThrow();
        found.setAccessible(true);
        return invoke(() -> found.newInstance(deal(found, arguments)));
    }

    private static boolean isForParcels(Executable made) {
        return Arrays.stream(made.getParameterTypes())
                .anyMatch(type -> type.getName().equals("android.os.Parcel") || made.isSynthetic());
    }

    /** Makes an object without running its constructor. */
    static Object allocate(Class<?> owner) {
        return invoke(() -> {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe", true, null);
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return unsafe.getMethod("allocateInstance", Class.class)
                    .invoke(instance.get(null), owner);
        });
    }

    static Object get(Object target, String... names) {
        Field field = field(target.getClass(), names);
        return field == null ? null : invoke(() -> field.get(target));
    }

    /** Sets a field if this level has it. */
    static void set(Object target, String name, Object value) {
        Field field = field(target.getClass(), name);
        if (field != null) {
            invoke(() -> {
                field.set(target, value);
                return null;
            });
        }
    }

    static Class<?> type(String... names) {
        for (String name : names) {
            try {
                return Class.forName(name, true, Reflect.class.getClassLoader());
            } catch (ClassNotFoundException absent) {
                continue;
            }
        }
        return null;
    }

    static boolean has(Class<?> owner, String name) {
        return Arrays.stream(owner.getDeclaredMethods()).anyMatch(m -> m.getName().equals(name));
    }

    private static Field field(Class<?> owner, String... names) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Arrays.asList(names).contains(field.getName())) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        return null;
    }

    private static synchronized Method method(Class<?> owner, String name) {
        return METHODS.computeIfAbsent(owner.getName() + "." + name, key -> {
            for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    if (method.getName().equals(name) && !method.isBridge()) {
                        method.setAccessible(true);
                        return method;
                    }
                }
            }
            throw new IllegalStateException("this level has no " + key);
        });
    }

    private static Object[] deal(Executable callee, Object[] arguments) {
        Deque<Object> left = new ArrayDeque<>();
        for (Object argument : arguments) {
            if (argument != null) {
                left.add(argument);
            }
        }
        Class<?>[] parameters = callee.getParameterTypes();
        Object[] dealt = new Object[parameters.length];
        for (int index = 0; index < parameters.length; index++) {
            Class<?> type = boxed(parameters[index]);
            Object found = left.stream().filter(type::isInstance).findFirst().orElse(null);
            if (found != null) {
                left.removeFirstOccurrence(found);
            } else if (parameters[index].isPrimitive()) {
                found = Array.get(Array.newInstance(parameters[index], 1), 0);
            }
            dealt[index] = found;
        }
        return dealt;
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    }

    private interface Action {
        Object run() throws ReflectiveOperationException;
    }

    private static Object invoke(Action action) {
        try {
            return action.run();
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof RuntimeException) {
                throw (RuntimeException) error.getCause();
            }
            if (error.getCause() instanceof Error) {
                throw (Error) error.getCause();
            }
            throw new IllegalStateException(error.getCause());
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }
}
