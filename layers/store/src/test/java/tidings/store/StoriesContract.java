package tidings.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// Which posts a place gets as one.
abstract class StoriesContract extends StoresContract {
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
        while (deliveries().expand(100, (_, rank, followers) -> {
            ranks.add(rank);
            return followers.stream()
                    .map(one -> new Decided(
                            one.follow(), new Planned(DeliveryState.PENDING, Optional.empty(), clock.instant()), rank))
                    .toList();
        })) {}
        return deliveries().due(100);
    }

    private void follow(String... communities) {
        for (String community : communities) {
            follows().add(Place.of(new ChatId(1)), FollowQuery.of(Origin.of(community)));
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
}
