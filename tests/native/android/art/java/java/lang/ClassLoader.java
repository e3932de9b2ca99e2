package java.lang;

import java.util.*;

/** The runtime finds its fields by name; delegation is Android's: the parent first. */
public abstract class ClassLoader {
    private transient long allocator;
    private transient long classTable;
    private final HashMap<String, Package> packages = new HashMap<String, Package>();
    private final ClassLoader parent;
    public final Map<List<Class<?>>, Class<?>> proxyCache = new HashMap<List<Class<?>>, Class<?>>();

    private static class SystemClassLoader {
        static final ClassLoader loader = create();
    }

    private static ClassLoader create() {
        String path = System.getProperty("java.class.path", ".");
        return new dalvik.system.PathClassLoader(path, "", BootClassLoader.getInstance());
    }

    public static ClassLoader getSystemClassLoader() {
        return SystemClassLoader.loader;
    }

    protected ClassLoader() {
        this(getSystemClassLoader());
    }

    protected ClassLoader(ClassLoader p) {
        parent = p;
    }

    public final ClassLoader getParent() {
        return parent;
    }

    public Class<?> loadClass(String n) throws ClassNotFoundException {
        return loadClass(n, false);
    }

    protected Class<?> loadClass(String n, boolean resolve) throws ClassNotFoundException {
        Class<?> c = findLoadedClass(n);
        if (c == null) {
            try {
                c =
                        parent != null
                                ? parent.loadClass(n, false)
                                : BootClassLoader.getInstance().loadClass(n, false);
            } catch (ClassNotFoundException e) {
                c = null;
            }
            if (c == null) c = findClass(n);
        }
        return c;
    }

    protected Class<?> findClass(String n) throws ClassNotFoundException {
        throw new ClassNotFoundException(n);
    }

    protected final Class<?> findLoadedClass(String n) {
        return VMClassLoader.findLoadedClass(
                this == BootClassLoader.getInstance() ? null : this, n);
    }

    protected final void resolveClass(Class<?> c) {}

    protected Package getPackage(String n) {
        return packages.get(n);
    }

    protected Package[] getPackages() {
        return new Package[0];
    }

    protected Package definePackage(
            String a, String b, String c, String d, String e, String f, String g, java.net.URL h) {
        return null;
    }

    protected String findLibrary(String n) {
        return null;
    }

    public java.net.URL getResource(String n) {
        return findResource(n);
    }

    protected java.net.URL findResource(String n) {
        return null;
    }

    public Enumeration<java.net.URL> getResources(String n) throws java.io.IOException {
        return findResources(n);
    }

    protected Enumeration<java.net.URL> findResources(String n) throws java.io.IOException {
        return Collections.emptyEnumeration();
    }

    public java.io.InputStream getResourceAsStream(String n) {
        return null;
    }

    public static java.io.InputStream getSystemResourceAsStream(String n) {
        return null;
    }
}

class BootClassLoader extends ClassLoader {
    private static BootClassLoader instance;

    public static synchronized BootClassLoader getInstance() {
        if (instance == null) instance = new BootClassLoader();
        return instance;
    }

    public BootClassLoader() {
        super(null);
    }

    protected Class<?> findClass(String n) throws ClassNotFoundException {
        return Class.classForName(n, false, null);
    }

    protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
        Class<?> c = findLoadedClass(n);
        return c == null ? findClass(n) : c;
    }
}
