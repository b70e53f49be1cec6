package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
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
import tidings.aws.Queue;
import tidings.aws.UnavailableException;
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
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.Catalog;
import tidings.store.CommunityStore.Learned;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.Stores;
import tidings.telegram.CardId;
import tidings.topics.ShippedTopics;
import tidings.topics.SubredditPrior;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CategorizerTest {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TopicModel MODEL = TopicModel.load();
    static final PostClassifier CLASSIFIER = new PostClassifier(MODEL, ShippedTopics.load());
    static final Community BREAD = new Community("bread_of_nowhere");
    static final List<PendingCard> ADA = List.of(pending(7, "en"));

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));
    private final Categorizer categorizer = categorizer(shown::addAll);

    @Test
    void aWaitingCardShowsTheClassifiedPosts() {
        categorizer.handle(found("java", ADA, "Records", "Sealed types"));

        assertThat(shown).extracting(OutboxMessage::named).containsExactly("42/done/run-java");
        assertThat(html()).last().asString().contains("Records").contains("Programming");
    }

    @ParameterizedTest
    @CsvSource({"1,One post couldn’t be read", "12,12 posts couldn’t be read"})
    void theCardSaysHowManyPostsCouldNotBeRead(int skipped, String note) {
        PostsFoundV1 part = found("java", ADA, "Records");
        categorizer.handle(new PostsFoundV1(
                part.feed(),
                "r",
                0,
                part.total(),
                part.posts(),
                ADA,
                part.source(),
                NOON,
                OptionalInt.of(skipped),
                List.of()));

        assertThat(html()).last().asString().contains("Records").contains(note);
    }

    @Test
    void eachWaitingCardIsInItsOwnLanguage() {
        categorizer.handle(new FeedRefusedV1(
                feed("club"), "r", SourceProblem.BANNED, List.of(pending(7, "en"), pending(8, "de")), NOON));

        assertThat(html()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsShownWhenNoCardWaits() {
        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(shown).isEmpty();
        assertThat(stored("java")).hasSize(1);
    }

    @Test
    void postsOfAShippedCommunityGetItsTopicAndNothingIsLearned() {
        categorizer.handle(found("java", List.of(), "Look what I found today"));

        assertThat(stored("java").getFirst().topic()).isEqualTo("programming");
        assertThat(prior(new Community("java"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "popular", "chess+breadit+hiking", "user/some-name/m/feed"})
    void postsOfAMixedFeedGetTheTopicOfTheirOwnCommunityAndTeachIt(String mixed) {
        List<Post> posts = Stream.of("chess", "breadit", "hiking", "java", BREAD.value())
                .flatMap(community -> found(community, List.of(), "Thoughts on this?").posts().stream())
                .toList();
        categorizer.handle(
                new PostsFoundV1(feed(mixed), "run", 0, OptionalInt.of(5), posts, List.of(), SourceApi.OAUTH, NOON));

        assertThat(stored(mixed))
                .extracting(ClassifiedPost::topic)
                .startsWith("tabletop-games", "food-drink", "nature-outdoors", "programming");
        assertThat(prior(new Community(mixed))).isEmpty();
        assertThat(SubredditPrior.of(prior(BREAD).orElseThrow()).posts()).isEqualTo(1);
    }

    @Test
    void postsOfACommunityWithAFixedTopicGetThatTopic() {
        stores.communities().fix(new Community("java"), "travel-places");

        categorizer.handle(found("java", List.of(), "Volcanoes, beaches and the best coffee"));

        assertThat(stored("java").getFirst().topic()).isEqualTo("travel-places");
    }

    @Test
    void everyCommunityWhosePostsCameIsInTheCatalogWithTheNumberOfThem() {
        stores.communities().fix(new Community("chess"), "music");
        Stream.of("java", "chess", BREAD.value())
                .map(name -> found(name, List.of(), "One", "Another"))
                .forEach(found -> {
                    categorizer.handle(found);
                    categorizer.handle(found);
                });

        assertThat(Catalog.inMemory(stores).communities("", 9))
                .extracting(known -> known.name().value() + " " + known.posts())
                .containsExactlyInAnyOrder("java 2", "chess 2", BREAD + " 2");
    }

    @Test
    void anUnknownCommunityIsLearnedFromItsNewPostsOnly() {
        String[] titles = IntStream.range(0, 25)
                .mapToObj(i -> "My sourdough bread recipe number " + i + ": flour, butter and a hot oven")
                .toArray(String[]::new);
        categorizer.handle(found(BREAD.value(), List.of(), titles));
        categorizer.handle(found(BREAD.value(), List.of(), titles));

        assertThat(SubredditPrior.of(prior(BREAD).orElseThrow()).posts()).isEqualTo(25);
    }

    @Test
    void whatIsLearnedNamesTheLikeliestTopic() {
        List<Post> posts = found(BREAD.value(), List.of(), "My sourdough bread: flour, butter and a hot oven")
                .posts();

        Learned learned = CLASSIFIER.learned(BREAD, posts, Optional.empty());

        assertThat(learned.topic()).isEqualTo("food-drink");
        assertThat(learned.posts()).isEqualTo(1);
    }

    @Test
    void learningStartsOverFromAPriorOfAnotherVersion() {
        stores.communities().learn(BREAD, _ -> new Learned(new byte[] {99, 1, 2}, 7, "music", 0.5f));

        categorizer.handle(found(BREAD.value(), List.of(), "My sourdough bread: flour, butter and a hot oven"));

        assertThat(SubredditPrior.of(prior(BREAD).orElseThrow()).posts()).isEqualTo(1);
    }

    @Test
    void postsOfAnotherModelAreReclassified() {
        PostsFoundV1 part = found(BREAD.value(), List.of(), "Sourdough bread: flour, butter and a hot oven", "Look");
        stores.feeds()
                .record(
                        part,
                        part.posts().stream()
                                .map(post -> new ClassifiedPost(post, "music", 0.9f, "an older model"))
                                .toList());
        stores.communities().fix(BREAD, "travel-places");

        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(stored(BREAD.value())).hasSize(2).allSatisfy(post -> {
            assertThat(post.topic()).isEqualTo("travel-places");
            assertThat(post.model()).isEqualTo(MODEL.version());
        });
    }

    @Test
    void aCardSaysWhyThereIsNothingAndAPermanentProblemIsStored() {
        Feed club = feed("club");

        categorizer.handle(new FeedRefusedV1(club, "r", SourceProblem.THROTTLED, ADA, NOON));
        assertThat(stores.feeds().page(club, 0, 5).value()).isInstanceOf(StoredFeed.Missing.class);
        categorizer.handle(new FeedRefusedV1(club, "r", SourceProblem.BANNED, ADA, NOON));

        assertThat(stores.feeds().page(club, 0, 5).value())
                .isEqualTo(new StoredFeed.Refused(SourceProblem.BANNED, NOON));
        assertThat(html())
                .satisfiesExactly(
                        throttled -> assertThat(throttled).contains("slow down"),
                        banned -> assertThat(banned).contains("banned"));
    }

    @Test
    void duringAnOutageOfTheSourceAnEarlierFetchIsShownAndMarked() {
        categorizer.handle(found("bread", List.of(), "My sourdough bread"));

        categorizer.handle(new FeedRefusedV1(feed("bread"), "r", SourceProblem.UNAVAILABLE, ADA, NOON));
        categorizer.handle(new FeedRefusedV1(feed("bread"), "r", SourceProblem.PRIVATE, ADA, NOON));

        assertThat(html())
                .satisfiesExactly(
                        away -> assertThat(away)
                                .contains("My sourdough bread", "Reddit isn’t responding properly right now"),
                        closed -> assertThat(closed).contains("private").doesNotContain("sourdough"));
    }

    @Test
    void anAnswerDoesNotDependOnWhatIsLearned() {
        stores.feeds().await(feed(BREAD.value()), ADA.getFirst());
        PostsFoundV1 part = found(BREAD.value(), ADA, "My sourdough bread: flour, butter and a hot oven");
        stores.communities().learn(BREAD, _ -> new Learned(new byte[] {99, 1, 2}, 7, "music", 0.5f));

        categorizer.handle(part);

        assertThat(html()).last().asString().contains("sourdough");
    }

    @Test
    void aPartComesBackWhileTheDatabaseIsUnavailable() {
        Categorizer failing = categorizer(_ -> {
            throw new DatabaseUnavailableException(new IllegalStateException());
        });

        assertThatThrownBy(() -> failing.handle(found("java", ADA, "Records")))
                .isInstanceOf(UnavailableException.class);
    }

    private Categorizer categorizer(Queue<OutboxMessage> outbox) {
        return TestCategorizer.of(CLASSIFIER, stores, outbox, NOON);
    }

    private List<String> html() {
        return shown.stream().map(message -> ((ShowCardV1) message).html()).toList();
    }

    private List<ClassifiedPost> stored(String community) {
        return ((StoredFeed.Page) stores.feeds().page(feed(community), 0, 100).value())
                .page()
                .posts();
    }

    private Optional<byte[]> prior(Community community) {
        return stores.communities().knowledge(community).prior();
    }

    static PendingCard pending(long chat, String language) {
        return new PendingCard(Place.of(new ChatId(chat)), CardId.ofUpdate("42"), "42", language);
    }

    static Feed feed(String community) {
        return new Feed(new Community(community), Period.DAY);
    }

    static PostsFoundV1 found(String community, List<PendingCard> waiting, String... titles) {
        Feed feed = feed(community);
        List<Post> posts = IntStream.range(0, titles.length)
                .mapToObj(i -> new Post(
                        new PostId(community.replaceAll("[^a-z]", "").substring(0, 4) + community.length() + i),
                        feed.community(),
                        titles[i],
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/",
                        PostKind.LINK,
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        false,
                        NOON))
                .toList();
        return new PostsFoundV1(
                feed, "run-" + community, 0, OptionalInt.of(titles.length), posts, waiting, SourceApi.OAUTH, NOON);
    }
}
