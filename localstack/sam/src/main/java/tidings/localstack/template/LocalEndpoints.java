package tidings.localstack.template;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/// Where the local servers listen.
///
/// @param urls the addresses of function URLs and HTTP APIs, by logical id, each ending with a slash
public record LocalEndpoints(
        URI queues,
        URI tables,
        URI secrets,
        InetSocketAddress database,
        InetSocketAddress cache,
        Map<String, URI> urls) {
    public LocalEndpoints {
        urls = Map.copyOf(urls);
    }
}
