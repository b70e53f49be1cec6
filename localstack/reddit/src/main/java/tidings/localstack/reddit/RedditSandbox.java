package tidings.localstack.reddit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tidings.localstack.http.LoopbackServer;

/// A sandbox Reddit: application-only OAuth, listings with paging and rate limits, RSS, and faults.
///
/// One address stands for both `www.reddit.com` and `oauth.reddit.com`. Posts are generated and new ones appear as
/// the clock advances. Subreddits that always show a fault are listed at [Fault]; [#faults()] makes any other do
/// so, or over HTTP: `POST /sandbox/faults` with `{"subreddit": "java", "fault": "throttled", "times": 2}` (`*` for
/// every subreddit), `DELETE /sandbox/faults` to end them. A moderator removes a post by [#remove], or by `POST
/// /sandbox/removed` with its id; somebody posts by [#post], or by `POST /sandbox/posted` with a subreddit's name.
/// Thread-safe.
public final class RedditSandbox implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RedditSandbox.class.getName());

    private final LoopbackServer server;
    private final AccessTokens tokens;
    private final RedditRoutes routes;
    private final Faults faults = new Faults();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();

    private RedditSandbox(RedditSandboxSettings settings) {
        this.tokens = new AccessTokens(settings);
        this.routes = new RedditRoutes(settings, tokens, faults, removed);
        this.server = LoopbackServer.listen(settings.port(), "the sandbox Reddit", this::handle);
    }

    /// Starts listening on 127.0.0.1.
    ///
    /// @throws java.io.UncheckedIOException when the port is taken
    public static RedditSandbox start(RedditSandboxSettings settings) {
        return new RedditSandbox(settings);
    }

    /// The URL without a trailing slash.
    public URI uri() {
        return server.uri();
    }

    public Faults faults() {
        return faults;
    }

    /// The number of requests so far, of any kind.
    public long requests() {
        return requests.get();
    }

    /// A moderator removes a post.
    ///
    /// @param id such as `1kq3vd2`
    public void remove(String id) {
        removed.add("t3_" + id);
    }

    /// Somebody posts a text now, besides what is posted there by the clock.
    ///
    /// @return the post's id
    /// @throws IllegalArgumentException if there is no such subreddit
    public String post(String subreddit) {
        return routes.made(subreddit);
    }

    /// Every token issued so far is rejected from now on.
    public void revokeTokens() {
        tokens.revokeAll();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        requests.incrementAndGet();
        RedditRequest request = RedditRequest.of(exchange);
        RedditResponse reply = answer(request);
        Thread.sleep(reply.late());
        reply.send(request);
    }

    private RedditResponse answer(RedditRequest request) {
        try {
            return routes.answer(request);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The sandbox failed at " + request.method() + " " + request.path(), e);
            return RedditResponse.error(500, "Internal Server Error");
        }
    }
}
