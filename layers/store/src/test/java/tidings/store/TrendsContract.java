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
    void communitiesAndWordsRiseAgainstTheSameHoursOfEarlierDays() {
        for (int posts : List.of(4, 5, 6)) {
            store(posts, "space", "stars", "A quiet night", hourAgo());
            store(15 - posts, "music", "songs", "A song for everyone", hourAgo());
            nextDay();
        }
        store(20, "space", "stars", "A comet", hourAgo());
        store(10, "music", "songs", "A song for everyone", hourAgo());

        Trends trends = posts().trends();

        assertThat(trends.communities()).containsExactly(new Rise("stars", 20, 10));
        assertThat(trends.words()).as("at most four of fifteen posts").containsExactly(new Rise("comet", 20, 8));
    }

    @Test
    void whatIsForAdultsNamesNoCommunityAndNoWord() {
        for (int day = 0; day < 3; day++) {
            store(5, "space", "cellar", "A quiet night", hourAgo(), true);
            store(15, "music", "songs", "A song for everyone", hourAgo());
            nextDay();
        }
        store(40, "space", "cellar", "A dark corner", hourAgo(), true);
        store(15, "music", "songs", "A song for everyone", hourAgo());

        assertThat(posts().trends().communities()).isEmpty();
        assertThat(posts().trends().words()).isEmpty();
        assertThat(posts().week("space").communities()).isEmpty();
    }

    /// What is usual on one day of the week only.
    @Test
    void oneDayLikeTodayTellsOfNoRiseAndIsNotAllThatIsUsual() {
        for (int posts : List.of(6, 6, 6, 6, 6, 6, 24)) {
            store(posts, "space", "stars", "A quiet night", hourAgo());
            store(30 - posts, "music", "songs", "A song", hourAgo());
            nextDay();
        }
        store(24, "space", "stars", "A quiet night", hourAgo());
        store(6, "music", "songs", "A song", hourAgo());

        assertThat(posts().trends().communities()).containsExactly(new Rise("stars", 24, 60.0 / 7));
        assertThat(posts().trends().words()).extracting(Rise::name).containsExactlyInAnyOrder("quiet", "night");
        nextDay();
        for (int day = 0; day < 6; day++) {
            store(24, "space", "stars", "A quiet night", hourAgo());
            store(6, "music", "songs", "A song", hourAgo());
            nextDay();
        }
        store(24, "space", "stars", "A quiet night", hourAgo());
        store(6, "music", "songs", "A song", hourAgo());
        Trends later = posts().trends();
        assertThat(later.communities()).isEmpty();
        assertThat(later.words()).isEmpty();
    }

    @Test
    void aDayThatWasNotCountedIsNotOneWithoutPosts() {
        store(5, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());
        nextDay();
        clock.advance(Duration.ofDays(5));
        store(5, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());

        assertThat(posts().trends()).isEqualTo(Trends.NONE);
    }

    @Test
    void hoursThatAreCountedTwiceCountOnceWhateverCameMeanwhile() {
        store(5, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());
        posts().countTitles();
        store(90, "space", "stars", "A quiet night", hourAgo());
        nextDay();
        store(90, "space", "stars", "A quiet night", hourAgo());
        store(10, "music", "songs", "A song", hourAgo());

        assertThat(posts().trends().communities()).containsExactly(new Rise("stars", 90, 50));
    }

    /// The first call of an hour finds nothing, perhaps because nothing is fetched yet.
    @Test
    void hoursWithoutPostsAreCountedLater() {
        posts().countTitles();
        store(5, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());
        nextDay();
        store(20, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());

        assertThat(posts().trends().communities()).extracting(Rise::name).containsExactly("stars");
    }

    @Test
    void onlyCountsOutliveThePosts() {
        store(5, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());
        nextDay();
        clock.advance(Duration.ofDays(6));
        feeds().expire(clock.instant().minus(Retention.MAX), 1_000);
        store(20, "space", "stars", "A quiet night", hourAgo());
        store(5, "music", "songs", "A song", hourAgo());

        assertThat(posts().trends().communities()).extracting(Rise::name).containsExactly("stars");
        nextDay();
        clock.advance(Duration.ofDays(8));
        store(90, "space", "stars", "A quiet night", hourAgo());
        assertThat(posts().trends().communities()).as("after eight days").isEmpty();
    }

    @Test
    void aCommunityThatIsReadForTheFirstTimeTellsNothing() {
        store(5, "music", "songs", "A song for everyone", hourAgo());
        nextDay();
        store(5, "music", "songs", "A song for everyone", hourAgo());
        store(20, "space", "stars", "A comet", hourAgo());

        Trends trends = posts().trends();
        assertThat(trends.communities()).isEmpty();
        assertThat(trends.words()).isEmpty();
    }

    /// On whichever of the days it was first read: what it has every day is usual from the next day on.
    @Test
    void aCommunityThatIsReadSinceLatelyLiftsNeitherItselfNorItsWords() {
        for (int day = 0; day < 8; day++) {
            store(20, "music", "songs", "A song for everyone", hourAgo());
            if (day >= 1) {
                store(20, "space", "stars", "A comet", hourAgo());
            }
            clock.advance(Duration.ofMinutes(31));
            Trends trends = posts().trends();
            assertThat(trends.communities()).as("day %d", day).isEmpty();
            assertThat(trends.words()).as("day %d", day).isEmpty();
            clock.advance(Duration.ofMinutes(-31));
            nextDay();
        }
    }

    @Test
    void wordsThatSayNothingNeverRise() {
        store(20, "music", "songs", "A song", hourAgo());
        nextDay();
        store(20, "music", "songs", "Every song was always für jeden, aber everybody überhaupt nicht", hourAgo());

        assertThat(posts().trends().words()).isEmpty();
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

    private Instant hourAgo() {
        return clock.instant().minus(Duration.ofHours(1));
    }

    private void nextDay() {
        posts().countTitles();
        clock.advance(Duration.ofDays(1));
    }

    private void store(int many, String topic, String community, String title, Instant at) {
        store(many, topic, community, title, at, false);
    }

    private void store(int many, String topic, String community, String title, Instant at, boolean adult) {
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
                    adult,
                    at);
            stored.add(new ClassifiedPost(post, topic, 0.9f, "m1"));
        }
        record(TestPosts.feed(community), "r" + posts, stored, at);
    }
}
