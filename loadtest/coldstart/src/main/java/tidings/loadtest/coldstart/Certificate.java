package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for 127.0.0.1, made for one run.
///
/// @param keys the server's key store
/// @param trust a trust store for Java
/// @param pem the certificate, for everybody else
record Certificate(Path keys, Path trust, Path pem) {
    static final String PASSWORD = "changeit";

    static Certificate make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Certificate made = new Certificate(
                folder.resolve("keys.p12"), folder.resolve("trust.p12"), folder.resolve("certificate.pem"));
        for (Path file : List.of(made.keys, made.trust, made.pem)) {
            Files.deleteIfExists(file);
        }
        keytool(
                "-genkeypair -alias stub -keyalg EC -groupname secp256r1 -validity 2 -dname CN=127.0.0.1 -ext"
                        + " san=ip:127.0.0.1",
                "-keystore",
                made.keys.toString());
        keytool("-exportcert -rfc -alias stub", "-keystore", made.keys.toString(), "-file", made.pem.toString());
        keytool("-importcert -noprompt -alias stub", "-keystore", made.trust.toString(), "-file", made.pem.toString());
        return made;
    }

    private static void keytool(String options, String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(files));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + printed);
        }
    }

    SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    List<String> jvmFlags() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
