package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.store.Stores;
import tidings.telegram.Attachment;
import tidings.telegram.Button;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeliveriesTest {
    private static final Feed MEADOWS = new Feed(new Community("meadows"), Period.DAY);
    private static final Place ADA = Place.of(new ChatId(1));
    private static final Place BEN = Place.of(new ChatId(2));

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queue = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), queue::addAll, clock);
    private int fetches;

    private Follow follow(Place place) {
        return stores.follows().add(place, FollowQuery.of(Origin.of("meadows"))).orElseThrow();
    }

    private ClassifiedPost post(String id, int score, Instant created) {
        return post(id, score, created, false);
    }

    private ClassifiedPost post(String id, int score, Instant created, boolean adult) {
        Post post = new Post(
                new PostId(id),
                MEADOWS.community(),
                "Orchids in the upper meadow",
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(score),
                OptionalInt.of(4),
                adult,
                created);
        return new ClassifiedPost(post, "science", 0.9f, "m1");
    }

    private void fetched(ClassifiedPost... posts) {
        PostsFoundV1 part = new PostsFoundV1(
                MEADOWS,
                "run" + fetches++,
                0,
                OptionalInt.of(posts.length),
                List.of(posts).stream().map(ClassifiedPost::post).toList(),
                List.of(),
                SourceApi.OAUTH,
                clock.instant());
        stores.feeds().record(part, List.of(posts));
    }

    private List<ShowCardV1> cards() {
        return queue.stream().map(ShowCardV1.class::cast).toList();
    }

    @Test
    void aNewPostIsShownToThoseWhoFollowIt() {
        Follow follow = follow(ADA);
        fetched(post("p1", 12, clock.instant()));

        deliveries.run(10, 10);

        assertThat(cards()).singleElement().satisfies(card -> {
            assertThat(card.place()).isEqualTo(ADA);
            assertThat(card.card().isDelivered()).isTrue();
            assertThat(card.html())
                    .contains("Orchids in the upper meadow", "https://example.org/p1", "▲ 12", "💬 4", "r/meadows")
                    .endsWith("<i>Because you follow r/meadows</i>");
            assertThat(card.buttons().stream().flatMap(List::stream))
                    .extracting(Button::press)
                    .containsExactly(
                            "mark|1|p1", "why|1|p1", "like|1|p1", "up|1|p1", "down|1|p1", "item|1|" + follow.id());
        });
    }

    @Test
    void whatIsNotForMinorsComesOnlyWhereTheChatSaysSo() {
        follow(ADA);
        follow(BEN);
        stores.chats().prefer(BEN.chat(), ChatSettings.NONE.with(ChatSettings.ADULT, Optional.of(true)));
        fetched(post("p1", 12, clock.instant(), true));

        deliveries.run(10, 10);

        assertThat(cards()).extracting(ShowCardV1::place).containsExactly(BEN);
    }

    @Test
    void aCardIsInTheLanguageOfItsChat() {
        follow(ADA);
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        fetched(post("p1", 12, clock.instant()));

        deliveries.run(10, 10);

        assertThat(cards().getFirst().html()).endsWith("<i>Weil du r/meadows folgst</i>");
    }

    @Test
    void theCardsOfARemovedPostSaySoInTheLanguageOfTheirChatAndNothingElse() {
        IntStream.rangeClosed(1, 201).forEach(chat -> follow(Place.of(new ChatId(chat))));
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        fetched(post("p1", 12, clock.instant()));
        deliveries.run(10, 300);
        List<CardId> shown = cards().stream().map(ShowCardV1::card).toList();
        queue.clear();

        deliveries.takeBack(List.of(new PostId("p1")), stores.briefs());
        deliveries.takeBack(List.of(new PostId("p1")), stores.briefs());

        assertThat(cards()).extracting(ShowCardV1::card).containsExactlyInAnyOrderElementsOf(shown);
        assertThat(cards()).allSatisfy(card -> {
            assertThat(card.html())
                    .isEqualTo(
                            card.place().equals(ADA)
                                    ? "<i>Dieser Beitrag wurde auf Reddit entfernt.</i>"
                                    : "<i>This post was removed on Reddit.</i>");
            assertThat(card.buttons()).isEmpty();
            assertThat(card.attached()).contains(Attachment.NOTHING);
        });
    }

    @Test
    void aFollowThatDoesNotWantThePostBringsNothing() {
        FollowQuery orchards = new FollowQuery(
                List.of(Origin.of("meadows")),
                List.of("orchards"),
                List.of(),
                null,
                null,
                OptionalInt.empty(),
                OptionalInt.empty(),
                null,
                false);
        stores.follows().add(ADA, orchards);
        fetched(post("p1", 12, clock.instant()));

        deliveries.run(10, 10);

        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT-61M, 0", "PT-24H, 0", "PT-60M, 1", "PT0S, 1"})
    void whatIsOlderThanTheFollowIsNotNew(Duration age, int cards) {
        follow(ADA);
        fetched(post("p1", 12, clock.instant().plus(age)));

        deliveries.run(10, 10);

        assertThat(queue).hasSize(cards);
    }

    @Test
    void whatIsLeftIsDoneByTheNextRun() {
        IntStream.rangeClosed(1, 7).forEach(chat -> follow(Place.of(new ChatId(chat))));
        fetched(post("p1", 12, clock.instant()), post("p2", 12, clock.instant()));

        assertThat(deliveries.run(1, 4)).isEqualTo(4);
        assertThat(deliveries.run(1, 100)).isEqualTo(10);
        assertThat(deliveries.run(1, 100)).isZero();

        assertThat(cards()).extracting(card -> card.group() + card.id()).doesNotHaveDuplicates();
    }

    @Test
    void ofWhatCannotBeQueuedNothingIsLost() {
        IntStream.rangeClosed(1, 7).forEach(chat -> follow(Place.of(new ChatId(chat))));
        fetched(post("p1", 12, clock.instant()));
        Deliveries failing = new Deliveries(
                stores.deliveries(),
                stores.threads(),
                _ -> {
                    throw new IllegalStateException("simulated");
                },
                clock);

        assertThatThrownBy(() -> failing.run(10, 10)).hasMessage("simulated");
        assertThat(deliveries.run(10, 10)).isEqualTo(7);
    }

    /// A day of a card, compared after 10, 20, 40 … minutes.
    @Test
    void aCardIsKeptUpToDateForADay() {
        follow(ADA);
        Instant posted = clock.instant();
        fetched(post("p1", 0, posted));
        deliveries.run(10, 10);
        List<Integer> edits = new ArrayList<>();
        for (int hour = 1; hour <= 60; hour++) {
            clock.advance(Duration.ofHours(1));
            fetched(post("p1", 100 * hour, posted));
            edits.add(deliveries.refresh(10));
        }

        assertThat(edits.stream().mapToInt(count -> count).sum()).isBetween(5, 9);
        assertThat(edits.subList(45, 60)).containsOnly(0);
        assertThat(cards())
                .extracting(ShowCardV1::card)
                .containsOnly(cards().getFirst().card());
        assertThat(cards()).extracting(ShowCardV1::id).doesNotHaveDuplicates();
        assertThat(cards().getLast().html()).contains("▲ 3");
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 0", "100, 149, 0", "100, 150, 1", "100, 50, 1", "0, 9, 0", "0, 10, 1", "-4, 5, 0"})
    void aCardChangesOnlyIfItsPostChangedMuch(int before, int after, int edits) {
        follow(ADA);
        Instant posted = clock.instant();
        fetched(post("p1", before, posted));
        deliveries.run(10, 10);
        clock.advance(Duration.ofMinutes(10));
        fetched(post("p1", after, posted));

        assertThat(deliveries.refresh(10)).isEqualTo(edits);
        assertThat(deliveries.refresh(10)).isZero();
    }

    @Test
    void whereTheBudgetIsShortTheCardsThatChangedMostAreEdited() {
        follow(ADA);
        Instant posted = clock.instant();
        Function<Integer, ClassifiedPost[]> posts = growth -> IntStream.rangeClosed(1, 5)
                .mapToObj(i -> post("p" + i, 100 + growth * i, posted))
                .toArray(ClassifiedPost[]::new);
        fetched(posts.apply(0));
        deliveries.run(10, 10);
        queue.clear();
        clock.advance(Duration.ofMinutes(10));
        fetched(posts.apply(100));

        assertThat(deliveries.refresh(2)).isEqualTo(2);

        assertThat(cards()).extracting(card -> card.card().value()).containsExactly("p:p5", "p:p4");
        clock.advance(Duration.ofMinutes(10));
        assertThat(deliveries.refresh(10))
                .as("the others, when they are compared again")
                .isEqualTo(3);
    }
}
