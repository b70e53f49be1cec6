package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.ChatSettings.Points;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BriefsTest {
    private static final Place ADA = Place.of(new ChatId(7));
    private static final Instant SIX = Instant.parse("2026-11-20T18:00:00Z");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queued = new ArrayList<>();
    private final Briefs briefs = new Briefs(stores.briefs(), stores.threads(), stores.points(), queued::addAll, clock);

    private static ClassifiedPost post(int number, String title) {
        Post post = new Post(
                new PostId("p" + number),
                new Community("java"),
                title,
                "",
                "https://example.org/" + number,
                "example.org",
                "https://www.reddit.com/comments/p" + number + "/",
                PostKind.LINK,
                OptionalInt.of(1_000 - number),
                OptionalInt.of(3),
                false,
                Instant.parse("2026-11-20T11:00:00Z"));
        return new ClassifiedPost(post, number % 2 == 0 ? "science" : "food-drink", 0.9f, "m1");
    }

    /// Posts are held for a chat that wants a brief at six.
    private void held(String language, int count, String title) {
        stores.follows().add(ADA, FollowQuery.of(Origin.of("java")));
        stores.chats()
                .prefer(
                        ADA.chat(),
                        ChatSettings.NONE
                                .with(ChatSettings.BRIEF, BriefTimes.parse("18:00"))
                                .with(ChatSettings.LANGUAGE, Optional.of(language)));
        List<ClassifiedPost> posts =
                IntStream.range(0, count).mapToObj(i -> post(i, title)).toList();
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(new Community("java"), Period.DAY),
                                "r1",
                                0,
                                OptionalInt.of(count),
                                posts.stream().map(ClassifiedPost::post).toList(),
                                List.of(),
                                SourceApi.OAUTH,
                                clock.instant()),
                        posts);
        new Deliveries(stores.deliveries(), stores.threads(), queued::addAll, clock).run(1_000, 10);
        clock.advance(Duration.between(clock.instant(), SIX));
    }

    @ParameterizedTest
    @CsvSource({"ON, 1", "QUIET, 0", "OFF, 0"})
    void aLevelThatWasReachedIsToldOnceInOneLineOfTheLastCardUnlessThatIsUnwanted(Points points, int told) {
        held("en", 12, "A title");
        stores.points()
                .count(
                        IntStream.range(0, 6)
                                .mapToObj(i -> new ActedV1(
                                        ADA.chat(),
                                        "u" + i,
                                        clock.instant().minus(Duration.ofDays(i / 2)),
                                        Kind.BRIEF_READ,
                                        Optional.empty(),
                                        List.of()))
                                .toList(),
                        _ -> false);
        ChatSettings chosen = stores.chats().find(ADA.chat()).orElseThrow().settings();
        stores.chats().prefer(ADA.chat(), chosen.with(ChatSettings.POINTS, Optional.of(points)));

        briefs.run(10);

        List<String> texts = cards().map(ShowCardV1::html).toList();
        assertThat(texts).hasSize(2);
        assertThat(texts.getFirst()).doesNotContain("level");
        assertThat(texts.getLast().endsWith("\n\n<i>🏅 You reached level 2</i>"))
                .isEqualTo(told == 1);
        assertThat(stores.points().reached(ADA.chat()).isPresent()).isEqualTo(told == 0);
    }

    private Stream<ShowCardV1> cards() {
        return queued.stream().map(ShowCardV1.class::cast);
    }

    @Test
    void aBriefIsOneCardGroupedByTopic() {
        held("en", 4, "A title");

        assertThat(briefs.run(10)).isEqualTo(1);

        assertThat(cards()).singleElement().satisfies(card -> {
            assertThat(card.chat()).isEqualTo(ADA.chat());
            assertThat(card.html())
                    .contains("Your brief")
                    .contains("Friday, 6:00")
                    .contains("Science");
            assertThat(card.html().split("A title", -1)).hasSize(5);
            assertThat(card.html().indexOf("/p0/")).isLessThan(card.html().indexOf("/p2/"));
            assertThat(card.html().indexOf("/p2/")).isLessThan(card.html().indexOf("/p1/"));
            assertThat(card.buttons()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void howeverManyPostsAreHeldTwoCardsFitTelegramAndTheLastOffersTheOthers(String language) {
        held(language, 60, "🦊".repeat(200));

        briefs.run(10);

        assertThat(cards())
                .hasSize(2)
                .allSatisfy(
                        card -> assertThat(card.html().replaceAll("<[^>]*>", "").length())
                                .isLessThanOrEqualTo(4_096));
        assertThat(cards().toList().getFirst().buttons()).isEmpty();
        assertThat(cards().toList().getLast().buttons()).hasSize(1);
        assertThat(cards().toList().getLast().html()).contains("40");
        assertThat(cards().map(ShowCardV1::card)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashWhileABriefIsQueuedNeitherLosesNorRepeatsIt(boolean accepted) {
        held("en", 12, "A title");
        Briefs crashing = new Briefs(
                stores.briefs(),
                stores.threads(),
                stores.points(),
                messages -> {
                    if (accepted) {
                        queued.addAll(messages);
                    }
                    throw new IllegalStateException("simulated");
                },
                clock);

        assertThatThrownBy(() -> crashing.run(10)).hasMessage("simulated");
        clock.advance(Duration.ofMinutes(1));
        briefs.run(10);
        briefs.run(10);

        assertThat(cards().map(ShowCardV1::id).distinct()).hasSize(2);
        assertThat(cards()).hasSize(accepted ? 4 : 2);
    }

    @Test
    void nothingIsSentBeforeItsTimeOrWhereNothingWasHeld() {
        held("en", 0, "A title");

        assertThat(briefs.run(10)).isZero();
        assertThat(queued).isEmpty();
    }

    @Test
    void aRemovedPostDisappearsFromTheBriefThatBroughtItAndTheOthersStayWhereTheyAre() {
        held("en", 12, "A title");
        briefs.run(10);
        List<ShowCardV1> before = cards().toList();
        queued.clear();
        List<PostId> gone = List.of(new PostId("p0"), new PostId("p3"), new PostId("unknown"));
        Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), queued::addAll, clock);

        deliveries.takeBack(gone, stores.briefs());
        stores.posts().remove(gone);
        deliveries.takeBack(gone, stores.briefs());

        assertThat(cards())
                .extracting(ShowCardV1::card)
                .isEqualTo(before.stream().map(ShowCardV1::card).toList());
        assertThat(cards())
                .extracting(ShowCardV1::id)
                .doesNotContainAnyElementsOf(before.stream().map(ShowCardV1::id).toList());
        ShowCardV1 first = (ShowCardV1) queued.getFirst();
        assertThat(first.html())
                .contains("/p1/", "/p9/", "2 posts are no longer there")
                .doesNotContain("/p0/", "/p3/", "/p10/");
        assertThat(queued.getLast())
                .isInstanceOfSatisfying(
                        ShowCardV1.class,
                        second -> assertThat(second.html())
                                .contains("/p10/", "/p11/")
                                .doesNotContain("no longer there"));
    }
}
