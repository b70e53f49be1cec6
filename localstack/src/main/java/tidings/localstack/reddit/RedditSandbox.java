package tidings.localstack.reddit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A Reddit on this machine: application-only OAuth, listings with paging and rate limits, RSS, and what goes wrong.
///
/// One address stands for both `www.reddit.com` and `oauth.reddit.com`. Posts are invented and keep coming as the
/// clock goes on. Subreddits that show a fault are listed at [Fault]; any other can be made to with [#faults()] or
/// over HTTP: `POST /sandbox/faults` with `{"subreddit": "java", "fault": "throttled", "times": 2}` (`*` for every
/// subreddit), `DELETE /sandbox/faults` to end them. Thread-safe.
public final class RedditSandbox implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RedditSandbox.class.getName());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AccessTokens tokens;
    private final Routes routes;
    private final Faults faults = new Faults();
    private final AtomicLong requests = new AtomicLong();

    private RedditSandbox(HttpServer server, RedditSandboxSettings settings) {
        this.server = server;
        this.tokens = new AccessTokens(settings);
        this.routes = new Routes(settings, tokens, faults);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    /// Starts listening on 127.0.0.1.
    ///
    /// @throws IOException when the port is taken
    public static RedditSandbox start(RedditSandboxSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        RedditSandbox sandbox = new RedditSandbox(HttpServer.create(address, 0), settings);
        sandbox.server.start();
        return sandbox;
    }

    /// The address without a slash at its end.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    /// How many requests came so far, of any kind.
    public long requests() {
        return requests.get();
    }

    /// Every token given so far is refused from now on.
    public void revokeTokens() {
        tokens.revokeAll();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            Request request = Request.of(exchange);
            Reply reply = answer(request);
            Thread.sleep(reply.late());
            reply.send(request);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(Request request) {
        try {
            return routes.answer(request);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The sandbox failed at " + request.method() + " " + request.path(), e);
            return Reply.error(500, "Internal Server Error");
        }
    }
}
