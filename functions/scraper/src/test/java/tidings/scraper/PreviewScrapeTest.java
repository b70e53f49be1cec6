package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FollowPreview;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.source.FakeSource;
import tidings.scraper.source.TestFetch;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// What is fetched for a person who wants to know what following a community would bring.
class PreviewScrapeTest {
    private static final PendingCard CARD =
            new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("7"), "7", "en");
    private static final PendingCard PREVIEW = CARD.with(new FollowPreview("7", "{}", List.of(), "", Optional.empty()));

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final PostsQueue others = new PostsQueue();

    private ScrapeResult scraped(int posts, PendingCard card) {
        List<Post> all = IntStream.range(0, posts)
                .mapToObj(i ->
                        TestFetch.post("p" + i, "java", "body", clock.instant().minus(Duration.ofMinutes(3L * i + 3))))
                .toList();
        Scraper scraper = new Scraper(
                List.of(new FakeSource(clock, all)),
                _ -> {},
                new PostsQueues(queue, others),
                clock,
                new RecordingMeter());
        return scraper.scrape(
                new ScrapeRequestedV1(TestFetch.feed("java", Period.DAY), "run-7", List.of(card)),
                1,
                Deadline.in(Duration.ofSeconds(20), clock));
    }

    @Test
    void withAFullListOfTheBestComesAPageOfTheNewestWhichIsQueuedBeforeTheAnswer() {
        assertThat(scraped(100, PREVIEW)).isEqualTo(new Published(100));

        assertThat(queue.all().getFirst()).isInstanceOfSatisfying(NewPostsFoundV1.class, newest -> {
            assertThat(newest.posts()).hasSize(100);
            assertThat(newest.waiting()).containsExactly(PREVIEW);
            assertThat(newest.span()).hasValueSatisfying(span -> {
                assertThat(span.since()).isEqualTo(clock.instant().minus(Duration.ofMinutes(300)));
                assertThat(span.found()).containsExactly(new NewPostsFoundV1.Found(new Community("java"), 100));
            });
        });
        assertThat(queue.all().getLast()).isInstanceOf(PostsFoundV1.class);
        assertThat(queue.parts().getLast().total()).hasValue(100);
        assertThat(others.all()).isEmpty();
    }

    @Test
    void aListOfAllPostsOfTheDayTellsEnoughAndNobodyElseNeedsMore() {
        scraped(99, PREVIEW);
        scraped(100, CARD);

        assertThat(queue.all()).isNotEmpty().allMatch(PostsFoundV1.class::isInstance);
    }
}
