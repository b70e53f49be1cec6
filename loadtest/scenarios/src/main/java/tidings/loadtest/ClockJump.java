package tidings.loadtest;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Moves the system clock of a running Java process, and of no other.
final class ClockJump {
    private ClockJump() {}

    /// @param ahead of the right time; zero to have it right again
    /// @throws IOException if the process has ended
    static void of(long pid, Duration ahead) throws IOException {
        Path jar = jar();
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar.toString(), Long.toString(ahead.toSeconds()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("the clock of process " + pid + " cannot be moved", e);
        } finally {
            Files.delete(jar);
        }
    }

    private static Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", ClockAgent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path file = Files.createTempFile("clock-", ".jar");
        String agent = ClockAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = ClockAgent.class.getResourceAsStream("/" + agent)) {
            jar.putNextEntry(new JarEntry(agent));
            in.transferTo(jar);
            jar.closeEntry();
        }
        return file;
    }
}
