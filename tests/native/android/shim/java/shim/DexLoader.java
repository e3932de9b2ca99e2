package shim;

/** As libcore's BaseDexClassLoader: tells why its dex could not be opened where it has no class. */
public class DexLoader extends ClassLoader {
    protected DexLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ClassNotFoundException thrown = new ClassNotFoundException(name);
        Throwable damage = Os.call("dex damage", null);
        if (damage != null) {
            thrown.addSuppressed(damage);
        }
        throw thrown;
    }
}
