package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Queue;
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
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.Stores;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The brief of a forum group that has a thread for each topic.
class BriefsByTopicTest {
    private static final Place GROUP = Place.of(new ChatId(-1_004));
    private static final Instant SIX = Instant.parse("2026-11-20T18:00:00Z");
    private static final List<String> TOPICS = List.of("science", "sports", "music");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queued = new ArrayList<>();
    private final Briefs briefs = briefs(queued::addAll);
    private final Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), queued::addAll, clock);

    private Briefs briefs(Queue<OutboxMessage> queue) {
        return new Briefs(stores.briefs(), stores.threads(), stores.points(), queue, clock);
    }

    @BeforeEach
    void follow() {
        stores.follows().add(GROUP, FollowQuery.of(Origin.of("java")));
        prefer(true);
    }

    private void prefer(boolean threads) {
        ChatSettings settings = ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("18:00"));
        stores.chats()
                .prefer(GROUP.chat(), threads ? settings.with(ThreadStore.AUTO, Optional.of(true)) : settings);
    }

    /// So many posts, of each topic in turn, are held until six.
    private void held(int count) {
        List<ClassifiedPost> posts =
                IntStream.range(0, count).mapToObj(BriefsByTopicTest::post).toList();
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
        deliveries.run(1_000, 10);
        clock.advance(Duration.between(clock.instant(), SIX));
    }

    private static ClassifiedPost post(int number) {
        Post post = new Post(
                new PostId("p" + number),
                new Community("java"),
                "Title " + number + ".",
                "",
                "https://example.org/" + number,
                "example.org",
                "https://www.reddit.com/comments/p" + number + "/",
                PostKind.LINK,
                OptionalInt.of(1_000 - number),
                OptionalInt.of(3),
                false,
                Instant.parse("2026-11-20T11:00:00Z"));
        return new ClassifiedPost(post, TOPICS.get(number % TOPICS.size()), 0.9f, "m1");
    }

    private void threads(String... topics) {
        Stream.of(topics).forEach(topic -> {
            stores.threads().ask(List.of(new Key(GROUP.chat(), topic)));
            stores.threads().made(new Key(GROUP.chat(), topic), 42 + TOPICS.indexOf(topic));
        });
    }

    private List<ShowCardV1> cards() {
        return queued.stream()
                .filter(ShowCardV1.class::isInstance)
                .map(ShowCardV1.class::cast)
                .toList();
    }

    @Test
    void itWaitsForTheThreadsThatAreNotMadeAndEachPartGoesToItsOwn() {
        held(6);
        threads("science");

        briefs.run(10);
        briefs.run(10);
        assertThat(queued)
                .as("asked once for each thread that is missing")
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).isInstanceOf(TelegramCallV1.class));
        threads("sports", "music");
        clock.advance(Duration.ofMinutes(1));
        briefs.run(10);
        clock.advance(Duration.ofMinutes(1));
        briefs.run(10);

        assertThat(cards()).extracting(card -> card.topic().orElse(0)).containsExactly(0, 42, 43, 44);
        assertThat(cards().getFirst().html())
                .contains("Your brief", "threads of their topics", "Space (2)", "Sports (2)", "Music (2)")
                .doesNotContain("Title");
        assertThat(cards().get(1).html()).contains("Science", "Title 0.", "Title 3.").doesNotContain("Title 1.");
        assertThat(cards().get(2).html()).contains("Sports", "Title 1.", "Title 4.").doesNotContain("Title 0.");
        assertThat(cards()).filteredOn(ShowCardV1::fallsBack).hasSize(3);
        assertThat(cards()).extracting(ShowCardV1::card).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aCrashAfterAnyOfItsPartsNeitherLosesNorRepeatsOne(int accepted) {
        held(6);
        threads("science", "sports", "music");
        Briefs crashing = briefs(messages -> {
            queued.addAll(messages.subList(0, accepted));
            throw new IllegalStateException("simulated");
        });

        assertThatThrownBy(() -> crashing.run(10)).hasMessage("simulated");
        stores.threads().lost(GROUP.chat(), 43);
        clock.advance(Duration.ofMinutes(1));
        briefs.run(10);
        briefs.run(10);

        assertThat(cards()).hasSize(accepted + 4);
        assertThat(cards().stream().map(ShowCardV1::card).distinct())
                .as("what comes twice edits the card that it is shown on")
                .hasSize(4);
        assertThat(cards().stream().map(ShowCardV1::html).distinct()).hasSize(4);
    }

    @Test
    void partsOfLostThreadsAndOfAGroupThatWantsNoneAnyMoreComeToTheGroupItself() {
        held(3);
        threads("science", "sports");
        stores.threads().lost(GROUP.chat(), 43);
        briefs.run(10);
        assertThat(cards()).isEmpty();

        prefer(false); // as when Telegram makes no thread for us
        clock.advance(Duration.ofMinutes(1));
        briefs.run(10);

        assertThat(cards()).hasSize(4).allSatisfy(card -> assertThat(card.place()).isEqualTo(GROUP));
    }

    @Test
    void theGroupItselfSaysWhatWasLeftOutAndShowsIt() {
        held(60);
        threads("science", "sports", "music");

        briefs.run(10);

        assertThat(cards().getFirst().html()).contains("I skipped 40 posts.");
        assertThat(cards().getFirst().buttons()).hasSize(1);
        assertThat(cards().subList(1, cards().size()))
                .hasSize(3)
                .allSatisfy(part -> assertThat(part.buttons()).isEmpty());
    }

    @Test
    void aPartThatShowedARemovedPostIsEditedAndSoIsWhatTheGroupItselfGot() {
        held(3);
        threads("science", "sports", "music");
        briefs.run(10);
        List<ShowCardV1> before = cards();
        prefer(false);
        queued.clear();

        deliveries.takeBack(List.of(new PostId("p1")), stores.briefs());

        assertThat(cards()).extracting(ShowCardV1::card).isEqualTo(before.stream().map(ShowCardV1::card).toList());
        assertThat(cards()).noneMatch(card -> card.html().contains("Title 1."));
        assertThat(cards().getFirst().html()).contains("Space (1)", "Music (1)").doesNotContain("Sports");
        assertThat(cards().get(2).html()).contains("no longer stored");
    }

    @Test
    void whatIsFollowedInAForumTopicComesThereAsOneBrief() {
        stores.follows().of(GROUP.chat()).forEach(one -> stores.follows().remove(GROUP.chat(), one.id()));
        Place books = new Place(GROUP.chat(), OptionalInt.of(7));
        stores.follows().add(books, FollowQuery.of(Origin.of("java")));
        held(6);

        briefs.run(10);

        assertThat(cards()).singleElement().satisfies(card -> {
            assertThat(card.place()).isEqualTo(books);
            assertThat(card.html()).contains("Science", "Sports", "Music");
        });
    }
}
