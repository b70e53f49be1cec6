package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.testing.External;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RdsSocketFactoryTest {
    private static final char[] PASSWORD = "planted".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void acceptsAServerWhoseCertificateChainsToAnAuthorityOfTheBundle() throws Exception {
        KeyStore server = serverSignedBy("authority");
        Certificate authority = keys("authority").getCertificate("authority");

        assertThatCode(() -> handshake(server, RdsSocketFactory.trusting(List.of(authority))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> handshake(server, RdsSocketFactory.trusting(List.of())))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void theBundleOfTheBuildHoldsTheAuthoritiesOfEachRegion() throws Exception {
        Collection<? extends Certificate> bundle = External.require(
                "npm",
                Optional.<Collection<? extends Certificate>>of(RdsSocketFactory.bundle())
                        .filter(found -> !found.isEmpty()));

        assertThat(bundle)
                .extracting(authority ->
                        ((X509Certificate) authority).getSubjectX500Principal().getName())
                .anyMatch(name -> name.contains("CN=Amazon RDS us-east-1 Root CA RSA2048 G1"))
                .anyMatch(name -> name.contains("CN=Amazon RDS eu-central-1 Root CA RSA2048 G1"))
                .anyMatch(name -> name.contains("CN=Amazon RDS ap-northeast-1 Root CA RSA2048 G1"));
        assertThat(new RdsSocketFactory(new Properties()).getDefaultCipherSuites())
                .isNotEmpty();
    }

    private static void handshake(KeyStore server, SSLContext client) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        try (SSLServerSocket listening = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> {
                try (Socket accepted = listening.accept()) {
                    ((SSLSocket) accepted).startHandshake();
                } catch (IOException e) {
                    // The client refuses the certificate and says so to its own caller.
                }
            });
            SSLSocketFactory factory = client.getSocketFactory();
            try (SSLSocket socket =
                    (SSLSocket) factory.createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                socket.startHandshake();
            }
            answering.join();
        }
    }

    private KeyStore serverSignedBy(String authority) throws Exception {
        keytool(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + authority, "-ext", "bc:critical=ca:true");
        keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost");
        keytool("server", "-certreq", "-file", file("request"));
        keytool(authority, "-gencert", "-infile", file("request"), "-outfile", file("signed"));
        keytool(authority, "-exportcert", "-file", file("root"));
        keytool("server", "-importcert", "-noprompt", "-alias", "root", "-file", file("root"));
        keytool("server", "-importcert", "-noprompt", "-file", file("signed"));
        return keys("server");
    }

    private void keytool(String store, String command, String... options) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-keystore",
                file(store + ".p12"),
                "-storepass",
                new String(PASSWORD)));
        if (!List.of(options).contains("-alias")) {
            call.addAll(List.of("-alias", store));
        }
        Process process = new ProcessBuilder(
                        Stream.concat(call.stream(), Stream.of(options)).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private KeyStore keys(String store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(Path.of(file(store + ".p12")))) {
            keys.load(stored, PASSWORD);
        }
        return keys;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
