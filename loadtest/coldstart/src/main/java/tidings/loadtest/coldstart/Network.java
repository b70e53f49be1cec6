package tidings.loadtest.coldstart;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The AWS services that a function reaches: two hosts, so with TLS two handshakes.
///
/// @param certificate with which they speak TLS, if they do
record Network(Optional<Certificate> certificate, AwsStub sqs, AwsStub secrets) implements AutoCloseable {
    /// In the header of the sample event.
    static final String SECRET = "sample-secret";

    static Network plain() throws IOException {
        return new Network(
                Optional.empty(), new AwsStub(Optional.empty(), SECRET), new AwsStub(Optional.empty(), SECRET));
    }

    static Network of(Optional<Certificate> certificate) throws IOException, GeneralSecurityException {
        Optional<javax.net.ssl.SSLContext> context =
                certificate.isPresent() ? Optional.of(certificate.get().server()) : Optional.empty();
        return new Network(certificate, new AwsStub(context, SECRET), new AwsStub(context, SECRET));
    }

    String name() {
        return certificate.isPresent() ? "tls" : "plain";
    }

    Map<String, URI> endpoints() {
        return Map.of("SQS", sqs.uri(), "SECRETS_MANAGER", secrets.uri());
    }

    List<String> jvmFlags() {
        return certificate.map(Certificate::jvmFlags).orElse(List.of());
    }

    int calls() {
        return sqs.calls() + secrets.calls();
    }

    void disconnect() throws IOException {
        sqs.disconnect();
        secrets.disconnect();
    }

    @Override
    public void close() {
        sqs.close();
        secrets.close();
    }
}
