package tidings.scraper;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.Communities;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.reddit.StubReddit;
import tidings.scraper.source.TestFetch;
import tidings.scraper.source.Transport;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// What is fetched for a person who wants the communities of a custom feed.
class CustomFeedScrapeTest {
    private static final String CUSTOM = "user/some-name/m/feed";
    private static final PendingCard CARD =
            new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("7"), "7", "en");
    private static final PendingCard IMPORT = CARD.with(new Communities());
    private static final String NO_POSTS = "{\"data\": {\"after\": null, \"children\": []}}";

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final List<URI> asked = new ArrayList<>();

    /// @param status of the list of subreddits
    private ScrapeResult scraped(RedditMode mode, PendingCard card, int status, String type, String list) {
        Transport reddit = (request, _) -> {
            asked.add(request.uri());
            boolean isList = request.uri().getPath().startsWith("/api/multi/");
            return new Transport.Response(
                    request.uri(),
                    isList ? status : 200,
                    Map.of("content-type", isList ? type : mode == RedditMode.RSS ? "text/xml" : "application/json"),
                    new ByteArrayInputStream(body(mode, request, isList, list).getBytes(StandardCharsets.UTF_8)));
        };
        Scraper scraper = new Scraper(
                List.of(StubReddit.of(mode, reddit, clock)),
                _ -> {},
                PostsQueues.of(queue),
                clock,
                new RecordingMeter());
        return scraper.scrape(
                new ScrapeRequestedV1(TestFetch.feed(CUSTOM, Period.MONTH), "run-7", List.of(card)),
                1,
                Deadline.in(Duration.ofSeconds(20), clock));
    }

    private static String body(RedditMode mode, Transport.Request request, boolean isList, String list) {
        if (request.form().isPresent()) {
            return "{\"access_token\": \"t\", \"expires_in\": 3600}";
        } else if (mode == RedditMode.RSS) {
            return "<feed></feed>";
        }
        return isList ? list : NO_POSTS;
    }

    private ScrapeResult scraped(int status, String list) {
        return scraped(RedditMode.OAUTH, IMPORT, status, "application/json; charset=UTF-8", list);
    }

    @Test
    void theListOfItsOwnerComesWithTheFeedWithoutWhatIsNoName() {
        ScrapeResult result = scraped(200, """
                {"kind": "LabeledMulti", "data": {"path": "/user/some-name/m/feed", "subreddits":
                  [{"name": "Java"}, {"name": "u_Quiet-Otter"}, {"name": "no name"}, {"name": "all"}, {}, 7]}}""");

        assertThat(result).isEqualTo(new Published(0));
        assertThat(queue.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.communities())
                        .containsExactly(new Community("java"), new Community("u_quiet-otter")));
        assertThat(asked)
                .extracting(URI::getPath)
                .containsExactly("/api/v1/access_token", "/api/multi/" + CUSTOM, "/" + CUSTOM + "/top");
    }

    @Test
    void whoeverWantsItsPostsCausesNoRequestForTheList() {
        scraped(RedditMode.OAUTH, CARD, 200, "application/json", "{}");

        assertThat(asked).extracting(URI::getPath).doesNotContain("/api/multi/" + CUSTOM);
    }

    @Test
    void withoutALoginOnlyItsPostsAreRead() {
        assertThat(scraped(RedditMode.RSS, IMPORT, 200, "application/json", "{}"))
                .isEqualTo(new Published(0));

        assertThat(asked).extracting(URI::getPath).containsExactly("/" + CUSTOM + "/top.rss");
        assertThat(queue.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.communities()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "404, MULTI_NOT_FOUND, MISSING",
        "403, MULTI_CANNOT_VIEW, PRIVATE",
        "403, private, PRIVATE",
        "404, banned, BANNED"
    })
    void aRefusalOfTheListIsOneOfTheFeed(int status, String reason, SourceProblem problem) {
        ScrapeResult result = scraped(status, "{\"reason\": \"" + reason + "\", \"error\": " + status + "}");

        assertThat(result).isEqualTo(new Notified(problem));
        assertThat(queue.all()).singleElement().isInstanceOfSatisfying(FeedRefusedV1.class, refused -> {
            assertThat(refused.reason()).isEqualTo(problem);
            assertThat(refused.waiting()).containsExactly(IMPORT);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "7", "{\"data\": {\"subreddits\": {}}}", "{\"data\": {\"subreddits\": [{\"na", ""})
    void aListThatCannotBeReadIsReadAgain(String list) {
        assertThat(scraped(200, list)).isInstanceOf(Postponed.class);
        assertThat(asked.stream().filter(uri -> uri.getPath().startsWith("/api/multi/")))
                .hasSize(2);
    }

    @Test
    void aFirewallInTheWayIsNoRefusalOfTheFeed() {
        assertThat(scraped(RedditMode.OAUTH, IMPORT, 403, "text/html", "<html>"))
                .isNotInstanceOf(Notified.class);
    }
}
