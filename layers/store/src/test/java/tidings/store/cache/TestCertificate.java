package tidings.store.cache;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/// A certificate that signs itself, with its key, for one address of this machine.
record TestCertificate(Path folder) {
    static final char[] PASSWORD = "changeit".toCharArray();

    private static final String ALIAS = "redis";

    static TestCertificate of(String address, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        TestCertificate made = new TestCertificate(folder);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=cache",
                        "-ext",
                        "san=ip:" + address,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        made.store().getPath())
                .redirectErrorStream(true)
                .start();
        try (InputStream said = keytool.getInputStream()) {
            String output = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("no certificate: " + output);
            }
        }
        KeyStore store = KeyStore.getInstance(made.store(), PASSWORD);
        made.write("cert.pem", "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        made.write("key.pem", "PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
        return made;
    }

    File store() {
        return folder.resolve("store.p12").toFile();
    }

    /// What the server is to be told.
    String[] settings() {
        return new String[] {
            "tls-cert-file " + folder.resolve("cert.pem"),
            "tls-key-file " + folder.resolve("key.pem"),
            "tls-ca-cert-file " + folder.resolve("cert.pem"),
            "tls-auth-clients no"
        };
    }

    private void write(String file, String what, byte[] encoded) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}
