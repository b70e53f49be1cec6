package tidings.loadtest;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Runs in another process: moves what its system clock says. It is alone there, without any other class of ours.
///
/// @param seconds into the future
record ClockAgent(long seconds) implements ClassFileTransformer {
    private static final ClassDesc INSTANT = ClassDesc.of(Instant.class.getName());

    /// Called by the virtual machine, with the seconds. They count from what the clock really says.
    public static void agentmain(String seconds, Instrumentation machine) throws UnmodifiableClassException {
        ClockAgent agent = new ClockAgent(Long.parseLong(seconds));
        List<Class<?>> clocks = Stream.concat(Stream.of(Clock.class), Arrays.stream(Clock.class.getDeclaredClasses()))
                .toList();
        machine.addTransformer(agent, true);
        try {
            machine.retransformClasses(clocks.toArray(Class<?>[]::new));
        } finally {
            machine.removeTransformer(agent);
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (!name.equals("java/time/Clock") && !name.matches("java/time/Clock\\$System.*")) {
            return null; // as it is
        }
        ClassFile file = ClassFile.of();
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString("currentInstant")
                                || !name.equals("java/time/Clock")
                                        && method.methodName().equalsString("millis"),
                        this::move));
    }

    private void move(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction end && end.opcode() == Opcode.ARETURN) {
            code.loadConstant(seconds)
                    .invokevirtual(INSTANT, "plusSeconds", MethodTypeDesc.ofDescriptor("(J)Ljava/time/Instant;"));
        } else if (element instanceof ReturnInstruction end && end.opcode() == Opcode.LRETURN) {
            code.loadConstant(1_000 * seconds).ladd();
        }
        code.with(element);
    }
}
