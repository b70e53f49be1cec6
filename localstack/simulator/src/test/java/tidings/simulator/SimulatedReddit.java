package tidings.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.Deadline;
import tidings.scraper.source.Transport;

/// Reddit by its API and by its feeds: subreddits that answer, and some that fail each in a way of its own.
final class SimulatedReddit implements Transport {
    private static final URI NOWHERE = URI.create("http://reddit.invalid/");
    private static final List<String> FINE =
            List.of("java", "python", "cooking", "hiking", "chess", "cats", "physics", "movies");
    private static final List<String> ODD = List.of(
            "empty", "long", "private", "banned", "missing", "throttled", "broken", "garbage", "slow", "strange");

    private static final Pattern LISTING = Pattern.compile("/r/([\\w+]+)/(?:top|new)(\\.rss)?");
    private static final String LONG = "All of this is about one and the same thing. ".repeat(85);
    private static final List<String> TITLES = List.of(
            "How do I sort a list of records by two keys",
            "Which pan do you use for eggs",
            "The trail above the lake is open again",
            "My opening repertoire against the Caro-Kann",
            "He sleeps in the bread basket now",
            "What I learned from ten years of telescopes",
            "An ending that nobody in the audience expected",
            "Weekly thread of %s: small questions");

    private final VirtualTime time;
    private final Random random;
    private final double odd;
    private final Timeline timeline;

    SimulatedReddit(VirtualTime time, Random random, double odd, Timeline timeline) {
        this.time = time;
        this.random = random;
        this.odd = odd;
        this.timeline = timeline;
    }

    /// A subreddit that somebody asks for.
    static String any(Random random) {
        List<String> names = random.nextInt(3) > 0 ? FINE : ODD;
        return names.get(random.nextInt(names.size()));
    }

    @Override
    public Response send(Request request, Deadline deadline) throws IOException {
        Response answer = answer(request, deadline);
        Response response = new Response(request.uri(), answer.status(), answer.headers(), answer.body());
        timeline.add(() -> request.uri().getPath() + " -> " + response.status());
        return response;
    }

    private Response answer(Request request, Deadline deadline) throws IOException {
        if (request.form().isPresent()) {
            return response(200, "json", "{\"access_token\": \"token\", \"expires_in\": 86400}");
        }
        Matcher listing = LISTING.matcher(request.uri().getPath());
        if (request.uri().getPath().equals("/api/info")) {
            return listing(
                    Stream.of(request.uri().getQuery().replaceFirst(".*id=", "").split(","))
                            .map(name -> post("java", name.replaceFirst("t3_", ""), "A post", "", 1, 0))
                            .collect(Collectors.joining(",")),
                    false);
        } else if (!listing.matches()) {
            return response(404, "html", "");
        } else if (random.nextDouble() < odd) {
            return List.of(
                            response(500, "html", ""),
                            response(503, "html", ""),
                            response(200, "html", "<html>"),
                            response(429, "html", ""))
                    .get(random.nextInt(4));
        }
        if (request.uri().getQuery().contains("after=")) {
            return listing("", listing.group(2) != null);
        }
        String name = listing.group(1);
        boolean rss = listing.group(2) != null;
        return switch (name) {
            case "private" -> response(403, "json", "{\"reason\": \"private\"}");
            case "banned" -> response(404, "json", "{\"reason\": \"banned\"}");
            case "missing" -> response(302, "html", "", "location", "/subreddits/search?q=missing");
            case "throttled" -> response(429, "json", "{}", "retry-after", "90");
            case "broken" -> response(500, "html", "");
            case "garbage" -> response(200, rss ? "xml" : "json", "{\"data\": {\"children\": [");
            case "slow" -> {
                time.sleep(Math.max(0, Math.min(9_000, deadline.left().toMillis())));
                if (deadline.passed()) {
                    throw new SocketTimeoutException("slow");
                }
                yield posts(name, 5, rss);
            }
            case "empty" -> posts(name, 0, rss);
            case "long" -> posts(name, 55, rss);
            default -> posts(name, 5 + name.split("\\+")[0].length(), rss);
        };
    }

