package tidings.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.RedditMode;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class PostChecksTest {
    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<ScrapeMessage> requests = new ArrayList<>();

    private int check(RedditMode mode, int spare) {
        return new PostChecks(stores.posts(), requests::addAll, mode).request(spare, clock.instant());
    }

    private void stored(int posts, Duration ago) {
        Fetched.whole(
                stores.feeds(),
                new Feed(new Community("java"), Period.DAY),
                clock.instant().minus(ago),
                posts);
    }

    private List<Integer> sizes() {
        return requests.stream()
                .map(request -> ((PostsToCheckV1) request).posts().size())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 1", "101, 2", "1000, 3"})
    void aMinuteAsksForAFewHundredPosts(int posts, int expected) {
        stored(posts, Duration.ofHours(2));

        assertThat(check(RedditMode.OAUTH, 50)).isEqualTo(expected);

        assertThat(sizes()).hasSize(expected).allMatch(size -> size <= 100);
        assertThat(requests).extracting(ScrapeMessage::deduplication).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "2, 2"})
    void onlyWhatIsLeftOfTheBudgetIsSpent(int spare, int expected) {
        stored(1_000, Duration.ofHours(2));

        assertThat(check(RedditMode.OAUTH, spare)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = RedditMode.class,
            names = {"RSS", "OFF"})
    void whereRedditCannotBeAskedItIsNot(RedditMode mode) {
        stored(10, Duration.ofHours(2));

        assertThat(check(mode, 50)).isZero();
        assertThat(requests).isEmpty();
    }

    @Test
    void whatWasSeenWithinTheHourIsThere() {
        stored(10, Duration.ofMinutes(60));

        assertThat(check(RedditMode.OAUTH, 50)).isZero();
    }
}
