package java.lang.reflect;

import dalvik.annotation.optimization.FastNative;

import java.util.*;

public class Proxy implements java.io.Serializable {
    protected InvocationHandler h;
    private static int count;

    private Proxy() {}

    protected Proxy(InvocationHandler h) {
        this.h = h;
    }

    @FastNative
    private static native Class<?> generateProxy(
            String n, Class<?>[] interfaces, ClassLoader l, Method[] m, Class<?>[][] e);

    public static boolean isProxyClass(Class<?> c) {
        return c.isProxy();
    }

    public static InvocationHandler getInvocationHandler(Object p) {
        return ((Proxy) p).h;
    }

    public static synchronized Class<?> getProxyClass(ClassLoader l, Class<?>... is) {
        ArrayList<Method> all = new ArrayList<Method>();
        try {
            all.add(Object.class.getMethod("equals", Object.class));
            all.add(Object.class.getMethod("hashCode"));
            all.add(Object.class.getMethod("toString"));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
        for (Class<?> i : is)
            for (Method m : i.getMethods()) {
                boolean have = false;
                for (Method o : all) have |= o.equalNameAndParameters(m);
                if (!have && !Modifier.isStatic(m.getModifiers())) all.add(m);
            }
        Collections.sort(all, Method.ORDER_BY_SIGNATURE);
        Method[] ms = all.toArray(new Method[all.size()]);
        Class<?>[][] ex = new Class<?>[ms.length][];
        for (int i = 0; i < ms.length; i++) ex[i] = ms[i].getExceptionTypes();
        return generateProxy("$Proxy" + count++, is, l, ms, ex);
    }

    public static Object newProxyInstance(ClassLoader l, Class<?>[] is, InvocationHandler h) {
        try {
            return getProxyClass(l, is).getConstructor(InvocationHandler.class).newInstance(h);
        } catch (Exception e) {
            throw new InternalError(e.toString());
        }
    }

    private static Object invoke(Proxy p, Method m, Object[] a) throws Throwable {
        return p.h.invoke(p, m, a);
    }
}
