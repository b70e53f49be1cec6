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
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.delivery.Draft;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FollowPreview;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.Wait;
import tidings.selection.TopicRule;
import tidings.store.Stores;
import tidings.telegram.Button;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.feed;
import static tidings.categorizer.CategorizerTest.found;
import static tidings.categorizer.CategorizerTest.pending;

/// A card on which somebody confirms a follow while what it would bring is read.
class FollowsToConfirmTest {
    private final List<OutboxMessage> shown = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));
    private final Categorizer categorizer = TestCategorizer.of(CLASSIFIER, stores, shown::addAll, NOON);

    private static PostsFoundV1 part(PostsFoundV1 all, int firstRank, OptionalInt total, List<Post> posts) {
        return new PostsFoundV1(
                all.feed(), all.run(), firstRank, total, posts, all.waiting(), all.source(), all.fetchedAt());
    }

    private List<String> html() {
        return shown.stream().map(message -> ((ShowCardV1) message).html()).toList();
    }

    @Test
    void aFollowToConfirmIsShownAtEachStepWithItsButtonAndEndsItsWaitWithWhatItWouldHaveBrought() {
        PendingCard card = follow("java", "Draft one", new Community("javafx"));
        stores.feeds().await(feed("java"), card);
        Instant until = NOON.plusSeconds(290);
        categorizer.handle(new FeedDelayedV1(feed("java"), "r", List.of(card), until, Optional.empty()));
        PostsFoundV1 all = found("java", List.of(card), "Draft one", "Records");
        categorizer.handle(part(all, 1, OptionalInt.of(2), all.posts().subList(1, 2)));
        categorizer.handle(part(all, 0, OptionalInt.empty(), all.posts().subList(0, 1)));

        assertThat(html().get(0)).contains("Follow this?", "In about 5 minutes you’ll see here", "Or did you mean");
        assertThat(html().get(1)).contains("Follow this?", "I’m reading r/java for the first time");
        assertThat(html().get(2))
                .contains("2 posts", "one of them", "Records", "<i>has “Draft one”</i>")
                .doesNotContain("Or did you mean");
        assertThat(shown).hasSize(3).allSatisfy(message -> {
            ShowCardV1 one = (ShowCardV1) message;
            assertThat(one.card()).isEqualTo(card.card());
            assertThat(one.buttons().getFirst().getFirst().label()).isEqualTo("✅ Follow");
        });
        assertThat(((ShowCardV1) shown.getLast()).waiting()).contains(Wait.answers("42"));
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void aFollowToConfirmThatCannotBeReadSaysWhyOrCanBeSavedAllTheSame(SourceProblem problem) {
        PendingCard card = follow("zzyzxroad", "", new Community("zzyzx"));
        categorizer.handle(new FeedRefusedV1(feed("zzyzxroad"), "r", problem, List.of(card), NOON));
        categorizer.handle(new WaitOverV1(feed("zzyzxroad"), "r", List.of(card), NOON));

        ShowCardV1 refusal = (ShowCardV1) shown.getFirst();
        List<String> labels = refusal.buttons().stream()
                .flatMap(List::stream)
                .map(Button::label)
                .toList();
        assertThat(labels).contains("r/zzyzx", "✏️ Change");
        if (problem.isTransient()) {
            assertThat(refusal.html()).contains("couldn’t read r/zzyzxroad just now");
            assertThat(labels).contains("✅ Follow", "🔄 Preview");
            assertThat(refusal.waiting()).as("it may come yet").contains(Wait.goesOn("42"));
        } else {
            assertThat(labels).doesNotContain("✅ Follow");
            assertThat(refusal.waiting()).contains(Wait.answers("42"));
        }
        assertThat(((ShowCardV1) shown.getLast()).buttons()).isEqualTo(refusal.buttons());
    }

    @Test
    void severalCommunitiesThatWereReadTogetherAreAllInThePreview() {
        Draft draft = new Draft(
                FollowQuery.of(origin("hiking"), origin("chess"), origin("breadit")),
                null,
                null,
                null,
                null,
                false,
                null);
        PendingCard card = pending(9, "de")
                .with(new FollowPreview("9", Json.write(draft), List.of(), "📢 <b>@meadow</b>", Optional.empty()));
        List<Post> posts = Stream.of("hiking", "chess")
                .flatMap(community -> found(community, List.of(), community + " one").posts().stream())
                .toList();
        categorizer.handle(new PostsFoundV1(
                feed("hiking+chess+breadit"), "run", 0, OptionalInt.of(2), posts, List.of(card), SourceApi.RSS, NOON));

        assertThat(html().getLast())
                .startsWith("📢 <b>@meadow</b>\n")
                .contains("hiking one", "chess one")
                .doesNotContain("noch nicht gelesen");
    }

    /// Its topics are those that the channel was taught, not those of the chat in which it is managed.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFollowOfAChannelIsPreviewedWithTheCorrectionsOfTheChannel(boolean comes) {
        ChatId channel = new ChatId(-100_123);
        categorizer.handle(found("sewing", List.of(), "A hem"));
        stores.lessons()
                .teach(comes ? channel : new ChatId(9), new TopicRule(TopicRule.Kind.SUBREDDIT, "sewing", "space"));
        Draft draft = new Draft(
                FollowQuery.of(new Origin.OfTopic("space"), origin("meadows")), null, null, null, null, false, null);
        FollowPreview asked =
                new FollowPreview("9", Json.write(draft), List.of(), "📢 <b>@meadow</b>", Optional.of(channel));
        List<PendingCard> waiting = List.of(pending(9, "en").with(asked));
        categorizer.handle(new FeedDelayedV1(feed("meadows"), "r", waiting, NOON, Optional.empty()));
        categorizer.handle(new FeedRefusedV1(feed("meadows"), "r", SourceProblem.THROTTLED, waiting, NOON));
        categorizer.handle(new WaitOverV1(feed("meadows"), "r", waiting, NOON));
        categorizer.handle(found("meadows", waiting, "Clover"));

        assertThat(html()).hasSize(4).allSatisfy(html -> {
            if (comes) {
                assertThat(html).contains("A hem");
            } else {
                assertThat(html).doesNotContain("A hem");
            }
        });
    }

    private static Origin origin(String community) {
        return new Origin.OfCommunity(new Community(community));
    }

    private static PendingCard follow(String community, String word, Community nearest) {
        FollowQuery query =
                FollowQuery.of(origin(community)).with(word.isEmpty() ? List.of() : List.of(word), List.of());
        String draft = Json.write(new Draft(query, null, null, null, null, false, null));
        return pending(9, "en").with(new FollowPreview("9", draft, List.of(nearest), "", Optional.empty()));
    }
}
