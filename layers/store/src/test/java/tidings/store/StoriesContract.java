package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// Which posts a place gets as one.
abstract class StoriesContract extends StoresContract {
    private static final Place ADA = Place.of(new ChatId(1));

    private final List<Float> ranks = new ArrayList<>();

    private static ClassifiedPost post(String community, String id, String title, String url, PostDetails details) {
        return new ClassifiedPost(
                new Post(
                        new PostId(id),
                        new Community(community),
                        title,
                        "",
                        url,
                        "",
                        "https://www.reddit.com/comments/" + id + "/",
                        PostKind.LINK,
                        OptionalInt.of(id.length()),
                        OptionalInt.of(0),
                        false,
                        NOON,
                        details),
                "music",
                0.9f,
                "m1");
    }

    private static ClassifiedPost post(String community, String id, String title, String url) {
        return post(community, id, title, url, PostDetails.NONE);
    }

    private void record(String community, ClassifiedPost... posts) {
        record(TestPosts.feed(community), "run-" + posts[0].post().id(), List.of(posts), clock.instant());
    }

    private List<Shown> delivered() {
        decide(DeliveryState.PENDING);
        return deliveries().due(100);
    }

    private void decide(DeliveryState state) {
        while (deliveries().expand(100, (_, _, rank, followers) -> {
            ranks.add(rank);
            return followers.stream()
                    .map(one -> new Decided(one.follow(), new Planned(state, Optional.empty(), clock.instant()), rank))
                    .toList();
        })) {}
    }

    private void follow(String... communities) {
        for (String community : communities) {
            follows().add(ADA, FollowQuery.of(Origin.of(community)));
        }
    }

    @Test
    void aLinkThatTwoCommunitiesHaveComesOnceAndSaysSo() {
        follow("java", "programming");
        record("java", post("java", "1a", "One title", "https://news.example/a?utm_source=x"));
        record("programming", post("programming", "1b", "Another title", "https://m.news.example/a/"));

        assertThat(delivered()).singleElement().satisfies(shown -> {
            assertThat(shown.key().story()).isEqualTo("1a");
            assertThat(shown.also()).containsExactly(new Community("programming"));
        });
    }

    @Test
    void aCrosspostThatComesBeforeItsOriginalIsTheSameStory() {
        follow("java", "programming");
        PostDetails crosspost = new PostDetails(Optional.empty(), false, Optional.of(new PostId("1a")), List.of());
        record("programming", post("programming", "1b", "Look at this", "", crosspost));
        record("java", post("java", "1a", "A title of its own", ""));

        assertThat(delivered()).extracting(shown -> shown.key().story()).containsExactly("1b");
    }

    @Test
    void postsOfOneFetchAreComparedWithEachOtherAndWithWhatTheirKindredTold() {
        follow("java");
        String title = "Quill is released with a faster parser and native images";
        record(
                "java",
                post("java", "1a", title, "https://one.example/1"),
                post("java", "1b", title + " today", "https://two.example/2"),
                post("java", "1c", "Worth reading", "https://two.example/2?ref=feed"),
                post("java", "1d", "Something else that nobody has told before", "https://two.example/3"));

        assertThat(delivered()).extracting(shown -> shown.key().story()).containsExactlyInAnyOrder("1a", "1d");
    }

    @Test
    void postsThatTellTheSameInOtherWordsComeOnceInWhateverOrderTheyAreRead() {
        follow("java", "programming", "news");
        record("java", post("java", "1a", "Judges halt the felling", "https://one.example/1"));
        recordSame("programming", post("programming", "1b", "Court stops it", "https://two.example/2"), "1a");
        recordSame("news", post("news", "1c", "No more logging", "https://three.example/3"), "1b");

        assertThat(delivered()).singleElement().satisfies(shown -> {
            assertThat(shown.key().story()).isEqualTo("1a");
            assertThat(shown.also()).containsExactlyInAnyOrder(new Community("programming"), new Community("news"));
        });
    }

    @Test
    void aPostTellsTheStoryOfOneThatNobodyFollowedThen() {
        record("java", post("java", "1a", "Judges halt the felling", "https://one.example/1"));
        follow("java", "programming", "news");
        recordSame("programming", post("programming", "1b", "Court stops it", "https://two.example/2"), "1a");
        recordSame("news", post("news", "1c", "No more logging", "https://three.example/3"), "1a");

        assertThat(delivered()).extracting(shown -> shown.key().story()).containsExactly("1b");
    }

