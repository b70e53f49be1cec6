package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.Communities;
import tidings.messages.PendingCard.FirstBrief;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.Wait;
import tidings.selection.TopicRule;
import tidings.store.Stores;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.categorizer.CategorizerTest.ADA;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.feed;
import static tidings.categorizer.CategorizerTest.found;
import static tidings.categorizer.CategorizerTest.pending;

/// Who is answered, and when.
class WaitingCardsTest {
    private final List<OutboxMessage> shown = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));
    private final Categorizer categorizer = categorizer(shown::addAll);

    @Test
    void aPartOfAFetchThatWasOvertakenShowsTheLatestPage() {
        categorizer.handle(found("java", List.of(), "Records"));

        PostsFoundV1 late = new PostsFoundV1(
                feed("java"), "late", 5, OptionalInt.empty(), List.of(), ADA, SourceApi.OAUTH, NOON.minusSeconds(9));
        categorizer.handle(late);

        assertThat(shown).extracting(OutboxMessage::named).containsExactly("42/done/late");
        assertThat(html().getLast()).contains("Records");
    }

    @Test
    void everyCardThatWaitsForTheFeedIsAnsweredWhicheverFetchItAskedFor() {
        PendingCard bob = new PendingCard(Place.of(new ChatId(8)), CardId.ofUpdate("43"), "43", "de");
        stores.feeds().await(feed("java"), ADA.getFirst());
        stores.feeds().await(feed("java"), bob);

        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(shown).extracting(OutboxMessage::named).containsExactly("42/done/run-java", "43/done/run-java");
        assertThat(stores.feeds().waiting(feed("java"))).isEmpty();
    }

    @Test
    void whoWaitsIsShownTheTopicsThatTheChatTaught() {
        PendingCard bob = new PendingCard(Place.of(new ChatId(8)), CardId.ofUpdate("43"), "43", "en");
        stores.feeds().await(feed("java"), ADA.getFirst());
        stores.feeds().await(feed("java"), bob);
        stores.lessons().teach(bob.chat(), new TopicRule(TopicRule.Kind.SUBREDDIT, "java", "animals-pets"));

        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(html().getFirst()).doesNotContain("Animals");
        assertThat(html().getLast()).contains("🐾 Animals &amp; Pets");
    }

    private static final String MIX = "chess+breadit+hiking";

    /// Young posts come by themselves, as what the chat follows.
    @Test
    void aFirstBriefShowsTheBestOfEachTopicAndWhoeverWaitsForTheSameFeedAsSuchSeesIt() {
        List<Post> posts = Stream.of("chess", "breadit", "hiking")
                .flatMap(community ->
                        found(community, List.of(), community + " one", community + " two").posts().stream())
                .toList();
        PendingCard brief = first(NOON, "food-drink", "tabletop-games");
        PendingCard young = first(NOON.minusSeconds(1), "food-drink");
        categorizer.handle(new PostsFoundV1(
                feed(MIX),
                "run",
                0,
                OptionalInt.of(6),
                posts,
                List.of(brief, ADA.getFirst(), young),
                SourceApi.OAUTH,
                NOON));

        assertThat(html()).hasSize(3);
        assertThat(html().getFirst())
                .contains("Your first brief")
                .containsSubsequence("breadit one", "breadit two", "chess one", "chess two")
                .doesNotContain("hiking one");
        assertThat(html().get(1))
                .contains("top of the day")
                .contains("hiking one")
                .doesNotContain("first brief");
        assertThat(html().getLast()).contains("I found nothing for a first brief in the last day.");
    }

    @Test
    void aFirstBriefThatWaitsForItsTurnSaysWhenItComesAndInTheEndThatNothingCame() {
        PendingCard brief = first(NOON, "food-drink");
        stores.feeds().await(feed(MIX), brief);
        Instant until = NOON.plusSeconds(290);
        categorizer.handle(
                new FeedDelayedV1(feed(MIX), "r", List.of(brief), until, Optional.of(SourceProblem.THROTTLED)));
        categorizer.handle(new WaitOverV1(feed(MIX), "r", List.of(brief), until.plusSeconds(60)));

        assertThat(html().getFirst()).contains("Your first brief comes here in about 5 minutes.");
        assertThat(html().getLast()).contains("Reddit gave me nothing for your first brief just now. I keep trying");
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void aRefusalEndsTheWaitForAFirstBrief(SourceProblem problem) {
        categorizer.handle(new FeedRefusedV1(feed(MIX), "r", problem, List.of(first(NOON, "music")), NOON));

        assertThat(html()).singleElement().asString().contains("I keep trying: new posts come to you");
    }

    @Test
    void theCommunitiesOfACustomFeedAreOfferedToFollow() {
        String custom = "user/some-name/m/feed";
        PendingCard card = pending(9, "en").with(new Communities());
        List<Post> posts = Stream.of("hiking", "chess", "hiking")
                .flatMap(community -> found(community, List.of(), "One", "Two").posts().stream())
                .distinct()
                .toList();
        categorizer.handle(new PostsFoundV1(
                feed(custom), "run", 0, OptionalInt.of(posts.size()), posts, List.of(card), SourceApi.RSS, NOON));
        categorizer.handle(new FeedRefusedV1(feed(custom), "r", SourceProblem.MISSING, List.of(card), NOON));

        ShowCardV1 offer = (ShowCardV1) shown.getFirst();
        assertThat(offer.html())
                .contains("u/some-name/m/feed has posts of these communities")
                .contains("r/chess, r/hiking");
        assertThat(offer.buttons().getFirst().getFirst().label()).isEqualTo("✓ Follow both");
        assertThat(html().getLast()).contains("no such custom feed, or it’s private");
    }

    @Test
    void theCommunitiesThatTheOwnerOfACustomFeedPutTogetherAreOfferedWhetherTheyHavePostsOrNot() {
        PostsFoundV1 part =
                found("user/some-name/m/feed", List.of(pending(9, "en").with(new Communities())));
        categorizer.handle(new PostsFoundV1(
                part.feed(),
                part.run(),
                0,
                OptionalInt.of(0),
                List.of(),
                part.waiting(),
                SourceApi.OAUTH,
                NOON,
                OptionalInt.empty(),
                List.of(new Community("kotlin"), new Community("chess"))));

        ShowCardV1 offer = (ShowCardV1) shown.getLast();
        assertThat(offer.html()).isEqualTo("u/some-name/m/feed is made of these communities:\nr/chess, r/kotlin");
        assertThat(offer.buttons().getFirst().getFirst().label()).isEqualTo("✓ Follow both");
    }

    /// Nobody asks for it again.
    @Test
    void theFeedOfAFirstBriefIsNotFetchedAgainByItself() {
        PostsFoundV1 part = found("java", List.of(first(NOON, "programming")), "Records");
        categorizer.handle(part);

        assertThat(stores.feeds().due(NOON.minusSeconds(1), NOON.plusSeconds(1), 10))
                .isEmpty();
        categorizer.handle(found("kotlin", ADA, "Records"));
        assertThat(stores.feeds().due(NOON.minusSeconds(1), NOON.plusSeconds(1), 10))
                .hasSize(1);
    }

    private static PendingCard first(Instant before, String... topics) {
        return pending(9, "en").with(new FirstBrief(List.of(topics), before, false));
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void aRefusalAnswersEveryCardThatWaits(SourceProblem problem) {
        stores.feeds().await(feed("java"), ADA.getFirst());

        categorizer.handle(new FeedRefusedV1(feed("java"), "r", problem, List.of(), NOON));

        assertThat(shown).extracting(OutboxMessage::named).containsExactly("42/done/r");
        assertThat(stores.feeds().waiting(feed("java"))).isEmpty();
    }

    @Test
    void aCardThatWasToldOfAnotherFetchsFailureStillGetsItsPosts() {
        stores.feeds().await(feed("java"), ADA.getFirst());
        categorizer.handle(new FeedRefusedV1(feed("java"), "41", SourceProblem.UNAVAILABLE, List.of(), NOON));
        categorizer.handle(found("java", ADA, "Records"));

        assertThat(shown).extracting(OutboxMessage::deduplication).doesNotHaveDuplicates();
        assertThat(html()).last().asString().contains("Records");
    }

    @Test
    void cardsAreAnsweredAgainRatherThanNever() {
        stores.feeds().await(feed("java"), ADA.getFirst());
        Categorizer failing = categorizer(_ -> {
            throw new IllegalStateException("the queue is away");
        });

        assertThatThrownBy(() -> failing.handle(found("java", List.of(), "Records")))
                .hasMessage("the queue is away");
        assertThat(stores.feeds().waiting(feed("java"))).hasSize(1);
        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(shown).hasSize(1);
    }

    @Test
    void aWaitingCardShowsThatManyPostsAreClassifiedBeforeItShowsThem() {
        PostsFoundV1 all = found("java", ADA, "Records", "Sealed types", "Streams");
        categorizer.handle(part(all, 0, OptionalInt.empty(), all.posts().subList(0, 2)));
        assertThat(shown).isEmpty();

        categorizer.handle(part(all, 2, OptionalInt.of(3), all.posts().subList(2, 3)));

        assertThat(shown).extracting(OutboxMessage::named).containsExactly("42/sorting", "42/done/run-java");
        assertThat(html()).first().asString().contains("3");
        assertThat(html()).last().asString().contains("Records").contains("Streams");
    }

    private static PostsFoundV1 part(PostsFoundV1 all, int firstRank, OptionalInt total, List<Post> posts) {
        return new PostsFoundV1(
                all.feed(), all.run(), firstRank, total, posts, all.waiting(), all.source(), all.fetchedAt());
    }

    @Test
    void whatIsShownOfAWaitIsAStepOfItSoThatWhoDoesNotWaitAnyMoreIsSpared() {
        Instant until = NOON.plusSeconds(170);
        categorizer.handle(new FeedDelayedV1(feed("java"), "r", ADA, until, Optional.empty()));
        categorizer.handle(new WaitOverV1(feed("java"), "r", ADA, until));
        PostsFoundV1 one = found("java", ADA, "Records");
        categorizer.handle(part(one, 1, OptionalInt.of(2), one.posts()));
        categorizer.handle(one);

        assertThat(shown)
                .extracting(message -> ((ShowCardV1) message).waiting())
                .containsExactly(
                        Optional.of(Wait.goesOn("42", until.plus(FeedDelayedV1.PATIENCE))),
                        Optional.of(Wait.ends("42", until)),
                        Optional.of(Wait.goesOn("42")),
                        Optional.of(Wait.brings("42")));
        assertThat(html().get(0)).contains("r/java", "3 minutes");
        assertThat(html().get(1)).contains("r/java", "try again");
        assertThat(((ShowCardV1) shown.get(1)).buttons().getFirst().getFirst().label())
                .contains("Try again");
    }

    @Test
    void whoJoinedADelayedFetchIsToldSoAndWaitsNoLongerThanTheOthers() {
        PendingCard bob = new PendingCard(Place.of(new ChatId(8)), CardId.ofUpdate("43"), "43", "de");
        stores.feeds().await(feed("java"), ADA.getFirst());
        stores.feeds().await(feed("java"), bob);
        Instant until = NOON.plusSeconds(170);

        categorizer.handle(new FeedDelayedV1(feed("java"), "42", ADA, until, Optional.of(SourceProblem.UNAVAILABLE)));
        assertThat(html()).hasSize(2).last().asString().contains("antwortet gerade nicht richtig", "3 Minuten");
        assertThat(stores.feeds().await(feed("java"), pending(9, "en")).at()).isEqualTo(until);

        categorizer.handle(new WaitOverV1(feed("java"), "42", ADA, until.plusSeconds(60)));
        assertThat(shown)
                .extracting(OutboxMessage::named)
                .contains("43/over/" + until.plusSeconds(60).toEpochMilli());
    }

    private Categorizer categorizer(Queue<OutboxMessage> outbox) {
        return TestCategorizer.of(CLASSIFIER, stores, outbox, NOON);
    }

    private List<String> html() {
        return shown.stream().map(message -> ((ShowCardV1) message).html()).toList();
    }
}
