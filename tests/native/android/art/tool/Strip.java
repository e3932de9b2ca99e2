import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Keeps of a framework's classes what others are verified against: their names, what they extend
 * and implement, and the names and types of their members. The dexer reads no newer class files,
 * and the core classes here have not what the bodies want; so each method throws null.
 */
final class Strip extends ClassVisitor
{
    private static final int RECORD = 0x10000; // a flag that class files of this version lack
    private static final Pattern NAME = Pattern.compile("android/[\\w/$]+");

    private Strip(ClassVisitor next)
    {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent,
                      String[] interfaces)
    {
        super.visit(Opcodes.V1_8, access & ~RECORD, name, null, parent, interfaces);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible)
    {
        return null;
    }

    @Override
    public void visitPermittedSubclass(String name)
    {
    }

    @Override
    public void visitNestHost(String name)
    {
    }

    @Override
    public void visitNestMember(String name)
    {
    }

    @Override
    public FieldVisitor visitField(int access, String name, String type, String signature,
                                   Object value)
    {
        super.visitField(access, name, type, null, value);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String signature,
                                     String[] thrown)
    {
        if (name.equals("<clinit>")) {
            return null;
        }
        MethodVisitor method = super.visitMethod(access, name, type, null, thrown);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
            method.visitCode();
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInsn(Opcodes.ATHROW);
            method.visitMaxs(1, Type.getArgumentsAndReturnSizes(type) >> 2);
            method.visitEnd();
        }
        return null;
    }

    /** Keeps what the class files in a folder name, and what that extends and implements. */
    public static void main(String[] arguments) throws IOException
    {
        Deque<String> left = new ArrayDeque<>();
        try (Stream<Path> files = Files.walk(Paths.get(arguments[2]))) {
            for (Path file : (Iterable<Path>)files.filter(Files::isRegularFile)::iterator) {
                Matcher named = NAME.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (named.find()) {
                    left.add(named.group());
                }
            }
        }
        Set<String> kept = new HashSet<>();
        try (ZipFile jar = new ZipFile(arguments[0])) {
            while (!left.isEmpty()) {
                String name = left.remove();
                ZipEntry entry = jar.getEntry(name + ".class");
                if (entry == null || !kept.add(name)) {
                    continue;
                }
                ClassReader reader = new ClassReader(jar.getInputStream(entry).readAllBytes());
                left.add(reader.getSuperName());
                left.addAll(List.of(reader.getInterfaces()));
                ClassWriter writer = new ClassWriter(0);
                reader.accept(new Strip(writer), ClassReader.SKIP_CODE);
                Path file = Paths.get(arguments[1], name + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, writer.toByteArray());
            }
        }
    }
}
