package tidings.simulator;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.scraper.source.Transport;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// A day of a community with 500 new posts, none of which is ever among its best hundred, at virtual time.
class BusyCommunityTest {
    private static final long EVERYTHING = 8_001;
    private static final long ORCHIDS = 8_002;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int POSTS = 500;
    private static final Duration EVERY = DAY.dividedBy(POSTS);

    /// Every seventh is about orchids.
    private static final int ABOUT = 7;

    /// More than comes between two fetches of feeds, one a minute.
    private static final int UNDER_WAY = 30;

    /// The API is read.
    private static final long OAUTH = 1;

    /// Feeds are read, one a minute.
    private static final long RSS = 3;

    private static final Pattern LISTING = Pattern.compile("/r/([\\w+]+)/(new|top)(\\.rss)?");
    private static final Pattern AFTER = Pattern.compile(".*after=t3_busy([0-9]+).*");

    private static final Pattern BUSY = Pattern.compile("t3_busy([0-9]+)");

    private int pages;

    @ParameterizedTest
    @ValueSource(longs = {OAUTH, RSS})
    void eachPostComesOnceToWhoWantsAllAndToWhoWantsAWord(long seed, TestReporter reporter) {
        Instant[] start = new Instant[1];
        VirtualTime[] time = new VirtualTime[1];
        Setup setup = Setup.of(seed, new Script() {
            @Override
            public void plan(Stage stage) {
                time[0] = stage.time();
                start[0] = stage.time().instant();
                stage.readers().follow(EVERYTHING, FollowQuery.of(Origin.of("busy")));
                stage.readers()
                        .follow(ORCHIDS, FollowQuery.of(Origin.of("busy")).with(List.of("orchids"), List.of()));
            }

            @Override
            public Optional<Transport> reddit() {
                return Optional.of((request, _) -> answer(request, start[0], time[0].instant()));
            }
        });

        Report report = Simulation.run(
                new Setup(seed, DAY.toMillis(), 0, setup.pause(), setup.model(), setup.change(), setup.script()),
                false);

        assertThat(report.broken()).isEmpty();
        List<Integer> all = delivered(report, EVERYTHING);
        assertThat(all).doesNotHaveDuplicates().containsAll(numbers(1));
        assertThat(delivered(report, ORCHIDS)).doesNotHaveDuplicates().containsAll(numbers(ABOUT));
        assertThat(pages).isBetween(POSTS / 100, 200);
        reporter.publishEntry(
                Map.of("posts", Integer.toString(all.size()), "requests for new posts", Integer.toString(pages)));
    }

    private static List<Integer> numbers(int every) {
        return IntStream.range(1, POSTS - UNDER_WAY)
                .filter(number -> number % every == 0)
                .boxed()
                .toList();
    }

    private static List<Integer> delivered(Report report, long chat) {
        Pattern number = Pattern.compile("comments/busy([0-9]+)/");
        return report.chats().get(chat).values().stream()
                .flatMap(shown -> number.matcher(shown.html()).results().limit(1))
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private Transport.Response answer(Transport.Request request, Instant start, Instant now) {
        Matcher listing = LISTING.matcher(request.uri().getPath());
        if (request.form().isPresent()) {
            return response("json", "{\"access_token\": \"token\", \"expires_in\": 86400}");
        } else if (request.uri().getPath().equals("/api/info")) {
            String asked = BUSY.matcher(request.uri().getQuery())
                    .results()
                    .map(found -> post(id(found.group(1)), start))
                    .collect(Collectors.joining(","));
            return response("json", "{\"data\": {\"after\": null, \"children\": [" + asked + "]}}");
        } else if (!listing.matches()) {
            return response("json", "{\"data\": {\"after\": null, \"children\": []}}");
        }
        boolean isRss = listing.group(3) != null;
        List<Integer> page = new ArrayList<>();
        if (List.of(listing.group(1).split("\\+")).contains("busy")) {
            int newest = (int) Duration.between(start, now).dividedBy(EVERY);
            Matcher after = AFTER.matcher(request.uri().getQuery());
            boolean isNew = listing.group(2).equals("new");
            pages += isNew ? 1 : 0;
            int first = !isNew ? -1_000 : after.matches() ? id(after.group(1)) - 1 : newest;
            IntStream.range(0, 100).forEach(i -> page.add(first - i));
        }
        String posts = page.stream()
                .map(number -> isRss ? entry(number, start) : post(number, start))
                .collect(Collectors.joining(isRss ? "" : ","));
        String last = page.isEmpty() ? "null" : "\"t3_busy" + name(page.getLast()) + "\"";
        return isRss
                ? response("atom+xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\">" + posts + "</feed>")
                : response("json", "{\"data\": {\"after\": " + last + ", \"children\": [" + posts + "]}}");
    }

    /// Of those of before the day it is the number of a million and more less.
    private static String name(int number) {
        return Integer.toString(number > 0 ? number : 1_000_000 - number);
    }

    private static int id(String name) {
        int number = Integer.parseInt(name);
        return number >= 1_000_000 ? 1_000_000 - number : number;
    }

    /// No two are alike.
    private static String title(int number) {
        Random random = new Random(number);
        return Stream.generate(() -> Long.toString(random.nextLong(1L << 40), 36))
                .limit(5)
                .collect(Collectors.joining(" ", number % ABOUT == 0 ? "Orchids " : "", ""));
    }

    private static Instant created(int number, Instant start) {
        return start.plus(EVERY.multipliedBy(number));
    }

    private static String post(int number, Instant start) {
        return """
                {"kind": "t3", "data": {"id": "busy%s", "subreddit": "busy", "title": "%s", "is_self": true,
                 "selftext": "", "domain": "self.busy", "permalink": "/r/busy/comments/busy%s/",
                 "url": "/r/busy/comments/busy%s/", "score": %d, "num_comments": 0, "created_utc": %d}}""".formatted(
                        name(number),
                        title(number),
                        name(number),
                        name(number),
                        number > 0 ? 1 : 9_000,
                        created(number, start).getEpochSecond());
    }

    private static String entry(int number, Instant start) {
        return """
                <entry><id>t3_busy%s</id><title>%s</title><published>%s</published><content type="html"></content>
                <category term="busy"/><link href="https://www.reddit.com/r/busy/comments/busy%s/"/></entry>""".formatted(name(number), title(number), created(number, start), name(number));
    }

    private static Transport.Response response(String type, String body) {
        return new Transport.Response(
                URI.create("http://reddit.invalid/"),
                200,
                Map.of(
                        "content-type", "application/" + type,
                        "x-ratelimit-remaining", "500",
                        "x-ratelimit-reset", "300"),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