    /// A few new ones each hour. Those of the same number in several subreddits tell one story.
    private Response posts(String name, int count, boolean rss) {
        StringBuilder posts = new StringBuilder();
        long newest = 2 * (time.now() / 3_600_000);
        for (String one : name.split("\\+")) {
            for (int i = 0; i < count && (one.equals(name) || !ODD.contains(one)); i++) {
                long number = newest + count - i;
                String id = Long.toString(Math.abs((long) one.hashCode()) * 10_000 + number, 36);
                long part = one.equals("long") ? 1_000 + number : number; // its text is another
                String title = TITLES.get((int) (number % TITLES.size())).formatted(one) + ", part " + part
                        + (one.equals("strange") ? " \uFFFF" : "");
                String text = one.equals("long") ? LONG : "";
                posts.append(rss ? entry(one, id, title, text) : post(one, id, title, text, 1_000 - i, posts.length()));
            }
        }
        return listing(posts.toString(), rss);
    }

    private static Response listing(String posts, boolean rss) {
        return rss
                ? response(200, "atom+xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\">" + posts + "</feed>")
                : response(
                        200,
                        "json",
                        "{\"data\": {\"after\": null, \"children\": [" + posts + "]}}",
                        "x-ratelimit-remaining",
                        "500",
                        "x-ratelimit-reset",
                        "300");
    }

    /// A picture, one that Telegram cannot fetch, one that moves, a gallery, or a text, as the title's number
    /// says.
    private static String media(String title) {
        int part = Integer.parseInt(title.replaceFirst(".*, part ([0-9]+).*|.*", "0$1"));
        String picture = "{\"status\": \"valid\", \"s\": {\"u\": \"https://i.redd.it/" + part + "%s.jpg\"}}";
        return switch (part % 8) {
            case 1 -> "\"post_hint\": \"image\", \"url\": \"https://i.redd.it/" + part + ".jpg\"";
            case 2 -> "\"post_hint\": \"image\", \"url\": \"https://i.redd.it/lost" + part + ".jpg\"";
            case 3 -> "\"post_hint\": \"image\", \"url\": \"https://i.redd.it/" + part + ".gif\", \"spoiler\": true";
            case 4, 5 ->
                "\"is_gallery\": true, \"gallery_data\": {\"items\": [{\"media_id\": \"a\"}, {\"media_id\":"
                        + " \"b\"}, {\"media_id\": \"c\"}]}, \"media_metadata\": {\"a\": " + picture.formatted("a")
                        + ", \"b\": " + picture.formatted("b") + ", \"c\": "
                        + picture.formatted(part % 8 == 4 ? "c" : "lost") + "}";
            default -> "\"is_self\": true";
        };
    }

    private String post(String name, String id, String title, String text, int score, int index) {
        return (index == 0 ? "" : ",")
                + """
                {"kind": "t3", "data": {"id": "%s", "subreddit": "%s", "title": "%s", "selftext": "%s",
                 "domain": "self.%s", "url": "/r/%s/%s", "permalink": "/r/%s/%s", "score": %d, "created_utc": %d, %s}}""".formatted(
                                id,
                                name,
                                title,
                                text,
                                name,
                                name,
                                id,
                                name,
                                id,
                                score,
                                time.instant().getEpochSecond() - 3_600,
                                media(title));
    }

    private String entry(String name, String id, String title, String text) {
        return """
                <entry><id>t3_%s</id><title>%s</title><published>%s</published><content type="html">%s</content>
                <category term="%s"/><link href="https://www.reddit.com/r/%s/comments/%s/"/></entry>""".formatted(id, title.replace("\uFFFF", ""), time.instant().minusSeconds(3_600), text, name, name, id);
    }

    private static Response response(int status, String type, String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", "application/" + type));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Response(NOWHERE, status, all, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
