package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.store.Catalog.Known;
import tidings.store.Catalog.Page;
import tidings.store.Catalog.Search;
import tidings.store.Catalog.Statistics;
import tidings.store.CommunityStore.Count;
import tidings.store.CommunityStore.Learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What can be looked through.
abstract class CatalogContract extends StoresContract {
    private static final Search EVERYTHING = new Search(Optional.empty(), Optional.empty(), Optional.empty());

    private Catalog catalog;

    abstract Catalog catalog(Stores stores);

    @BeforeEach
    final void createCatalog() {
        catalog = catalog(stores);
    }

    @Test
    void newPostsAreCountedByTopicAndHourAndOncePerPost() {
        List<ClassifiedPost> posts = List.of(
                TestPosts.post("java", "a1", OptionalInt.of(1)),
                TestPosts.withTopic(TestPosts.post("java", "a2", OptionalInt.of(1)), "sports", "m1"));
        record(TestPosts.feed("java"), "r1", posts, NOON.plusSeconds(60));
        record(TestPosts.feed("java"), "r2", posts, NOON.plusSeconds(4_000));
        record(
                TestPosts.feed("rust"),
                "r3",
                List.of(TestPosts.post("rust", "a3", OptionalInt.of(1))),
                NOON.plusSeconds(4_000));

        Statistics statistics = catalog.statistics();

        assertThat(statistics.posts()).isEqualTo(3);
        assertThat(statistics.topics()).containsOnlyKeys("music", "sports");
        assertThat(statistics.topics().get("music").posts()).isEqualTo(2);
        assertThat(statistics.topics().get("music").confidence()).isCloseTo(0.9, within(0.001));
        assertThat(statistics.hours())
                .containsExactly(
                        new Catalog.Hour(NOON, Map.of("music", 1, "sports", 1)),
                        new Catalog.Hour(NOON.plus(Duration.ofHours(1)), Map.of("music", 1)));
    }

    @Test
    void whatCameBeforeTheRetentionIsNotCounted() {
        record(TestPosts.feed("java"), "r1", TestPosts.posts("java", "j", 3), NOON);
        clock.advance(Duration.ofHours(50));
        feeds().expire(clock.instant().minus(Retention.MAX), 10);

        assertThat(catalog.statistics()).isEqualTo(new Statistics(0, Map.of(), List.of()));
    }

