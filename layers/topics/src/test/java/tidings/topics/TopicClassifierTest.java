package tidings.topics;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TopicClassifierTest {
    private static final TopicModel MODEL = TopicModel.load();
    private static final TopicContext NOTHING = TopicContext.NONE;
    private static final SubredditPrior NONE =
            SubredditPrior.none(MODEL.topics().size());
    private final TopicClassifier classifier = new TopicClassifier(MODEL);
    private final PostText vague = new PostText("Look what I found today", "", "imgur.com");
    private final PostText clear = new PostText("Which guitar strings for my new guitar and amp?", "", "self");

    @Test
    void theTopicOfAKnownSubredditDecides() {
        assertThat(classifier.classify(clear, TopicContext.known("sports")))
                .isEqualTo(new Classification("sports", 1, "sports", "sports", MODEL.version()));
    }

    @Test
    void anUninformativeTextIsOther() {
        Classification classification = classifier.classify(vague, NOTHING);
        assertThat(classification.topic()).isEqualTo(Taxonomy.OTHER);
        assertThat(classification.likeliest()).isNotEqualTo(Taxonomy.OTHER);
    }

    @Test
    void aClearTextGetsItsTopic() {
        Classification classification = classifier.classify(clear, NOTHING);
        assertThat(classification.topic()).isEqualTo("music");
        assertThat(classification.confidence()).isGreaterThan(0.8);
    }

    @Test
    void otherPostsOfAnUnknownSubredditDecide() {
        SubredditPrior prior = NONE;
        assertThat(classifier.topicOf(unnamed(prior))).isEmpty();
        for (int i = 0; i < 25; i++) {
            float[] probabilities = new float[MODEL.topics().size()];
            MODEL.probabilities(
                    new PostText("Carp and pike fishing with a new rod, catch " + i, "", ""), probabilities);
            prior = prior.plus(probabilities);
        }
        assertThat(classifier.topicOf(unnamed(prior))).hasValueSatisfying(topic -> {
            assertThat(topic.topic()).isEqualTo("nature-outdoors");
            assertThat(topic.posts()).isEqualTo(25);
        });
        assertThat(classifier.classify(vague, unnamed(prior)).topic()).isEqualTo("nature-outdoors");
    }

    @Test
    void anEmptyNameAndAnEmptyPriorEqualNoContext() {
        TopicContext empty = unnamed(NONE);
        assertThat(classifier.classify(clear, empty)).isEqualTo(classifier.classify(clear, NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"GuitarPedalSwap, music", "sourdoughrecipes, food-drink", "shrimp_keeping, animals-pets"})
    void aNameAloneGivesATopic(String name, String topic) {
        assertThat(classifier.topicOf(TopicContext.subreddit(name, NONE))).hasValueSatisfying(found -> {
            assertThat(found.topic()).isEqualTo(topic);
            assertThat(found.posts()).isZero();
        });
        assertThat(classifier
                        .classify(vague, TopicContext.subreddit(name, NONE))
                        .likeliest())
                .isEqualTo(topic);
    }

    @Test
    void manyPostsOutweighAName() {
        SubredditPrior prior = NONE;
        for (int i = 0; i < 25; i++) {
            float[] probabilities = new float[MODEL.topics().size()];
            MODEL.probabilities(
                    new PostText("Carp and pike fishing with a new rod, catch " + i, "", ""), probabilities);
            prior = prior.plus(probabilities);
        }
        assertThat(classifier.topicOf(TopicContext.subreddit("sourdoughrecipes", prior)))
                .hasValueSatisfying(found -> assertThat(found.topic()).isEqualTo("nature-outdoors"));
    }

    private static TopicContext unnamed(SubredditPrior prior) {
        return TopicContext.subreddit("", prior);
    }

    @Test
    void aBatchIsClassifiedLikeSinglePosts() {
        TopicContext known = TopicContext.known("science");
        assertThat(classifier.classify(List.of(vague, clear), List.of(known, NOTHING)))
                .containsExactly(classifier.classify(vague, known), classifier.classify(clear, NOTHING));
        assertThatThrownBy(() -> classifier.classify(List.of(vague), List.of())).hasMessage("1 posts but 0 contexts");
    }

    @Test
    void aStoredPriorIsReadBackUnchanged() {
        SubredditPrior prior = SubredditPrior.none(3).plus(new float[] {0.5f, 0.25f, 0.25f});
        assertThat(SubredditPrior.of(prior.toBytes())).isEqualTo(prior);
        assertThat(prior.toBytes()).hasSize(17);
        assertThat(prior.posts()).isEqualTo(1);
        assertThat(prior.meanLogs()[0]).isCloseTo((float) Math.log(0.5), within(1e-6f));
        assertThatThrownBy(() -> SubredditPrior.of(new byte[] {7, 0, 0, 0, 1}))
                .hasMessage("not a subreddit prior: 5 bytes, format 7");
        assertThatThrownBy(() -> SubredditPrior.of(new byte[] {1, 0, 0, 0, 1, 66, 0, 0, 0}))
                .hasMessage("not a subreddit prior: topic 0 has a sum of 32.0 from 1 posts");
        assertThatThrownBy(() -> prior.plus(new float[2])).hasMessageContaining("3 topics cannot take 2");
    }

    @Test
    void oneContraryPostDoesNotRuleATopicOut() {
        SubredditPrior prior = SubredditPrior.none(2).plus(new float[] {0, 1});
        for (int i = 0; i < 9; i++) {
            prior = prior.plus(new float[] {0.9f, 0.1f});
        }
        assertThat(prior.meanLogs()[0]).isGreaterThan(prior.meanLogs()[1]);
    }

    @Test
    void aPriorOfAnotherModelIsRejected() {
        TopicContext foreign = unnamed(SubredditPrior.none(2).plus(new float[] {1, 0}));
        assertThatThrownBy(() -> classifier.classify(clear, foreign))
                .hasMessage("the prior has 2 topics but the model has 32");
    }
}
