package tidings.localstack.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Maps requests to responses.
final class RedditRoutes {
    private static final Pattern LISTING = Pattern.compile(
            "/(?:r/([A-Za-z0-9_+.-]+)|(user/[A-Za-z0-9_-]+/m/[a-z0-9_]+))/(new|top)/?(?:\\.(rss|json))?/?");
    /// Minutes before now among which a number for a post is found.
    private static final int MINUTES = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedditSandboxSettings settings;
    private final AccessTokens tokens;
    private final Faults faults;
    private final Set<String> removed;
    private final SampleSubreddits subreddits;
    private final Timeline timeline;
    private final PostGenerator generator;
    private final SampleListings listings;
    private final RateWindows windows;
    private final FeedRateLimiter feedGate;

    RedditRoutes(RedditSandboxSettings settings, AccessTokens tokens, Faults faults, Set<String> removed) {
        this.settings = settings;
        this.subreddits = SampleSubreddits.load().and(settings.more());
        this.tokens = tokens;
        this.faults = faults;
        timeline = new Timeline(subreddits, new ConcurrentLinkedQueue<>());
        generator = new PostGenerator(timeline);
        this.removed = removed;
        this.listings = new SampleListings(timeline, generator, removed);
        this.windows = new RateWindows(settings.clock());
        this.feedGate = new FeedRateLimiter(settings.clock(), settings.feedInterval());
    }

    RedditResponse answer(RedditRequest request) {
        Matcher listing = LISTING.matcher(request.path());
        if (request.path().equals("/")) {
            return welcome();
        } else if (request.path().equals("/sandbox/faults")) {
            return control(request);
        } else if (request.path().equals("/sandbox/removed") && request.method().equals("POST")) {
            removed.add("t3_" + request.body().strip());
            return RedditResponse.json(200, "{}");
        } else if (request.path().equals("/sandbox/posted") && request.method().equals("POST")) {
            return post(request.body().strip());
        } else if (request.path().equals("/api/v1/access_token")) {
            return request.method().equals("POST")
                    ? tokens.issue(request)
                    : RedditResponse.error(405, "Method Not Allowed");
        } else if (!request.method().equals("GET")) {
            return RedditResponse.error(405, "Method Not Allowed");
        } else if (listing.matches() && "rss".equals(listing.group(4))) {
            return feedGate.answer(request, () -> listing(request, listing, this::feed));
        } else if (listing.matches() && "json".equals(listing.group(4))) {
            return RedditResponse.html(403, "You have been blocked: log in or use a developer token");
        } else if (listing.matches()) {
            return authorized(request, () -> listing(request, listing, query -> json(request, query)));
        } else if (request.path().equals("/api/info")) {
            return authorized(request, () -> info(request));
        } else if (request.path().startsWith(CustomFeed.PATH)) {
            return authorized(request, () -> CustomFeed.answer(request));
        }
        return RedditResponse.error(404, "Not Found");
    }

    private RedditResponse post(String name) {
        try {
            return RedditResponse.json(200, JSON.writeValueAsString(Map.of("id", made(name))));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            return RedditResponse.text(400, "text/plain; charset=UTF-8", wrong.getMessage() + "\n");
        }
    }

    /// Somebody posts a text that everybody may see.
    ///
    /// @return the post's id
    synchronized String made(String name) {
        SampleSubreddit subreddit =
                subreddits.find(name).orElseThrow(() -> new IllegalArgumentException("there is no r/" + name));
        Instant now = settings.clock().instant();
        PostSeed made = IntStream.rangeClosed(1, MINUTES)
                .mapToObj(back -> timeline.made(subreddit, back, now))
                .flatMap(Optional::stream)
                .filter(seed -> isPlain(generator.generate(seed, now)))
                .findFirst()
                .orElseThrow();
        timeline.posted().add(made);
        return made.number().id();
    }

