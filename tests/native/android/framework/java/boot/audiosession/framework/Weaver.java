package audiosession.framework;

import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes a framework class runnable on this JVM, without changing what it does.
 *
 * <p>Native methods, and the few named ones, get a straight-line body that calls {@link Natives}.
 * The class version is lowered to what this JVM reads. Of what libcore adds to java.lang, its typed
 * overloads of {@code System.arraycopy} (API 26 and 27) lead to the one that Java has, and
 * {@code System.logE} and its like to {@link Natives#log}.
 */
final class Weaver extends ClassVisitor {
    private static final int NEWEST_VERSION = Opcodes.V17;
    private static final String NATIVES = "audiosession/framework/Natives";
    private static final String ARRAYCOPY = "(Ljava/lang/Object;ILjava/lang/Object;II)V";

    private final Set<String> named;
    private String owner;

    private Weaver(ClassVisitor next, Set<String> named) {
        super(Opcodes.ASM9, next);
        this.named = named;
    }

    /**
     * Returns the class file to define; {@code named} are "class.method" beside the native ones.
     */
    static byte[] weave(byte[] classFile, Set<String> named) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaver(writer, named), 0);
        return writer.toByteArray();
    }

    @Override
    public void visit(
            int version, int access, String name, String signature, String parent, String[] faces) {
        owner = name.replace('/', '.');
        super.visit(Math.min(version, NEWEST_VERSION), access, name, signature, parent, faces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        String key = owner + "." + name;
        boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
        if (isNative || named.contains(key) && (access & Opcodes.ACC_ABSTRACT) == 0) {
            int plain = access & ~(Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED);
            body(super.visitMethod(plain, name, descriptor, signature, exceptions), access, key,
                    descriptor);
            return null;
        }
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(
                    int opcode, String callee, String method, String type, boolean isInterface) {
                boolean system = callee.equals("java/lang/System");
                boolean copies = system && method.equals("arraycopy");
                boolean logs = system && method.matches("log[EIW]");
                super.visitMethodInsn(opcode, logs ? NATIVES : callee, logs ? "log" : method,
                        copies ? ARRAYCOPY : type, isInterface);
            }
        };
    }

    private static void body(MethodVisitor code, int access, String key, String descriptor) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        Type[] arguments = Type.getArgumentTypes(descriptor);
        code.visitCode();
        code.visitLdcInsn(key);
        if (isStatic) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        }
        code.visitIntInsn(Opcodes.BIPUSH, arguments.length);
        code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        int slot = isStatic ? 0 : 1;
        for (int index = 0; index < arguments.length; index++) {
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.BIPUSH, index);
            code.visitVarInsn(arguments[index].getOpcode(Opcodes.ILOAD), slot);
            box(code, arguments[index]);
            code.visitInsn(Opcodes.AASTORE);
            slot += arguments[index].getSize();
        }
        call(code, Type.getReturnType(descriptor));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void box(MethodVisitor code, Type type) {
        String wrapper = switch (type.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.CHAR -> "java/lang/Character";
            case Type.BYTE -> "java/lang/Byte";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.FLOAT -> "java/lang/Float";
            case Type.LONG -> "java/lang/Long";
            case Type.DOUBLE -> "java/lang/Double";
            default -> null;
        };
        if (wrapper != null) {
            String descriptor = "(" + type.getDescriptor() + ")L" + wrapper + ";";
            code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        }
    }

    private static void call(MethodVisitor code, Type result) {
        String kind = switch (result.getSort()) {
            case Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> "I";
            case Type.OBJECT, Type.ARRAY -> "L";
            default -> result.getDescriptor();
        };
        String answer = kind.equals("L") ? "Ljava/lang/Object;" : kind;
        String descriptor = "(Ljava/lang/String;Ljava/lang/Object;[Ljava/lang/Object;)" + answer;
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NATIVES, "call" + kind, descriptor, false);
        switch (result.getSort()) {
            case Type.BYTE -> code.visitInsn(Opcodes.I2B);
            case Type.SHORT -> code.visitInsn(Opcodes.I2S);
            case Type.CHAR -> code.visitInsn(Opcodes.I2C);
            case Type.OBJECT, Type.ARRAY ->
                code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            default -> {
            }
        }
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }
}
