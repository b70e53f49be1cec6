package tidings.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import tidings.messages.TelegramCall;
import tidings.preferences.ChatSettings;
import tidings.store.Stores;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// A forum group that has a thread for each topic.
class ForumThreadsTest {
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final ChatId GROUP = new ChatId(-1_004);

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queued = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), queued::addAll, clock);
    private int runs;

    @BeforeEach
    void follow() {
        follow(Place.of(GROUP));
        stores.chats().prefer(GROUP, ChatSettings.NONE.with(ThreadStore.AUTO, Optional.of(true)));
    }

    private void follow(Place place) {
        stores.follows().add(place, FollowQuery.of(Origin.of("java"))).orElseThrow();
    }

    private void posted(String id, String topic, int score) {
        Post post = new Post(
                new PostId(id),
                JAVA.community(),
                "A title of " + id,
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(score),
                OptionalInt.of(1),
                false,
                clock.instant());
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                JAVA,
                                "run" + runs++,
                                0,
                                OptionalInt.of(1),
                                List.of(post),
                                List.of(),
                                SourceApi.OAUTH,
                                clock.instant()),
                        List.of(new ClassifiedPost(post, topic, 0.9f, "m1")));
    }

    private List<OutboxMessage> run() {
        queued.clear();
        deliveries.run(10, 100);
        return List.copyOf(queued);
    }

    private List<OutboxMessage> nextMinute() {
        clock.advance(Duration.ofMinutes(1));
        return run();
    }

    private static List<ShowCardV1> cards(List<OutboxMessage> messages) {
        return messages.stream().map(ShowCardV1.class::cast).toList();
    }

    @Test
    void theFirstPostOfATopicAsksForItsThreadAndWaitsForIt() {
        posted("p1", "science", 10);
        posted("p2", "science", 10);

        assertThat(run()).singleElement().isInstanceOfSatisfying(TelegramCallV1.class, call -> {
            assertThat(call.place()).isEqualTo(Place.of(GROUP));
            assertThat(call.call())
                    .isInstanceOfSatisfying(
                            TelegramCall.NewForumTopic.class,
                            topic -> assertThat(topic.name()).contains("Science"));
            assertThat(call.context()).containsEntry(ThreadStore.TOPIC, "science");
        });
        assertThat(nextMinute()).isEmpty();

        stores.threads().made(new Key(GROUP, "science"), 42);
        assertThat(cards(nextMinute())).hasSize(2).allSatisfy(card -> {
            assertThat(card.topic()).hasValue(42);
            assertThat(card.fallsBack()).isTrue();
        });
        assertThat(nextMinute()).isEmpty();
    }

    @Test
    void eachTopicHasAThreadOfItsOwnAndCardsAreEditedThere() {
        stores.threads().ask(List.of(new Key(GROUP, "science"), new Key(GROUP, "sports")));
        stores.threads().made(new Key(GROUP, "science"), 42);
        stores.threads().made(new Key(GROUP, "sports"), 43);
        posted("p1", "science", 10);
        posted("p2", "sports", 10);
        assertThat(cards(run())).extracting(card -> card.topic().getAsInt()).containsExactlyInAnyOrder(42, 43);

        clock.advance(Duration.ofMinutes(10));
        posted("p1", "science", 1_000);
        queued.clear();
        deliveries.refresh(100);

        assertThat(cards(queued)).singleElement().satisfies(card -> {
            assertThat(card.topic()).hasValue(42);
            assertThat(card.fallsBack()).isFalse();
        });
    }

    @Test
    void aThreadThatIsNeverMadeKeepsAsking() {
        posted("p1", "science", 10);
        assertThat(run()).hasSize(1);

        clock.advance(ThreadStore.PATIENCE);
        assertThat(run()).singleElement().isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void postsOfALostThreadComeToTheChat() {
        stores.threads().ask(List.of(new Key(GROUP, "science")));
        stores.threads().made(new Key(GROUP, "science"), 42);
        stores.threads().lost(GROUP, 42);
        posted("p1", "science", 10);

        assertThat(cards(run())).extracting(ShowCardV1::place).containsExactly(Place.of(GROUP));
    }

    @Test
    void whatIsFollowedInAForumTopicComesThere() {
        Place books = new Place(new ChatId(-1_005), OptionalInt.of(7));
        follow(books);
        stores.chats().prefer(books.chat(), ChatSettings.NONE.with(ThreadStore.AUTO, Optional.of(true)));
        stores.follows().of(GROUP).forEach(follow -> stores.follows().remove(GROUP, follow.id()));
        posted("p1", "science", 10);

        assertThat(cards(run())).singleElement().satisfies(card -> {
            assertThat(card.place()).isEqualTo(books);
            assertThat(card.fallsBack()).isFalse();
        });
    }

    @Test
    void whatWaitsComesToTheChatOnceItWantsNoThreads() {
        posted("p1", "science", 10);
        run();
        stores.chats().prefer(GROUP, ChatSettings.NONE);

        assertThat(cards(nextMinute())).extracting(ShowCardV1::place).containsExactly(Place.of(GROUP));
    }

    @Test
    void aThreadIsNamedInTheLanguageOfTheGroup() {
        stores.chats()
                .prefer(
                        GROUP,
                        ChatSettings.NONE
                                .with(ThreadStore.AUTO, Optional.of(true))
                                .with(ChatSettings.LANGUAGE, Optional.of("de")));
        posted("p1", "science", 10);

        assertThat(((TelegramCallV1) run().getFirst()).call())
                .isInstanceOfSatisfying(
                        TelegramCall.NewForumTopic.class,
                        topic -> assertThat(topic.name()).contains("Wissenschaft"));
    }
}
