package tidings.loadtest.coldstart;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services that a function reaches.
interface Network extends AutoCloseable {
    /// For the names of measures.
    String name();

    /// With which the services speak TLS, if they do.
    Optional<Certificate> certificate();

    /// By the name in `AWS_ENDPOINT_URL_<name>`.
    Map<String, URI> endpoints();

    List<String> jvmFlags();

    /// How often AWS was called so far.
    int calls();

    /// Closes every connection that a snapshot would not keep.
    void disconnect() throws IOException;

    @Override
    void close();
}
