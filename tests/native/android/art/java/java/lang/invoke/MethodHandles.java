package java.lang.invoke;

public class MethodHandles {
    public static Lookup lookup() {
        return new Lookup(Object.class, 0);
    }

    public static final class Lookup {
        private final Class<?> lookupClass;
        private final int allowedModes;

        Lookup(Class<?> c, int m) {
            lookupClass = c;
            allowedModes = m;
        }

        public MethodHandle findConstructor(Class<?> c, MethodType t)
                throws NoSuchMethodException, IllegalAccessException {
            throw new UnsupportedOperationException();
        }
    }
}