    private static boolean isPlain(SamplePost post) {
        return post.kind() == SamplePost.Kind.SELF && post.marks().isEmpty();
    }

    private RedditResponse authorized(RedditRequest request, Supplier<RedditResponse> answer) {
        String authorization = request.header("Authorization").orElse("");
        if (!tokens.accepts(authorization)) {
            return RedditResponse.error(401, "Unauthorized");
        }
        RateWindows.Count count = windows.count(request, settings.clientId());
        RedditResponse reply = count.exceeded() ? RedditResponse.html(429, "Too Many Requests") : answer.get();
        return reply.with(count.headers());
    }

    /// A single unknown subreddit redirects to the search page; in a list of several it is ignored.
    private RedditResponse listing(
            RedditRequest request, Matcher path, Function<SampleListings.Query, RedditResponse> body) {
        List<String> names = names(path);
        Optional<Fault> fault = names.size() == 1 ? faults.next(names.getFirst()) : Optional.empty();
        List<SampleSubreddit> found =
                names.stream().flatMap(name -> subreddits.find(name).stream()).toList();
        Sort sort = Sort.valueOf(path.group(3).toUpperCase(Locale.ROOT));
        if (fault.isPresent()) {
            List<SampleSubreddit> shown = found.isEmpty() ? subreddits.all().subList(0, 1) : found;
            SampleListings.Query query = SampleListings.Query.of(shown, sort, request);
            return faulty(
                    fault.get(), names.getFirst(), path, () -> body.apply(query), () -> body.apply(query.forNothing()));
        }
        if (found.isEmpty()) {
            return moved(names.isEmpty() ? "" : names.getFirst());
        }
        return body.apply(SampleListings.Query.of(found, sort, request));
    }

    private List<String> names(Matcher path) {
        if (path.group(2) != null) {
            return CustomFeed.subreddits(path.group(2));
        }
        return switch (path.group(1).toLowerCase(Locale.ROOT)) {
            case "all", "popular" ->
                subreddits.all().stream().map(SampleSubreddit::name).toList();
            case String joined ->
                Arrays.stream(joined.split("\\+"))
                        .filter(name -> !name.isEmpty())
                        .toList();
        };
    }

    private RedditResponse faulty(
            Fault fault, String name, Matcher path, Supplier<RedditResponse> listing, Supplier<RedditResponse> empty) {
        return switch (fault) {
            case PRIVATE -> RedditResponse.refusal(403, "Forbidden", "private");
            case BANNED -> RedditResponse.refusal(404, "Not Found", "banned");
            case QUARANTINED -> RedditResponse.refusal(403, "Forbidden", "quarantined");
            case GATED -> RedditResponse.refusal(403, "Forbidden", "gated");
            case FORBIDDEN -> RedditResponse.error(403, "Forbidden");
            case MISSING -> RedditResponse.error(404, "Not Found");
            case MOVED -> moved(name);
            case LOGIN -> redirect(302, "https://www.reddit.com/login/?dest=" + path.group());
            case OVER_18 -> redirect(302, "/over18?dest=" + path.group());
            case ELSEWHERE -> redirect(302, "https://example.org/sorry");
            case CAPITALS -> {
                String capitals =
                        path.group().replace(path.group(1), path.group(1).toUpperCase(Locale.ROOT));
                yield capitals.equals(path.group())
                        ? listing.get()
                        : redirect(301, "https://www.reddit.com" + capitals);
            }
            case UNAUTHORIZED -> RedditResponse.error(401, "Unauthorized");
            case THROTTLED -> RedditResponse.html(429, "Too Many Requests").with(Map.of("Retry-After", "5"));
            case HOLLOW ->
                RedditResponse.text(429, "text/html; charset=UTF-8", "")
                        .with(Map.of("Retry-After", "30"))
                        .cut();
            case FAILING -> RedditResponse.error(500, "Internal Server Error");
            case UNAVAILABLE -> RedditResponse.html(503, "Our CDN was unable to reach our servers");
            case HTML -> RedditResponse.html(200, "Welcome");
            case TRUNCATED -> listing.get().truncated();
            case CUT -> listing.get().cut();
            case SLOW -> listing.get().after(settings.delay());
            case EMPTY -> empty.get();
            case SUBREDDITS, ODD -> prepared(fault, "rss".equals(path.group(4)));
        };
    }

