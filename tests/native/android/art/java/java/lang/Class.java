package java.lang;

import dalvik.annotation.optimization.FastNative;
import dalvik.system.ClassExt;

import java.lang.annotation.Annotation;
import java.lang.reflect.*;
import java.util.ArrayList;

/**
 * Laid out by the runtime: the names and types of its fields, and how many virtual methods and static
 * fields it has, are those of Android 11.
 */
public final class Class<T>
        implements java.io.Serializable, GenericDeclaration, Type, AnnotatedElement {
    private transient ClassLoader classLoader;
    private transient Class<?> componentType;
    private transient Object dexCache;
    private transient ClassExt extData;
    private transient Object[] ifTable;
    private transient String name;
    private transient Class<? super T> superClass;
    private transient Object vtable;
    private transient long iFields;
    private transient long methods;
    private transient long sFields;
    private transient int accessFlags;
    private transient int classFlags;
    private transient int classSize;
    private transient int clinitThreadId;
    private transient int dexClassDefIndex;
    private transient volatile int dexTypeIndex;
    private transient int numReferenceInstanceFields;
    private transient int numReferenceStaticFields;
    private transient int objectSize;
    private transient int objectSizeAllocFastPath;
    private transient int primitiveType;
    private transient int referenceInstanceOffsets;
    private transient int status;
    private transient short copiedMethodsOffset;
    private transient short virtualMethodsOffset;
    private static final int ANNOTATION = 0x2000,
            ENUM = 0x4000,
            SYNTHETIC = 0x1000,
            FINALIZABLE = 0x80000000;
    private static final long serialVersionUID = 3206093459760846163L;

    private Class() {}

    @FastNative
    static native Class<?> classForName(String n, boolean init, ClassLoader l)
            throws ClassNotFoundException;

    @FastNative
    public native <A extends Annotation> A getDeclaredAnnotation(Class<A> c);

    @FastNative
    public native Annotation[] getDeclaredAnnotations();

    @FastNative
    public native Class<?>[] getDeclaredClasses();

    @FastNative
    private native Constructor<T> getDeclaredConstructorInternal(Class<?>[] args);

    @FastNative
    private native Constructor<?>[] getDeclaredConstructorsInternal(boolean publicOnly);

    @FastNative
    public native Field getDeclaredField(String n) throws NoSuchFieldException;

    @FastNative
    private native Field getPublicFieldRecursive(String n);

    @FastNative
    public native Field[] getDeclaredFields();

    @FastNative
    public native Field[] getDeclaredFieldsUnchecked(boolean publicOnly);

    @FastNative
    private native Method getDeclaredMethodInternal(String n, Class<?>[] args);

    @FastNative
    public native Method[] getDeclaredMethodsUnchecked(boolean publicOnly);

    @FastNative
    public native Class<?> getDeclaringClass();

    @FastNative
    public native Class<?> getEnclosingClass();

    @FastNative
    private native Constructor<?> getEnclosingConstructorNative();

    @FastNative
    private native Method getEnclosingMethodNative();

    @FastNative
    private native int getInnerClassFlags(int d);

    @FastNative
    private native String getInnerClassName();

    @FastNative
    private native Class<?>[] getInterfacesInternal();

    @FastNative
    static native Class<?> getPrimitiveClass(String n);

    @FastNative
    private native String getNameNative();

    @FastNative
    private native Field[] getPublicDeclaredFields();

    @FastNative
    private native String[] getSignatureAnnotation();

    @FastNative
    public native boolean isAnonymousClass();

    @FastNative
    private native boolean isDeclaredAnnotationPresent(Class<? extends Annotation> c);

    @FastNative
    public native T newInstance() throws InstantiationException, IllegalAccessException;

    public static Class<?> forName(String n) throws ClassNotFoundException {
        return forName(n, true, dalvik.system.VMStack.getCallingClassLoader());
    }

    public static Class<?> forName(String n, boolean init, ClassLoader l)
            throws ClassNotFoundException {
        if (l == null) l = BootClassLoader.getInstance();
        try {
            return classForName(n, init, l);
        } catch (ClassNotFoundException e) {
            Throwable cause = e.getCause();
            if (cause instanceof LinkageError) throw (LinkageError) cause;
            throw e;
        }
    }

    public String getName() {
        String n = name;
        if (n == null) name = n = getNameNative();
        return n;
    }

    public String getTypeName() {
        return isArray() ? componentType.getTypeName() + "[]" : getName();
    }

    public String getCanonicalName() {
        return getTypeName().replace('$', '.');
    }

    public String getSimpleName() {
        if (isArray()) return componentType.getSimpleName() + "[]";
        if (isAnonymousClass()) return "";
        String inner = isPrimitive() ? null : getInnerClassName();
        if (inner != null) return inner;
        String n = getName();
        return n.substring(n.lastIndexOf('.') + 1);
    }

    public ClassLoader getClassLoader() {
        if (isPrimitive()) return null;
        return classLoader == null ? BootClassLoader.getInstance() : classLoader;
    }

    public Package getPackage() {
        return null;
    }

    public Class<? super T> getSuperclass() {
        return isInterface() ? null : superClass;
    }

    public Type getGenericSuperclass() {
        return getSuperclass();
    }

    public Type[] getGenericInterfaces() {
        return getInterfaces();
    }

    public TypeVariable<Class<T>>[] getTypeParameters() {
        throw new UnsupportedOperationException();
    }

    public Class<?>[] getInterfaces() {
        if (isArray()) return new Class<?>[] {Cloneable.class, java.io.Serializable.class};
        return getInterfacesInternal();
    }

    public Class<?> getComponentType() {
        return componentType;
    }

    public int getModifiers() {
        if (isArray()) {
            int m = componentType.getModifiers();
            if ((m & Modifier.INTERFACE) != 0) m &= ~(Modifier.INTERFACE | Modifier.STATIC);
            return Modifier.ABSTRACT | Modifier.FINAL | m;
        }
        return (getInnerClassFlags(accessFlags & 0xffff) & 0xffff) & ~0x20;
    }

    public int getAccessFlags() {
        return accessFlags;
    }

    public boolean isArray() {
        return componentType != null;
    }

    public boolean isPrimitive() {
        return (primitiveType & 0xFFFF) != 0;
    }

    public boolean isInterface() {
        return (accessFlags & Modifier.INTERFACE) != 0;
    }

    public boolean isEnum() {
        return superClass == Enum.class && (accessFlags & 0x4000) != 0;
    }

    public boolean isAnnotation() {
        return (accessFlags & 0x2000) != 0;
    }

    public boolean isSynthetic() {
        return (accessFlags & 0x1000) != 0;
    }

    public boolean isProxy() {
        return (accessFlags & 0x00040000) != 0;
    }

    public boolean isMemberClass() {
        return getDeclaringClass() != null;
    }

    public boolean isLocalClass() {
        return getEnclosingMethodNative() != null && !isAnonymousClass();
    }

    public boolean isInstance(Object o) {
        return o != null && isAssignableFrom(o.getClass());
    }

    public boolean isAssignableFrom(Class<?> c) {
        if (this == c) return true;
        if (this == Object.class) return !c.isPrimitive();
        if (isArray()) return c.isArray() && componentType.isAssignableFrom(c.componentType);
        if (isInterface()) {
            Object[] table = c.ifTable;
            if (table != null)
                for (int i = 0; i < table.length; i += 2) if (table[i] == this) return true;
            return false;
        }
        if (!c.isInterface())
            for (c = c.superClass; c != null; c = c.superClass) if (c == this) return true;
        return false;
    }

    @SuppressWarnings("unchecked")
    public T cast(Object o) {
        if (o != null && !isInstance(o))
            throw new ClassCastException(o.getClass().getName() + " is no " + getName());
        return (T) o;
    }

    @SuppressWarnings("unchecked")
    public <U> Class<? extends U> asSubclass(Class<U> c) {
        if (c.isAssignableFrom(this)) return (Class<? extends U>) this;
        throw new ClassCastException(getName());
    }

    @SuppressWarnings("unchecked")
    public T[] getEnumConstants() {
        return isEnum() ? (T[]) Enum.getSharedConstants((Class) this).clone() : null;
    }

    @SuppressWarnings("unchecked")
    public T[] getEnumConstantsShared() {
        return isEnum() ? (T[]) Enum.getSharedConstants((Class) this) : null;
    }

    public boolean desiredAssertionStatus() {
        return false;
    }

    public Constructor<T> getDeclaredConstructor(Class<?>... a) throws NoSuchMethodException {
        return constructor(a, Member.DECLARED);
    }

    public Constructor<T> getConstructor(Class<?>... a) throws NoSuchMethodException {
        return constructor(a, Member.PUBLIC);
    }

    private Constructor<T> constructor(Class<?>[] a, int which) throws NoSuchMethodException {
        Constructor<T> c = getDeclaredConstructorInternal(a == null ? new Class<?>[0] : a);
        if (c == null || which == Member.PUBLIC && !Modifier.isPublic(c.getModifiers()))
            throw new NoSuchMethodException(getName() + ".<init>");
        return c;
    }

    public Constructor<?>[] getDeclaredConstructors() {
        return getDeclaredConstructorsInternal(false);
    }

    public Constructor<?>[] getConstructors() {
        return getDeclaredConstructorsInternal(true);
    }

    public Method[] getDeclaredMethods() {
        return getDeclaredMethodsUnchecked(false);
    }

    public Method getDeclaredMethod(String n, Class<?>... a) throws NoSuchMethodException {
        Method m = getDeclaredMethodInternal(n, a == null ? new Class<?>[0] : a);
        if (m == null) throw new NoSuchMethodException(getName() + "." + n);
        return m;
    }

    public Method getMethod(String n, Class<?>... a) throws NoSuchMethodException {
        Method m = find(n, a == null ? new Class<?>[0] : a);
        if (m == null) throw new NoSuchMethodException(getName() + "." + n);
        return m;
    }

    private Method find(String n, Class<?>[] a) {
        for (Class<?> c = this; c != null; c = c.superClass) {
            Method m = c.getDeclaredMethodInternal(n, a);
            if (m != null && Modifier.isPublic(m.getModifiers())) return m;
        }
        if (ifTable != null)
            for (int i = 0; i < ifTable.length; i += 2) {
                Method m = ((Class<?>) ifTable[i]).getDeclaredMethodInternal(n, a);
                if (m != null) return m;
            }
        return null;
    }

    public Method[] getMethods() {
        ArrayList<Method> all = new ArrayList<Method>();
        for (Class<?> c = this; c != null; c = c.superClass)
            for (Method m : c.getDeclaredMethodsUnchecked(true)) all.add(m);
        if (ifTable != null)
            for (int i = 0; i < ifTable.length; i += 2)
                for (Method m : ((Class<?>) ifTable[i]).getDeclaredMethodsUnchecked(true))
                    all.add(m);
        return all.toArray(new Method[all.size()]);
    }

    public Field getField(String n) throws NoSuchFieldException {
        Field f = getPublicFieldRecursive(n);
        if (f == null) throw new NoSuchFieldException(n);
        return f;
    }

    public Field[] getFields() {
        ArrayList<Field> all = new ArrayList<Field>();
        for (Class<?> c = this; c != null; c = c.superClass)
            for (Field f : c.getPublicDeclaredFields()) all.add(f);
        return all.toArray(new Field[all.size()]);
    }

    public Method getEnclosingMethod() {
        return getEnclosingMethodNative();
    }

    public Constructor<?> getEnclosingConstructor() {
        return getEnclosingConstructorNative();
    }

    public <A extends Annotation> A getAnnotation(Class<A> c) {
        return getDeclaredAnnotation(c);
    }

    public Annotation[] getAnnotations() {
        return getDeclaredAnnotations();
    }

    public boolean isAnnotationPresent(Class<? extends Annotation> c) {
        return isDeclaredAnnotationPresent(c);
    }

    public java.net.URL getResource(String n) {
        return null;
    }

    public java.io.InputStream getResourceAsStream(String n) {
        return null;
    }

    public String toString() {
        return (isInterface() ? "interface " : isPrimitive() ? "" : "class ") + getName();
    }

    public String getPackageName() {
        String n = getName();
        int i = n.lastIndexOf('.');
        return i < 0 ? "" : n.substring(0, i);
    }

    public Object[] getSigners() {
        throw new UnsupportedOperationException();
    }

    public Class<?>[] getClasses() {
        return getDeclaredClasses();
    }

    public java.security.ProtectionDomain getProtectionDomain() {
        throw new UnsupportedOperationException();
    }

    public String toGenericString() {
        return toString();
    }

    public boolean isFinalizable() {
        return (accessFlags & FINALIZABLE) != 0;
    }

    public boolean isLocalOrAnonymousClass() {
        return isLocalClass() || isAnonymousClass();
    }

    public <A extends Annotation> A[] getAnnotationsByType(Class<A> c) {
        throw new UnsupportedOperationException();
    }

    public <A extends Annotation> A[] getDeclaredAnnotationsByType(Class<A> c) {
        throw new UnsupportedOperationException();
    }
}
