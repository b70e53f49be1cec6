package tidings.scraper;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Post;
import tidings.domain.SourceProblem;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.scraper.FetchResult.Refused;

import static org.assertj.core.api.Assertions.assertThat;

/// What every source promises, told of one that knows the sandbox's subreddits.
interface SourceContract {
    Source source();

    InstantSource clock();

    @Test
    default void handsOnEachPostOnceAndCountsThem() {
        Listed java = Listed.from(source(), "java", clock());

        assertThat(java.posts()).hasSizeGreaterThan(50).extracting(Post::id).doesNotHaveDuplicates();
        assertThat(java.result()).isEqualTo(new Fetched(java.posts().size()));
        assertThat(java.posts()).allSatisfy(post -> {
            assertThat(post.community().value()).isEqualTo("java");
            assertThat(post.permalink()).startsWith("https://www.reddit.com/r/java/comments/" + post.id());
            assertThat(post.url()).startsWith("https://");
            assertThat(post.created()).isBeforeOrEqualTo(clock().instant());
        });
    }

    @Test
    default void readsAnEmptyListing() {
        Listed empty = Listed.from(source(), "empty_club", clock());

        assertThat(empty.result()).isEqualTo(new Fetched(0));
        assertThat(empty.posts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "private_club,PRIVATE",
        "forbidden_club,PRIVATE",
        "banned_club,BANNED",
        "quarantined_club,QUARANTINED",
        "missing_club,MISSING",
        "moved_club,MISSING",
        "nothing_of_that_name,MISSING"
    })
    default void saysWhyItRefuses(String subreddit, SourceProblem reason) {
        Listed refused = Listed.from(source(), subreddit, clock());

        assertThat(refused.result()).isEqualTo(new Refused(reason));
        assertThat(refused.posts()).isEmpty();
    }

    @Test
    default void saysWhenAThrottledListingMayBeAskedForAgain() {
        assertThat(Listed.from(source(), "throttled_club", clock()).result())
                .isInstanceOfSatisfying(Later.class, later -> {
                    assertThat(later.reason()).isEqualTo(SourceProblem.THROTTLED);
                    assertThat(later.notBefore()).isAfter(clock().instant());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated_club", "cut_club", "html_club", "failing_club", "unavailable_club"})
    default void neverTakesAFaultForAnEnd(String subreddit) {
        assertThat(Listed.from(source(), subreddit, clock()).result())
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.reason()).isEqualTo(SourceProblem.UNAVAILABLE));
    }
}
