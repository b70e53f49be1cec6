package tidings.loadtest.coldstart;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the webhook reaches: two hosts, so with TLS two handshakes.
///
/// @param certificate with which they speak TLS, if they do
record Stubs(Optional<Certificate> certificate, AwsStub sqs, AwsStub secrets) implements Network {
    /// In the header of the sample event.
    static final String SECRET = "sample-secret";

    static Stubs plain() throws IOException {
        return new Stubs(
                Optional.empty(), new AwsStub(Optional.empty(), SECRET), new AwsStub(Optional.empty(), SECRET));
    }

    static Stubs of(Optional<Certificate> certificate) throws IOException, GeneralSecurityException {
        Optional<javax.net.ssl.SSLContext> context =
                certificate.isPresent() ? Optional.of(certificate.get().server()) : Optional.empty();
        return new Stubs(certificate, new AwsStub(context, SECRET), new AwsStub(context, SECRET));
    }

    @Override
    public String name() {
        return certificate.isPresent() ? "tls" : "plain";
    }

    @Override
    public Map<String, URI> endpoints() {
        return Map.of("SQS", sqs.uri(), "SECRETS_MANAGER", secrets.uri());
    }

    @Override
    public List<String> jvmFlags() {
        return certificate.map(Certificate::jvmFlags).orElse(List.of());
    }

    @Override
    public int calls() {
        return sqs.calls() + secrets.calls();
    }

    @Override
    public void disconnect() throws IOException {
        sqs.disconnect();
        secrets.disconnect();
    }

    @Override
    public void close() {
        sqs.close();
        secrets.close();
    }
}
