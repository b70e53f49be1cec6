package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.selection.Trends;
import tidings.selection.Trends.Rise;

import static org.assertj.core.api.Assertions.assertThat;

/// What more posts are of than usual, and what the latest of a community are.
abstract class TrendsContract extends StoresContract {
    private int posts;

    @Test
    void aTopicRisesAgainstTheSameHoursOfEarlierDays() {
        clock.advance(Duration.ofDays(7));
        Instant now = clock.instant();
        for (int day = 1; day <= 3; day++) {
            Instant then = now.minus(Duration.ofDays(day)).minus(Duration.ofHours(2));
            store(2, "space", "stars", "A quiet night", then);
            store(8, "music", "songs", "A song", then);
            store(50, "space", "stars", "Out of hours", then.minus(Duration.ofHours(8)));
        }
        store(9, "space", "stars", "A comet", now.minus(Duration.ofHours(2)));
        store(8, "music", "songs", "A song", now.minus(Duration.ofHours(2)));

        assertThat(posts().trends().topics()).containsExactly(new Rise("space", 9, 2));
    }

    @Test
    void aTopicsWeekHasItsDaysAndTheCommunitiesOfWhatIsStored() {
        store(4, "space", "stars", "A quiet night", NOON);
        store(2, "music", "songs", "A song", NOON);
        clock.advance(Duration.ofDays(3));
        feeds().expire(clock.instant().minus(Retention.MAX), 1_000);
        store(3, "space", "comets", "A comet", clock.instant());
        clock.advance(Duration.ofDays(3));

        TopicWeek week = posts().week("space");
        assertThat(week.days().values()).containsExactly(4, 0, 0, 3, 0, 0, 0);
        assertThat(week.posts()).isEqualTo(7);
        clock.advance(Duration.ofDays(1));
        assertThat(posts().week("space").posts()).isEqualTo(3);
        store(1, "space", "stars", "Again", clock.instant());
        assertThat(posts().week("space").communities()).containsOnly(Map.entry(new Community("stars"), 1));
        assertThat(posts().week("food-drink").posts()).isZero();
    }

    @Test
    void countsOfHoursOutliveThePosts() {
        store(2, "space", "stars", "A quiet night", NOON.minus(Duration.ofHours(1)));
        clock.advance(Duration.ofDays(4));
        feeds().expire(clock.instant().minus(Retention.MAX), 1_000);
        store(9, "space", "stars", "A comet", clock.instant().minus(Duration.ofHours(1)));

        assertThat(posts().trends().topics()).containsExactly(new Rise("space", 9, 2));
    }

    @Test
    void communitiesAndWordsRiseAgainstTheDayBefore() {
        Instant now = NOON.minus(Duration.ofHours(1));
        Instant before = now.minus(Duration.ofDays(1));
        store(5, "space", "stars", "A quiet night", before);
        store(5, "music", "songs", "A song for everyone", before);
        store(7, "space", "stars", "A comet", now);
        store(3, "music", "songs", "A song for everyone", now);

        Trends trends = posts().trends();

        assertThat(trends.words()).containsExactly(new Rise("comet", 7, 0));
        assertThat(trends.communities()).isEmpty();
        store(40, "space", "stars", "Another comet", now.plusSeconds(60));
        clock.advance(Duration.ofMinutes(30)); // what is cached is over
        assertThat(posts().trends().communities()).extracting(Rise::name).containsExactly("stars");
    }

    @Test
    void aCommunityThatWasNotReadTheDayBeforeTellsNothing() {
        Instant now = NOON.minus(Duration.ofHours(1));
        store(5, "music", "songs", "A song for everyone", now.minus(Duration.ofDays(1)));
        store(5, "music", "songs", "A song for everyone", now);
        store(20, "space", "stars", "A comet", now);

        Trends trends = posts().trends();
        assertThat(trends.communities()).isEmpty();
        assertThat(trends.words()).isEmpty();
    }

    @Test
    void withoutEarlierDaysNothingRises() {
        store(20, "space", "stars", "A comet", NOON.minus(Duration.ofHours(1)));

        assertThat(posts().trends()).isEqualTo(Trends.NONE);
    }

    @Test
    void theLatestPostsOfACommunityCome() {
        store(1, "space", "stars", "One", NOON.minus(Duration.ofHours(3)));
        store(1, "music", "stars", "Two", NOON.minus(Duration.ofHours(2)));
        store(1, "music", "songs", "Three", NOON.minus(Duration.ofHours(1)));

        assertThat(posts().latest(new Community("stars"), 5))
                .containsExactly(
                        new Moment("music", NOON.minus(Duration.ofHours(2))),
                        new Moment("space", NOON.minus(Duration.ofHours(3))));
        assertThat(posts().latest(new Community("stars"), 1)).hasSize(1);
        clock.advance(Duration.ofHours(49));
        assertThat(posts().latest(new Community("stars"), 5)).isEmpty();
    }

    private void store(int many, String topic, String community, String title, Instant at) {
        List<ClassifiedPost> stored = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String id = "t" + posts++;
            Post post = new Post(
                    new PostId(id),
                    new Community(community),
                    title,
                    "",
                    "https://example.org/" + id,
                    "example.org",
                    "https://www.reddit.com/comments/" + id + "/",
                    PostKind.LINK,
                    OptionalInt.of(1),
                    OptionalInt.of(0),
                    false,
                    at);
            stored.add(new ClassifiedPost(post, topic, 0.9f, "m1"));
        }
        record(TestPosts.feed(community), "r" + posts, stored, at);
    }
}
