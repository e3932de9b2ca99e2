import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites DexPathList, whose one stream asks whether an array has a null in it: the core classes
 * have neither streams nor lambdas, so it asks its array's list instead.
 */
final class Patch extends ClassVisitor
{
    private Patch(ClassVisitor next)
    {
        super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature,
                                     String[] thrown)
    {
        MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
        return new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitMethodInsn(int code, String owner, String name, String type,
                                        boolean isInterface)
            {
                if (owner.equals("java/util/Arrays") && name.equals("stream")) {
                    super.visitMethodInsn(code, owner, "asList",
                                          "([Ljava/lang/Object;)Ljava/util/List;", false);
                } else if (name.equals("anyMatch")) {
                    super.visitMethodInsn(code, "java/util/List", "contains",
                                          "(Ljava/lang/Object;)Z", true);
                } else {
                    super.visitMethodInsn(code, owner, name, type, isInterface);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap,
                                               Object... arguments)
            {
                super.visitInsn(Opcodes.ACONST_NULL); // the lambda's place on the stack
            }
        };
    }

    public static void main(String[] arguments) throws IOException
    {
        Path file = Paths.get(arguments[0]);
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file)).accept(new Patch(writer), 0);
        Files.write(file, writer.toByteArray());
    }
}
