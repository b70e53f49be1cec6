package tidings.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.Head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// With an encoder whose vectors tell nothing but whether a text is about music; `mute` texts have no vector.
class TopicCascadeTest {
    private static final TopicModel MODEL = TopicModel.load();
    private static final SubredditPrior NO_POSTS =
            SubredditPrior.none(MODEL.topics().size());
    private static final PostText CLEAR = new PostText("Which oil for the gearbox of my old truck?", "", "self");
    private static final PostText VAGUE = new PostText("Look what I found today", "", "imgur.com");
    private static final PostText OTHER_VAGUE = new PostText("What do you think of this one?", "", "self");
    private static final PostText MUTE = new PostText("It is mute and I do not know why", "", "self");
    private static final float ENOUGH = 0.65f;

    private final List<List<String>> calls = new ArrayList<>();
    private TopicClassifier classifier;

    private final TextEncoder encoder = new TextEncoder() {
        @Override
        public String version() {
            return "small";
        }

        @Override
        public List<Optional<float[]>> vectors(List<String> texts) {
            calls.add(texts);
            return texts.stream()
                    .map(text -> text.contains("mute")
                            ? Optional.<float[]>empty()
                            : Optional.of(text.contains("gear") ? new float[] {0, 1} : new float[] {1, 0}))
                    .toList();
        }
    };

    @BeforeEach
    void load() {
        classifier = new TopicClassifier(MODEL, head(MODEL.version(), EncoderText.version("small")), encoder);
    }

    private static TopicHead head(String model, String encoder) {
        float[] output = new float[2 * MODEL.topics().size()];
        output[2 * MODEL.topics().indexOf("music")] = 20;
        Head head = new Head(
                new float[][] {{1, 0}, {0, 1}},
                new float[2],
                output,
                new float[MODEL.topics().size()]);
        return TopicHead.read(
                EncodedModelFile.write(new EncodedModel(
                        encoder,
                        model,
                        head,
                        1,
                        MODEL.linear().calibration(),
                        new EncodedModel.Levels(ENOUGH, 0.8f, 0.5f))),
                "small.head");
    }

    private static TopicContext named(String name) {
        return TopicContext.subreddit(name, NO_POSTS);
    }

    @Test
    void aVagueTextIsEncodedAndItsVectorDecides() {
        Classification byWords = new TopicClassifier(MODEL).classify(VAGUE, TopicContext.NONE);
        Classification byBoth = classifier.classify(VAGUE, TopicContext.NONE);
        assertThat(byWords.topic()).isEqualTo(Taxonomy.OTHER);
        assertThat(byBoth.topic()).isEqualTo("music");
        assertThat(byBoth.confidence()).isGreaterThan(byWords.confidence());
        assertThat(calls).containsExactly(List.of(EncoderText.of(VAGUE)));
    }

    @Test
    void aTextThatTheWordsAreSureOfIsNotEncoded() {
        Classification byWords = new TopicClassifier(MODEL).classify(CLEAR, TopicContext.NONE);
        assertThat(byWords.confidence()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(classifier.classify(CLEAR, TopicContext.NONE))
                .usingRecursiveComparison()
                .ignoringFields("model")
                .isEqualTo(byWords);
        assertThat(calls).isEmpty();
    }

    @Test
    void aPostOfAKnownSubredditIsNotEncoded() {
        assertThat(classifier.classify(VAGUE, TopicContext.known("sports")).topic())
                .isEqualTo("sports");
        assertThat(calls).isEmpty();
    }

    @Test
    void whatIsEncodedOfSeveralPostsIsEncodedInOneCallAndEachNameOnce() {
        TopicContext one = named("qqzzx");
        TopicContext other = named("wwkkj");
        List<Classification> together = classifier.classify(
                List.of(VAGUE, CLEAR, OTHER_VAGUE, VAGUE, VAGUE),
                List.of(one, TopicContext.NONE, one, other, TopicContext.known("sports")));
        assertThat(calls)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder(
                        EncoderText.of(VAGUE), EncoderText.of(OTHER_VAGUE), "qqzzx qqzzx", "wwkkj wwkkj");
        assertThat(together)
                .containsExactly(
                        classifier.classify(VAGUE, one),
                        classifier.classify(CLEAR, TopicContext.NONE),
                        classifier.classify(OTHER_VAGUE, one),
                        classifier.classify(VAGUE, other),
                        classifier.classify(VAGUE, TopicContext.known("sports")));
    }

    @Test
    void aTextWithoutAVectorCostsNoOtherItsVector() {
        List<Classification> both =
                classifier.classify(List.of(MUTE, VAGUE), List.of(TopicContext.NONE, TopicContext.NONE));
        assertThat(both.getFirst().likeliest())
                .isEqualTo(new TopicClassifier(MODEL)
                        .classify(MUTE, TopicContext.NONE)
                        .likeliest());
        assertThat(both.getLast().topic()).isEqualTo("music");
    }

    @Test
    void whatShouldHaveBeenEncodedButWasNotIsOfTheModelOfWords() {
        List<Classification> all =
                classifier.classify(List.of(VAGUE, MUTE), List.of(TopicContext.NONE, TopicContext.NONE));

        assertThat(all).extracting(Classification::model).containsExactly(classifier.version(), MODEL.version());
    }

    @Test
    void aSubredditsNameIsEncodedForItsTopic() {
        assertThat(classifier.topicOf(named("qqzzx")))
                .hasValueSatisfying(topic -> assertThat(topic.topic()).isEqualTo("music"));
        assertThat(calls).hasSize(1);
        assertThat(classifier.topicOf(named("mutexx"))).isEqualTo(new TopicClassifier(MODEL).topicOf(named("mutexx")));
        assertThat(classifier.topicOf(TopicContext.NONE)).isEmpty();
    }

    @Test
    void theVersionNamesModelAndHead() {
        TopicHead head = head(MODEL.version(), EncoderText.version("small"));
        assertThat(classifier.version()).isEqualTo(MODEL.version() + "-" + head.version());
        assertThat(classifier.classify(VAGUE, TopicContext.NONE).model()).isEqualTo(classifier.version());
        assertThat(new TopicClassifier(MODEL).version()).isEqualTo(MODEL.version());
    }

    @Test
    void aHeadOfAnotherModelOrEncoderIsRefused() {
        assertThatThrownBy(() -> new TopicClassifier(MODEL, head("00000000", EncoderText.version("small")), encoder))
                .hasMessage("the head was fitted with the model '00000000', not with '" + MODEL.version() + "'");
        assertThatThrownBy(() -> new TopicClassifier(MODEL, head(MODEL.version(), "large"), encoder))
                .hasMessage("the head was fitted with the encoder 'large', not with 'small title, body 256'");
    }
}
