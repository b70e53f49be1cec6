package tidings.localstack.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tidings.localstack.service.ServerJars;

/// AWS's own runtime client for Java, which runs the handler inside a function's process.
///
/// By default it unpacks its native library to a fixed path in `/tmp`, overwrites the copy that other processes
/// use, and fails if another user owns that file. So it is unpacked here, once.
///
/// @param library the value of the system property [#LIBRARY_PROPERTY]
record RuntimeClient(String classPath, Path library) {
    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final String JAR = "aws-lambda-java-runtime-interface-client";

    /// @throws IllegalStateException where AWS has no native library for this machine
    static RuntimeClient unpack(CodeStore store) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String processor = switch (system.toLowerCase(Locale.ROOT)) {
            case "linux amd64" -> "x86_64";
            case "linux aarch64" -> "aarch_64";
            default ->
                throw new IllegalStateException(
                        "functions run on Linux, x86-64 or arm64, because AWS's runtime client does; this is "
                                + system);
        };
        String libc = Files.exists(
                        Path.of("/lib/ld-musl-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".so.1"))
                ? "linux_musl-"
                : "linux-";
        Path jar = ServerJars.jar("runtime", JAR);
        Path library = store.unpack(jar).resolve("jni/libaws-lambda-jni." + libc + processor + ".so");
        return new RuntimeClient(ServerJars.classPath("runtime"), library);
    }
}
