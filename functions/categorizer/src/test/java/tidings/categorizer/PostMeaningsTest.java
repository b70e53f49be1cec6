package tidings.categorizer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.store.Stores;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.found;

/// What becomes of posts with an encoder.
class PostMeaningsTest {
    private static final String HALT = "Court stops logging in the Ember forest";
    private static final String STOP = "Judges halt tree felling in Ember forest";
    private static final String BREAD = "How long does a sourdough bread rest before baking";

    private static final Map<String, float[]> VECTORS =
            Map.of(HALT, new float[] {1, 0, 0}, STOP, new float[] {1, 0.1f, 0}, BREAD, new float[] {0, 0, 1});

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final List<String> encoded = new ArrayList<>();
    private final Stores stores = Stores.inMemory(InstantSource.fixed(NOON));

    private void handle(Optional<Function<PostText, Optional<float[]>>> encode, String community, String... titles) {
        TestCategorizer.of(CLASSIFIER, encode, stores, shown::addAll, NOON).handle(found(community, List.of(), titles));
    }

    private Optional<float[]> encode(PostText post) {
        encoded.add(post.title());
        return Optional.of(VECTORS.get(post.title()));
    }

    private void follow() {
        for (String community : List.of("environment", "worldnews")) {
            stores.follows().add(Place.of(new ChatId(7)), FollowQuery.of(Origin.of(community)));
        }
    }

    @Test
    void whatTwoCommunitiesTellInOtherWordsComesOnceAndSaysSo() {
        follow();
        handle(Optional.of(this::encode), "environment", HALT, BREAD);
        handle(Optional.of(this::encode), "worldnews", STOP);

        assertThat(shown).hasSize(2);
        assertThat(stores.deliveries().due(10)).isEmpty();
    }

    @Test
    void withoutAnEncoderBothCome() {
        follow();
        handle(Optional.empty(), "environment", HALT, BREAD);
        handle(Optional.empty(), "worldnews", STOP);

        assertThat(shown).hasSize(3);
    }

    @Test
    void aPostIsEncodedOnceHoweverOftenItIsRead() {
        handle(Optional.of(this::encode), "environment", HALT, BREAD);
        handle(Optional.of(this::encode), "environment", HALT, BREAD);

        assertThat(encoded).containsExactly(HALT, BREAD);
    }

    @Test
    void aPostForWhichThereWasNoTimeIsStoredAndEncodedWhenItIsReadAgain() {
        handle(Optional.of(_ -> Optional.empty()), "environment", HALT);
        List<PostId> posts = found("environment", List.of(), HALT).posts().stream()
                .map(post -> post.id())
                .toList();
        assertThat(stores.posts().find(posts)).hasSize(1);
        assertThat(stores.posts().meanings(posts)).isEmpty();

        handle(Optional.of(this::encode), "environment", HALT);
        assertThat(stores.posts().meanings(posts)).hasSize(1);
    }

    @Test
    void moreLikeAPostIsFoundByWhatItMeans() {
        handle(Optional.of(this::encode), "environment", HALT, BREAD);
        handle(Optional.of(this::encode), "worldnews", STOP);
        PostId halt = found("environment", List.of(), HALT).posts().getFirst().id();
        ClassifiedPost post = stores.posts().find(halt).orElseThrow();

        List<PostId> like = stores.posts().like(post, false).posts();

        assertThat(stores.posts().find(like))
                .extracting(one -> one.post().community())
                .containsExactly(new Community("worldnews"));
    }
}
