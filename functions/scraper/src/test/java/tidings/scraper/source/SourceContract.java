package tidings.scraper.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;

import static org.assertj.core.api.Assertions.assertThat;

/// What every source promises, checked with the subreddits of the sandbox.
public interface SourceContract {
    Source source();

    InstantSource clock();

    @Test
    default void passesOnEachPostOnceAndCountsThem() {
        TestFetch java = TestFetch.of(source(), "java", clock());

        assertThat(java.posts()).hasSizeGreaterThan(50).extracting(Post::id).doesNotHaveDuplicates();
        assertThat(java.result()).isEqualTo(new Fetched(java.posts().size()).goesOn(((Fetched) java.result()).last()));
        assertThat(java.posts()).allSatisfy(post -> {
            assertThat(post.community().value()).isEqualTo("java");
            assertThat(post.permalink()).startsWith("https://www.reddit.com/r/java/comments/" + post.id());
            assertThat(post.url()).startsWith("https://");
            assertThat(post.created()).isBeforeOrEqualTo(clock().instant());
        });
    }

    @Test
    default void thePagesOfTheNewestPostsFollowOneAnother() {
        Community java = new Community("java");
        List<Post> posts = new ArrayList<>();
        Optional<PostId> after = Optional.empty();
        for (int page = 0; page < pagesAtOnce(); page++) {
            Fetched fetched =
                    (Fetched) source().newest(java, after, Deadline.in(Duration.ofSeconds(20), clock()), posts::add);
            after = fetched.last();
            assertThat(after).contains(posts.getLast().id());
        }

        assertThat(posts)
                .hasSizeGreaterThan(50 * pagesAtOnce())
                .extracting(Post::id)
                .doesNotHaveDuplicates();
        assertThat(posts).extracting(Post::created).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /// How many requests can be made without a pause.
    default int pagesAtOnce() {
        return 1;
    }

    @Test
    default void fetchesAnEmptyFeed() {
        TestFetch empty = TestFetch.of(source(), "empty_club", clock());

        assertThat(empty.result()).isEqualTo(new Fetched(0));
        assertThat(empty.posts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "private_club,PRIVATE",
        "banned_club,BANNED",
        "quarantined_club,QUARANTINED",
        "gated_club,QUARANTINED",
        "subreddits_club,MISSING",
        "missing_club,MISSING",
        "moved_club,MISSING",
        "nothing_of_that_name,MISSING"
    })
    default void reportsWhyItRefusesAFeed(String subreddit, SourceProblem problem) {
        TestFetch refused = TestFetch.of(source(), subreddit, clock());

        assertThat(refused.result()).isEqualTo(new Refused(problem));
        assertThat(refused.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbidden_club", "login_club", "over_18_club", "elsewhere_club"})
    default void aSourceThatShutsUsOutIsNoPropertyOfTheCommunity(String subreddit) {
        assertThat(TestFetch.of(source(), subreddit, clock()).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.BLOCKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttled_club", "hollow_club"})
    default void reportsWhenAThrottledFeedCanBeRetried(String subreddit) {
        assertThat(TestFetch.of(source(), subreddit, clock()).result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.problem()).isEqualTo(SourceProblem.THROTTLED);
            assertThat(failed.notBefore()).isAfter(clock().instant());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated_club", "cut_club", "html_club", "failing_club", "unavailable_club"})
    default void neverMistakesAFaultForTheEndOfAFeed(String subreddit) {
        assertThat(TestFetch.of(source(), subreddit, clock()).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.UNAVAILABLE));
    }
}