    private void recordSame(String community, ClassifiedPost post, String same) {
        Meant meant = new Meant(Map.of(), Map.of(post.post().id(), Set.of(new PostId(same))));
        feeds().record(
                        TestPosts.whole(
                                TestPosts.feed(community), "run-" + post.post().id(), List.of(post), clock.instant()),
                        List.of(post),
                        meant);
    }

    @Test
    void partsOfASeriesAreAStoryEachWhateverWasToldBefore() {
        follow("java", "programming");
        int parts = 40;
        for (String community : List.of("java", "programming")) {
            record(
                    community,
                    IntStream.rangeClosed(1, parts)
                            .mapToObj(part -> post(
                                    community,
                                    community + part,
                                    "Which pan do you use for eggs, part " + part,
                                    "https://" + community + ".example/" + part))
                            .toArray(ClassifiedPost[]::new));
        }

        assertThat(delivered())
                .hasSize(parts)
                .allSatisfy(shown -> assertThat(shown.also()).containsExactly(new Community("programming")));
    }

    @Test
    void aTitleWhoseFirstPostIsNoLongerStoredMakesNoStoryButItsAddressDoes() {
        follow("java", "programming");
        String title = "Quill is released with a faster parser and native images";
        record("java", post("java", "1a", title, "https://one.example/1"));
        feeds().expire(clock.instant().plusSeconds(1), 10);
        record(
                "programming",
                post("programming", "1b", title, "https://two.example/2"),
                post("programming", "1c", "Again", "https://one.example/1"));

        assertThat(delivered()).extracting(shown -> shown.key().story()).containsExactlyInAnyOrder("1a", "1b");
    }

    @Test
    void aPostIsDecidedByItsRankAmongThoseItWasFetchedWith() {
        follow("java");
        record("java", TestPosts.posts("java", "p", 9).toArray(ClassifiedPost[]::new));

        delivered();

        assertThat(ranks).hasSize(9).doesNotHaveDuplicates();
        assertThat(ranks.stream().mapToDouble(Float::doubleValue).min().orElseThrow())
                .isLessThan(0.3);
        assertThat(ranks.stream().mapToDouble(Float::doubleValue).max().orElseThrow())
                .isGreaterThan(0.7);
    }

    @Test
    void aStoryThatWasSkippedComesWithThePostThatIsWantedThoughTheFirstIsGone() {
        follow("java", "programming");
        record("java", post("java", "1a", "One title", "https://news.example/a"));
        decide(DeliveryState.SKIPPED);
        feeds().expire(clock.instant().plusSeconds(1), 10);
        clock.advance(Duration.ofMinutes(1));
        record("programming", post("programming", "1b", "Another title", "https://news.example/a"));

        assertThat(delivered()).singleElement().satisfies(shown -> {
            assertThat(shown.key().story()).isEqualTo("1a");
            assertThat(shown.post().post().id()).isEqualTo(new PostId("1b"));
            assertThat(shown.also()).isEmpty();
        });
    }

    @Test
    void aStoryThatABriefLeftOutIsNoLongerPartOfItOnceItComes() {
        follow("java", "programming");
        chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("13:00")));
        record("java", post("java", "1a", "One title", "https://news.example/a"));
        decide(DeliveryState.SKIPPED);
        record("java", post("java", "1b", "Another title", "https://news.example/b"));
        decide(DeliveryState.HELD);
        clock.advance(Duration.ofHours(1));
        assertThat(briefs().make()).isTrue();
        Instant brief = clock.instant();
        assertThat(briefs().page(ADA, brief, true, 0, 10).items()).hasSize(1);

        record("programming", post("programming", "1c", "A third title", "https://news.example/a"));

        List<Shown> came = delivered();
        assertThat(came).extracting(shown -> shown.key().story()).containsExactly("1a");
        deliveries()
                .sent(came.stream()
                        .map(shown -> new Compared(shown.key(), shown.facts(), Optional.empty()))
                        .toList());
        assertThat(briefs().page(ADA, brief, false, 0, 10).items())
                .extracting(item -> item.post().post().id().value())
                .containsExactly("1b");
        assertThat(briefs().page(ADA, brief, true, 0, 10).skipped()).isZero();
        assertThat(deliveries().removed(List.of(new PostId("1c")), 10))
                .singleElement()
                .satisfies(sent -> assertThat(sent.brief()).isEmpty());
    }
}
