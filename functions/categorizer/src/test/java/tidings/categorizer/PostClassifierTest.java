package tidings.categorizer;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Json;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.StoredMessage;
import tidings.store.CommunityStore.Knowledge;
import tidings.testing.RecordingMeter;
import tidings.topics.EncoderOff;
import tidings.topics.EncoderText;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicHead;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.BREAD;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.found;

class PostClassifierTest {
    static Stream<String> anyText() {
        Random random = new Random(1);
        return Stream.concat(
                Stream.of(
                        "\u0000",
                        "\ud83d",
                        "\ude00\ud83d",
                        "\uffff",
                        " \u200b ",
                        "a".repeat(300_000),
                        "🙂".repeat(9_000)),
                Stream.generate(() -> random.ints(1 + random.nextInt(60), 0, 0x10000)
                                .mapToObj(unit -> String.valueOf((char) unit))
                                .collect(Collectors.joining()))
                        .filter(text -> !text.isBlank())
                        .limit(300));
    }

    /// So no text costs the other posts of its part their topics.
    @ParameterizedTest
    @MethodSource("anyText")
    void everyTextIsClassified(String text) {
        List<Post> posts = found(BREAD.value(), List.of(), text, "A title").posts();

        assertThat(CLASSIFIER.classify(posts, Map.of(BREAD, Knowledge.NONE))).hasSize(2);
        assertThat(CLASSIFIER
                        .learned(BREAD, posts.subList(0, 1), Optional.empty())
                        .posts())
                .isEqualTo(1);
    }

    /// So they can be found once it is back.
    @Test
    void whatIsClassifiedWithoutTheEncoderThatIsMissedIsMarked() {
        PostClassifier off = PostClassifier.off(TopicModel.load(), ShippedTopics.load());
        List<Post> posts = found(BREAD.value(), List.of(), "A title").posts();

        assertThat(off.classify(posts, Map.of(BREAD, Knowledge.NONE)))
                .allSatisfy(post -> assertThat(EncoderOff.isIn(post.model())).isTrue());
        assertThat(off.isWhole()).isFalse();
        assertThat(CLASSIFIER.classify(posts, Map.of(BREAD, Knowledge.NONE)))
                .allSatisfy(post -> assertThat(EncoderOff.isIn(post.model())).isFalse());
        assertThat(CLASSIFIER.isWhole()).isTrue();
    }

    /// The vectors mean nothing here: whether there are any is what counts.
    @Test
    void onlyPostsThatTheWordsAreNotSureOfAreEncoded() {
        RecordingMeter meter = new RecordingMeter();
        PostClassifier whole = whole(meter);
        Community java = new Community("java");
        Map<Community, Knowledge> known = Map.of(BREAD, Knowledge.NONE, java, Knowledge.NONE);

        whole.classify(
                found(java.value(), List.of(), "What do you think of it?").posts(), known);
        assertThat(meter.total("PostsEncoded", "encoded")).isZero();

        List<ClassifiedPost> unsure = whole.classify(
                found(BREAD.value(), List.of(), "What do you think of it?").posts(), known);
        assertThat(meter.total("PostsEncoded", "encoded")).isPositive();
        assertThat(unsure)
                .extracting(ClassifiedPost::model)
                .containsExactly(whole.version())
                .isNotEqualTo(List.of(CLASSIFIER.version()));
    }

    /// So the first post after a restore finds the encoder and its head warm.
    @Test
    void whatTheCategorizerIsPrimedWithIsPartlyEncoded() {
        RecordingMeter meter = new RecordingMeter();
        PostClassifier whole = whole(meter);
        CategorizerHandler.samples().stream()
                .map(sample -> Json.read(sample, StoredMessage.class))
                .forEach(message -> {
                    if (message instanceof PostsFoundV1 found) {
                        Community community = found.feed().community();
                        whole.classify(found.posts(), Map.of(community, Knowledge.NONE));
                    }
                });

        assertThat(meter.total("PostsEncoded", "encoded")).isPositive();
    }

    private static PostClassifier whole(RecordingMeter meter) {
        String made = TopicHead.load().encoder().replace(EncoderText.version(""), "");
        PostEncoder encoder = new PostEncoder(made, _ -> new float[384], meter, InstantSource.system());
        return PostClassifier.with(encoder, TopicModel.load(), ShippedTopics.load());
    }
}
