package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.delivery.Draft;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.follows.About;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FollowPreview;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Wait;
import tidings.selection.Meaning;
import tidings.store.FeedStore;
import tidings.store.Stores;
import tidings.telegram.Button;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.found;
import static tidings.categorizer.CategorizerTest.pending;

/// What a phrase means is found out here, for the bot has no encoder.
class FollowsByMeaningTest {
    private static final String PHRASE = "slow bread";
    private static final String SOURDOUGH = "How long does a sourdough rest";
    private static final String ROLLS = "Rolls for the impatient";
    private static final String FOREST = "Judges halt tree felling";

    private static final Map<String, float[]> VECTORS = Map.of(
            PHRASE, new float[] {1, 0, 0},
            SOURDOUGH, new float[] {1, 0.1f, 0},
            ROLLS, new float[] {1, 0.7f, 0},
            FOREST, new float[] {0, 0, 1});

    private static final Optional<Function<PostText, Optional<float[]>>> ENCODE =
            Optional.of(post -> Optional.of(VECTORS.get(post.title())));

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final List<String> encoded = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));

    private Categorizer with(Optional<Function<PostText, Optional<float[]>>> encode) {
        return TestCategorizer.of(CLASSIFIER, encode, stores, shown::addAll, NOON);
    }

    private Categorizer encoding() {
        return with(Optional.of(post -> {
            encoded.add(post.title());
            return Optional.of(VECTORS.get(post.title()));
        }));
    }

    private static PhraseAskedV1 asked(Optional<Instant> until) {
        FollowQuery query = FollowQuery.of(new Origin.Anywhere())
                .with(List.of(PHRASE), List.of())
                .with(Optional.of(About.of(PHRASE)));
        Draft draft = new Draft(query, null, null, null, null, false, null);
        PendingCard card =
                pending(9, "en").with(new FollowPreview("9", Json.write(draft), List.of(), "", Optional.empty()));
        return new PhraseAskedV1(PHRASE, "9", List.of(card), until);
    }

    private ShowCardV1 last() {
        return (ShowCardV1) shown.getLast();
    }

    private List<String> labels() {
        return last().buttons().stream()
                .flatMap(List::stream)
                .map(Button::label)
                .toList();
    }

    @Test
    void whoFollowsByMeaningSeesWhatItWouldHaveBroughtOfAllThatIsKept() {
        encoding().handle(found("baking", List.of(), SOURDOUGH, ROLLS, FOREST));

        encoding().handle(asked(Optional.empty()));

        assertThat(last().html())
                .contains("Follow this?", "<b>Everything I read</b> · about “slow bread”", "2 posts from the last")
                .contains("one of them", "✅", SOURDOUGH)
                .contains("🚫", ROLLS + "</a> <i>isn’t like it enough</i>")
                .doesNotContain(FOREST);
        assertThat(labels())
                .containsExactly("✅ Follow", "➕ More of these", "➖ Fewer of these", "✏️ Change", "✖ Cancel");
        assertThat(last().waiting()).contains(Wait.answers("42"));
    }

    @Test
    void aPhraseIsEncodedOnceWhoeverAsks() {
        encoding().handle(asked(Optional.empty()));
        encoding().handle(asked(Optional.of(NOON.plusSeconds(20))));

        assertThat(encoded).containsExactly(PHRASE);
        assertThat(stores.posts().meaning(PHRASE)).contains(Meaning.of(new float[] {1, 0, 0}));
        assertThat(last().waiting()).contains(Wait.ends("42", NOON.plusSeconds(20)));
        assertThat(last().html()).contains("Follow this?");
    }

    @Test
    void withoutAnEncoderItIsRefusedInClearWordsAndTheWordsAreOffered() {
        with(Optional.empty()).handle(asked(Optional.empty()));

        assertThat(last().html()).contains("about “slow bread”", "can’t tell what posts mean right now");
        assertThat(labels()).containsExactly("🔎 Only with those very words", "✏️ Change", "✖ Cancel");
        assertThat(last().waiting()).contains(Wait.answers("42"));
    }

    @Test
    void whereThereIsNoTimeItComesAgain() {
        Categorizer busy = with(Optional.of(_ -> Optional.empty()));

        assertThatThrownBy(() -> busy.handle(asked(Optional.empty()))).isInstanceOf(IllegalStateException.class);
        assertThat(shown).isEmpty();
    }

    /// Encoding takes longer than all the rest.
    @Test
    void whoWaitsForPostsIsAnsweredBeforeAnythingIsEncoded() {
        List<Integer> answers = new ArrayList<>();
        Categorizer categorizer = with(Optional.of(post -> {
            answers.add(shown.size());
            return Optional.of(VECTORS.get(post.title()));
        }));

        categorizer.handle(found("baking", List.of(pending(9, "en")), SOURDOUGH, ROLLS));

        assertThat(answers).containsExactly(1, 1);
        assertThat(last().html()).contains(SOURDOUGH, ROLLS);
        assertThat(shown).hasSize(1);
    }

    @Test
    void encodingIsLeftToAMessageThatNobodyWaitsForAndIsDoneOnce() {
        List<PostsMessage> later = new ArrayList<>();
        Categorizer categorizer = TestCategorizer.of(CLASSIFIER, ENCODE, stores, later::addAll, shown::addAll, NOON);
        PostsFoundV1 part = found("baking", List.of(pending(9, "en")), SOURDOUGH, ROLLS);

        categorizer.handle(part);

        assertThat(stores.posts().meanings(ids(part))).isEmpty();
        assertThat(later).containsExactly(FeedStore.held(part));
        categorizer.handle(found("baking", List.of(pending(10, "en")), SOURDOUGH, ROLLS)); // has nothing new
        assertThat(stores.posts().meanings(ids(part))).isEmpty();
        categorizer.handle(later.getFirst());
        assertThat(stores.posts().meanings(ids(part))).hasSize(2);
        categorizer.handle(part);
        assertThat(later).hasSize(1);
    }

    /// Bringing posts to those who follow them takes longer than to answer, and what is due may be of others.
    @Test
    void whoWaitsForTheNextPartDoesNotWaitForDeliveries() {
        List<PostsMessage> later = new ArrayList<>();
        Categorizer categorizer = TestCategorizer.of(CLASSIFIER, ENCODE, stores, later::addAll, shown::addAll, NOON);
        stores.follows().add(Place.of(new ChatId(7)), FollowQuery.of(Origin.of("forestry")));
        PostsFoundV1 due = found("forestry", List.of(), FOREST);
        stores.feeds()
                .record(
                        due,
                        due.posts().stream()
                                .map(post -> new ClassifiedPost(post, "other", 1, ""))
                                .toList());

        categorizer.handle(found("baking", List.of(pending(9, "en")), SOURDOUGH));
        assertThat(shown).hasSize(1);

        categorizer.handle(later.getFirst());
        assertThat(shown).hasSize(2);
        assertThat(last().html()).contains(FOREST);
    }

    private static List<PostId> ids(PostsFoundV1 part) {
        return part.posts().stream().map(Post::id).toList();
    }

    private static PendingCard preview(boolean byMeaning) {
        FollowQuery bakery = FollowQuery.of(Origin.of("baking"));
        About about = About.of(PHRASE).with(Meaning.of(VECTORS.get(PHRASE)));
        FollowQuery query = byMeaning ? bakery.with(List.of(PHRASE), List.of()).with(Optional.of(about)) : bakery;
        Draft draft = new Draft(query, null, null, null, null, false, null);
        return pending(9, "en").with(new FollowPreview("9", Json.write(draft), List.of(), "", Optional.empty()));
    }

    /// They are stored before the preview counts them, and only a follow by meaning looks at what they mean.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestPostsOfAPreviewAreEncodedFirstOnlyIfThatIsOfUse(boolean byMeaning) {
        List<PostsMessage> later = new ArrayList<>();
        Categorizer categorizer = TestCategorizer.of(CLASSIFIER, ENCODE, stores, later::addAll, shown::addAll, NOON);
        PostsFoundV1 feed = found("baking", List.of(preview(byMeaning)), SOURDOUGH, ROLLS);
        NewPostsFoundV1 newest =
                new NewPostsFoundV1("run/new", 0, feed.posts(), NOON, Optional.empty(), feed.waiting());

        categorizer.handle(newest);

        assertThat(stores.posts().find(ids(feed))).hasSize(2);
        assertThat(stores.posts().meanings(ids(feed))).hasSize(byMeaning ? 2 : 0);
        assertThat(later).hasSize(byMeaning ? 0 : 1);
        categorizer.handle(feed);
        assertThat(last().html()).contains("Follow this?", SOURDOUGH);
        later.forEach(categorizer::handle);
        assertThat(stores.posts().meanings(ids(feed))).hasSize(2);
    }

    @Test
    void aPreviewOfAFollowByMeaningKnowsWhatThePostsMean() {
        encoding().handle(found("baking", List.of(preview(true), pending(10, "en")), SOURDOUGH, ROLLS, FOREST));

        assertThat(shown).hasSize(2);
        assertThat(last().html()).contains("Follow this?", "✅", SOURDOUGH).doesNotContain(FOREST);
    }

    /// The answer comes with the last part, and shows what is known of all.
    @Test
    void partsOfAPreviewedFeedAreEncodedBeforeItsLastOneComes() {
        List<PostsMessage> later = new ArrayList<>();
        Categorizer categorizer = TestCategorizer.of(CLASSIFIER, ENCODE, stores, later::addAll, shown::addAll, NOON);
        PostsFoundV1 all = found("baking", List.of(preview(true)), SOURDOUGH, ROLLS);
        PostsFoundV1 first = new PostsFoundV1(
                all.feed(), all.run(), 0, OptionalInt.empty(), all.posts(), all.waiting(), all.source(), NOON);

        categorizer.handle(first);

        assertThat(later).isEmpty();
        assertThat(stores.posts().meanings(ids(first))).hasSize(2);
    }

    @Test
    void aNewPostThatMeansItComesAndOthersDoNot() {
        FollowQuery query = FollowQuery.of(new Origin.Anywhere())
                .with(List.of(PHRASE), List.of())
                .with(Optional.of(About.of(PHRASE).with(Meaning.of(VECTORS.get(PHRASE)))));
        stores.follows().add(Place.of(new ChatId(7)), query);

        encoding().handle(found("baking", List.of(), SOURDOUGH, ROLLS, FOREST));

        assertThat(shown).hasSize(1);
        assertThat(last().html()).contains(SOURDOUGH, "Because you follow about “slow bread”");
    }

    @Test
    void withoutAnEncoderTheVeryWordsComeAllTheSame() {
        FollowQuery query = FollowQuery.of(new Origin.Anywhere())
                .with(List.of(PHRASE), List.of())
                .with(Optional.of(About.of(PHRASE).with(Meaning.of(VECTORS.get(PHRASE)))));
        stores.follows().add(Place.of(new ChatId(7)), query);

        with(Optional.empty()).handle(found("baking", List.of(), SOURDOUGH, "Slow bread is back"));

        assertThat(shown).hasSize(1);
        assertThat(last().html()).contains("Slow bread is back");
    }
}
