package tidings.localstack.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which request gets which answer.
final class Routes {
    private static final Pattern LISTING =
            Pattern.compile("/r/([A-Za-z0-9_+]+)(?:/(hot|new|top|rising))?/?(?:\\.(rss|json))?/?");
    private static final Pattern ABOUT = Pattern.compile("/r/([A-Za-z0-9_]+)/about/?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedditSandboxSettings settings;
    private final AccessTokens tokens;
    private final Faults faults;
    private final Subreddits subreddits = Subreddits.load();
    private final Listings listings;
    private final RateWindows windows;
    private final FeedGate feedGate;

    Routes(RedditSandboxSettings settings, AccessTokens tokens, Faults faults) {
        this.settings = settings;
        this.tokens = tokens;
        this.faults = faults;
        Timeline timeline = new Timeline(subreddits);
        this.listings = new Listings(timeline, new PostDraw(timeline));
        this.windows = new RateWindows(settings.clock());
        this.feedGate = new FeedGate(settings.clock(), settings.feedInterval());
    }

    Reply answer(Request request) {
        Matcher listing = LISTING.matcher(request.path());
        Matcher about = ABOUT.matcher(request.path());
        if (request.path().equals("/")) {
            return welcome();
        } else if (request.path().equals("/sandbox/faults")) {
            return control(request);
        } else if (request.path().equals("/api/v1/access_token")) {
            return request.method().equals("POST") ? tokens.issue(request) : Reply.error(405, "Method Not Allowed");
        } else if (!request.method().equals("GET")) {
            return Reply.error(405, "Method Not Allowed");
        } else if (listing.matches() && "rss".equals(listing.group(3))) {
            return feedGate.answer(request, () -> listing(request, listing, this::feed));
        } else if (listing.matches() && "json".equals(listing.group(3))) {
            return Reply.html(403, "You have been blocked: log in or use a developer token");
        } else if (listing.matches()) {
            return authorized(request, () -> listing(request, listing, ask -> json(request, ask)));
        } else if (about.matches()) {
            return authorized(request, () -> about(request, about.group(1)));
        } else if (request.path().equals("/api/info")) {
            return authorized(request, () -> info(request));
        }
        return Reply.error(404, "Not Found");
    }

    private Reply authorized(Request request, Supplier<Reply> answer) {
        String authorization = request.header("Authorization").orElse("");
        if (!tokens.accepts(authorization)) {
            return Reply.error(401, "Unauthorized");
        }
        RateWindows.Count count = windows.count(request, settings.clientId());
        Reply reply = count.exceeded() ? Reply.html(429, "Too Many Requests") : answer.get();
        return reply.with(count.headers());
    }

    /// A single subreddit that is not here is looked for; in a list of several it is left out.
    private Reply listing(Request request, Matcher path, Function<Listings.Ask, Reply> body) {
        List<String> names = Arrays.stream(path.group(1).split("\\+"))
                .filter(name -> !name.isEmpty())
                .toList();
        Optional<Fault> fault = names.size() == 1 ? faults.next(names.getFirst()) : Optional.empty();
        List<Subreddit> found =
                names.stream().flatMap(name -> subreddits.find(name).stream()).toList();
        Sort sort =
                path.group(2) == null ? Sort.HOT : Sort.valueOf(path.group(2).toUpperCase(Locale.ROOT));
        if (fault.isPresent()) {
            List<Subreddit> shown = found.isEmpty() ? subreddits.all().subList(0, 1) : found;
            return faulty(fault.get(), names.getFirst(), Listings.Ask.of(shown, sort, request), body);
        }
        if (found.isEmpty()) {
            return moved(names.isEmpty() ? "" : names.getFirst());
        }
        return body.apply(Listings.Ask.of(found, sort, request));
    }

    private Reply faulty(Fault fault, String name, Listings.Ask ask, Function<Listings.Ask, Reply> body) {
        return switch (fault) {
            case PRIVATE -> Reply.refusal(403, "Forbidden", "private");
            case BANNED -> Reply.refusal(404, "Not Found", "banned");
            case QUARANTINED -> Reply.refusal(403, "Forbidden", "quarantined");
            case FORBIDDEN -> Reply.error(403, "Forbidden");
            case MISSING -> Reply.error(404, "Not Found");
            case MOVED -> moved(name);
            case UNAUTHORIZED -> Reply.error(401, "Unauthorized");
            case THROTTLED -> Reply.html(429, "Too Many Requests").with(Map.of("Retry-After", "30"));
            case FAILING -> Reply.error(500, "Internal Server Error");
            case UNAVAILABLE -> Reply.html(503, "Our CDN was unable to reach our servers");
            case HTML -> Reply.html(200, "Welcome");
            case TRUNCATED -> body.apply(ask).truncated();
            case CUT -> body.apply(ask).cut();
            case SLOW -> body.apply(ask).after(settings.delay());
            case EMPTY -> body.apply(ask.forNothing());
        };
    }

    private static Reply moved(String name) {
        return Reply.text(302, "text/html; charset=UTF-8", "")
                .with(Map.of("Location", "https://www.reddit.com/subreddits/search?q=" + name));
    }

    private Reply json(Request request, Listings.Ask ask) {
        Listings.Page page = listings.page(ask, settings.clock().instant());
        return Reply.json(200, new ListingJson(ListingJson.Escaping.of(request)).write(page));
    }

    private Reply feed(Listings.Ask ask) {
        Instant now = settings.clock().instant();
        List<SamplePost> posts = listings.page(ask, now).posts();
        return Reply.text(
                200, "application/atom+xml; charset=UTF-8", FeedXml.write(ask.subreddits(), ask.sort(), posts, now));
    }

    private Reply about(Request request, String name) {
        return subreddits
                .find(name)
                .map(found -> Reply.json(200, new ListingJson(ListingJson.Escaping.of(request)).about(found)))
                .orElseGet(() -> moved(name));
    }

    private Reply info(Request request) {
        List<String> fullnames = List.of(request.parameter("id").split(","));
        List<SamplePost> posts = listings.info(fullnames, settings.clock().instant());
        return Reply.json(
                200,
                new ListingJson(ListingJson.Escaping.of(request))
                        .write(new Listings.Page(posts, Optional.empty(), Optional.empty())));
    }

    private Reply control(Request request) {
        try {
            return switch (request.method()) {
                case "GET" -> Reply.json(200, JSON.writeValueAsString(faults.view()));
                case "DELETE" -> {
                    faults.clear();
                    yield Reply.json(200, "{}");
                }
                case "POST" -> {
                    PlannedFault plan = JSON.readValue(request.body(), PlannedFault.class);
                    faults.plan(plan.subreddit(), plan.kind(), plan.times() == null ? 1 : plan.times());
                    yield Reply.json(200, JSON.writeValueAsString(faults.view()));
                }
                default -> Reply.error(405, "Method Not Allowed");
            };
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            return Reply.text(400, "text/plain; charset=UTF-8", wrong.getMessage() + "\n");
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

    private Reply welcome() {
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
        return Reply.text(200, "text/plain; charset=UTF-8", text.toString());
    }
}