    private static RedditResponse prepared(Fault fault, boolean feed) {
        String name = fault.name().toLowerCase(Locale.ROOT) + (feed ? ".xml" : ".json");
        try (InputStream in = RedditRoutes.class.getResourceAsStream(name)) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return feed
                    ? RedditResponse.text(200, "application/atom+xml; charset=UTF-8", body)
                    : RedditResponse.json(200, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RedditResponse moved(String name) {
        return redirect(302, "https://www.reddit.com/subreddits/search?q=" + name);
    }

    private static RedditResponse redirect(int status, String location) {
        return RedditResponse.text(status, "text/html; charset=UTF-8", "").with(Map.of("Location", location));
    }

    private RedditResponse json(RedditRequest request, SampleListings.Query query) {
        SampleListings.Page page = listings.page(query, settings.clock().instant());
        return RedditResponse.json(200, new ListingJson(ListingJson.Escaping.of(request)).write(page));
    }

    private RedditResponse feed(SampleListings.Query query) {
        Instant now = settings.clock().instant();
        List<SamplePost> posts = listings.page(query, now).posts();
        return RedditResponse.text(
                200,
                "application/atom+xml; charset=UTF-8",
                FeedXml.write(query.subreddits(), query.sort(), posts, now));
    }

    private RedditResponse info(RedditRequest request) {
        List<String> fullnames = List.of(request.parameter("id").split(","));
        List<SamplePost> posts = listings.info(fullnames, settings.clock().instant());
        return RedditResponse.json(
                200,
                new ListingJson(ListingJson.Escaping.of(request))
                        .write(new SampleListings.Page(posts, Optional.empty())));
    }

    private RedditResponse control(RedditRequest request) {
        try {
            return switch (request.method()) {
                case "GET" -> RedditResponse.json(200, JSON.writeValueAsString(faults.view()));
                case "DELETE" -> {
                    faults.clear();
                    yield RedditResponse.json(200, "{}");
                }
                case "POST" -> {
                    PlannedFault plan = JSON.readValue(request.body(), PlannedFault.class);
                    faults.plan(plan.subreddit(), plan.kind(), plan.times() == null ? 1 : plan.times());
                    yield RedditResponse.json(200, JSON.writeValueAsString(faults.view()));
                }
                default -> RedditResponse.error(405, "Method Not Allowed");
            };
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            return RedditResponse.text(400, "text/plain; charset=UTF-8", wrong.getMessage() + "\n");
        }
    }

    /// The body of `POST /sandbox/faults`.
    record PlannedFault(String subreddit, String fault, Integer times) {
        PlannedFault {
            if (subreddit == null || fault == null) {
                throw new IllegalArgumentException("subreddit and fault are needed; subreddit may be *");
            }
        }

        Fault kind() {
            return Fault.valueOf(fault.toUpperCase(Locale.ROOT));
        }
    }

    private RedditResponse welcome() {
        StringBuilder text = new StringBuilder("A Reddit that lives on this machine. Its posts are invented.\n\n");
        subreddits
                .all()
                .forEach(subreddit -> text.append("r/")
                        .append(subreddit.name())
                        .append("  ")
                        .append(subreddit.about())
                        .append('\n'));
        text.append("\nThese go wrong, each in its way:\n");
        Arrays.stream(Fault.values())
                .forEach(fault -> text.append("r/").append(fault.subreddit()).append('\n'));
        return RedditResponse.text(200, "text/plain; charset=UTF-8", text.toString());
    }
}