    @Test
    void howOftenTheModelWasRightIsKnownOnceSomebodyCorrectedIt() {
        assertThat(new Catalog.Accuracy(Map.of("music", new Catalog.Checked(5, 0))).all())
                .isEmpty();
        record(
                TestPosts.feed("java"),
                "r1",
                List.of(
                        TestPosts.post("java", "a1", OptionalInt.of(1)),
                        TestPosts.post("java", "a2", OptionalInt.of(1)),
                        TestPosts.post("java", "a3", OptionalInt.of(1)),
                        TestPosts.withTopic(TestPosts.post("java", "a4", OptionalInt.of(1)), "sports", "m1")),
                NOON);
        ChatId ada = new ChatId(7);
        lessons().correct(ada, new PostId("a1"), "science");
        lessons().correct(ada, new PostId("a1"), "gaming");
        lessons().correct(ada, new PostId("a2"), "music");

        Catalog.Accuracy accuracy = catalog.accuracy();

        assertThat(accuracy.all()).hasValue(0.75);
        assertThat(accuracy.of("music").orElseThrow()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(accuracy.of("sports")).hasValue(1.0);
        assertThat(accuracy.of("gaming")).isEmpty();
    }

    @Test
    void communitiesComeInPagesByName() {
        List.of("chess", "art", "books", "u_quiet-otter", "user/quiet-otter/m/daily", "art+chess")
                .forEach(name -> communities().learn(new Community(name), _ -> learned()));
        communities().fix(new Community("dance"), "music");

        List<Known> first = catalog.communities("", 3);

        assertThat(first).extracting(known -> known.name().value()).containsExactly("art", "books", "chess");
        assertThat(first.getFirst().topic()).hasValue("sports");
        assertThat(first.getFirst().confidence())
                .hasValueSatisfying(value -> assertThat(value).isCloseTo(0.75, within(0.001)));
        assertThat(first.getFirst().posts()).isEqualTo(30);
        assertThat(catalog.communities("chess", 3))
                .containsExactly(new Known(new Community("dance"), Optional.of("music"), true, Optional.empty(), 0));
    }

    @Test
    void aCommunityIsFoundByItsName() {
        communities().learn(new Community("art"), _ -> learned());
        communities().learn(new Community("u_quiet-otter"), _ -> learned());

        assertThat(catalog.community(new Community("art"))).isPresent();
        assertThat(catalog.community(new Community("chess"))).isEmpty();
        assertThat(catalog.community(new Community("u_quiet-otter")))
                .as("a person")
                .isEmpty();
    }

    @Test
    void aCommunityForAdultsIsNeitherListedNorFound() {
        Community cellar = new Community("cellar");
        communities().learn(cellar, _ -> new Learned(new byte[132], 30, "sports", 0.75f, 1));
        communities().count(Map.of(new Community("art"), new Count(3, 1), new Community("attic"), new Count(3, 3)));

        assertThat(catalog.communities("", 5))
                .extracting(known -> known.name().value())
                .containsExactly("art");
        assertThat(catalog.community(cellar)).isEmpty();
    }

    @Test
    void aCommunityThatOnlyRefusedIsNotListed() {
        feeds().record(new tidings.messages.PostsMessage.FeedAbsentV1(TestPosts.feed("quiet"), "a1", NOON));

        assertThat(catalog.communities("", 5)).isEmpty();
    }

    @Test
    void aCommunityThatWasReadIsListedThoughNothingNeedsToBeLearnedOfIt() {
        Community art = new Community("art");
        communities().count(Map.of(art, new Count(3, 0), new Community("u_quiet-otter"), new Count(1, 0)));
        communities().count(Map.of(art, new Count(2, 0)));

        Known known = new Known(art, Optional.empty(), false, Optional.empty(), 5);
        assertThat(catalog.communities("", 5)).containsExactly(known);
        assertThat(catalog.community(art)).hasValue(known);
    }

    @Test
    void searchesCombineTopicCommunityAndText() {
        store(
                post("a1", "java", "music", "A Song about 50% of Threads", 1),
                post("a2", "java", "sports", "Threads and needles", 2),
                post("a3", "rust", "music", "No threads_here", 3));

        assertThat(ids(new Search(Optional.of("music"), Optional.empty(), Optional.empty())))
                .containsExactly("a3", "a1");
        assertThat(ids(new Search(Optional.empty(), Optional.of(new Community("java")), Optional.empty())))
                .containsExactly("a2", "a1");
        assertThat(ids(text("THREADS"))).containsExactly("a3", "a2", "a1");
        assertThat(ids(text("50% OF"))).containsExactly("a1");
        assertThat(ids(text("_"))).as("no wildcard").containsExactly("a3");
        assertThat(ids(text("'); drop table post"))).isEmpty();
        assertThat(ids(new Search(Optional.of("music"), Optional.of(new Community("java")), Optional.of("song"))))
                .containsExactly("a1");
    }

    @Test
    void pagesNeitherLoseNorRepeatAPostWhileNewOnesCome() {
        store(IntStream.range(0, 25)
                .mapToObj(i -> post("p" + i, "java", "music", "Post " + i, i / 3))
                .toArray(ClassifiedPost[]::new));
        List<String> seen = new ArrayList<>();
        Page page = catalog.posts(EVERYTHING, Optional.empty(), 4);
        for (int turn = 0; ; turn++) {
            seen.addAll(TestPosts.ids(page.posts()));
            if (page.next().isEmpty()) {
                break;
            }
            store(post("new" + turn, "java", "music", "New " + turn, 100 + turn));
            page = catalog.posts(EVERYTHING, page.next(), 4);
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "p" + i).toList());
    }

    @Test
    void whatIsForAdultsOrTooOldIsNotFound() {
        Post fine = post("a1", "java", "music", "Fine", 1).post();
        Post adult = new Post(
                new PostId("a2"),
                fine.community(),
                fine.title(),
                fine.body(),
                fine.url(),
                fine.domain(),
                fine.permalink(),
                PostKind.LINK,
                fine.score(),
                fine.comments(),
                true,
                fine.created());
        store(new ClassifiedPost(fine, "music", 0.9f, "m1"), new ClassifiedPost(adult, "music", 0.9f, "m1"));

        assertThat(ids(EVERYTHING)).containsExactly("a1");
        clock.advance(Duration.ofHours(49));
        assertThat(ids(EVERYTHING)).isEmpty();
    }

    @Test
    void aRemovedPostIsNotFoundAnyMore() {
        store(post("a1", "java", "music", "Fine", 1), post("a2", "java", "music", "Gone", 2));
        assertThat(ids(EVERYTHING)).hasSize(2);

        posts().remove(List.of(new PostId("a2")));

        assertThat(ids(EVERYTHING)).containsExactly("a1");
    }

    private static Learned learned() {
        return new Learned(new byte[132], 30, "sports", 0.75f);
    }

    private List<String> ids(Search search) {
        return TestPosts.ids(catalog.posts(search, Optional.empty(), 50).posts());
    }

    private static Search text(String text) {
        return new Search(Optional.empty(), Optional.empty(), Optional.of(text));
    }

    private void store(ClassifiedPost... posts) {
        record(TestPosts.feed("java"), "r" + posts[0].post().id(), List.of(posts), NOON);
    }

    private static ClassifiedPost post(String id, String community, String topic, String title, int minute) {
        Instant created = NOON.minus(Duration.ofHours(2)).plus(Duration.ofMinutes(minute));
        Post like = TestPosts.post(community, id, OptionalInt.of(1)).post();
        return new ClassifiedPost(
                new Post(
                        like.id(),
                        like.community(),
                        title,
                        "",
                        like.url(),
                        like.domain(),
                        like.permalink(),
                        PostKind.LINK,
                        like.score(),
                        like.comments(),
                        false,
                        created),
                topic,
                0.9f,
                "m1");
    }
}
