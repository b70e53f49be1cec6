package tidings.topics;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SorterTest {
    private static final TopicModel MODEL = TopicModel.load();
    private static final Context NOTHING = new Context.NoContext();
    private static final SubredditPrior NONE =
            SubredditPrior.none(MODEL.topics().size());
    private final Sorter sorter = new Sorter(MODEL);
    private final PostText vague = new PostText("Look what I found today", "", "imgur.com");
    private final PostText clear = new PostText("Which guitar strings for my new guitar and amp?", "", "self");

    @Test
    void aKnownSubredditDecides() {
        assertThat(sorter.sort(clear, new Context.KnownSubreddit("sports")))
                .isEqualTo(new Sorting("sports", 1, "sports", MODEL.version()));
    }

    @Test
    void saysOtherWhenTheTextTellsLittle() {
        Sorting sorting = sorter.sort(vague, NOTHING);
        assertThat(sorting.topic()).isEqualTo(Taxonomy.OTHER);
        assertThat(sorting.likeliest()).isNotEqualTo(Taxonomy.OTHER);
    }

    @Test
    void namesTheTopicWhenItIsSure() {
        Sorting sorting = sorter.sort(clear, NOTHING);
        assertThat(sorting.topic()).isEqualTo("music");
        assertThat(sorting.confidence()).isGreaterThan(0.8);
    }

    @Test
    void anUnknownSubredditsOtherPostsTipTheScale() {
        SubredditPrior prior = NONE;
        assertThat(sorter.topicOf(unnamed(prior))).isEmpty();
        for (int i = 0; i < 25; i++) {
            float[] probabilities = new float[MODEL.topics().size()];
            MODEL.probabilities(
                    new PostText("Carp and pike fishing with a new rod, catch " + i, "", ""), probabilities);
            prior = prior.plus(probabilities);
        }
        assertThat(sorter.topicOf(unnamed(prior))).hasValueSatisfying(topic -> {
            assertThat(topic.topic()).isEqualTo("nature-outdoors");
            assertThat(topic.posts()).isEqualTo(25);
        });
        assertThat(sorter.sort(vague, unnamed(prior)).topic()).isEqualTo("nature-outdoors");
    }

    @Test
    void noNameAndAnEmptyPriorAreNoContext() {
        Context empty = unnamed(NONE);
        assertThat(sorter.sort(clear, empty)).isEqualTo(sorter.sort(clear, NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"GuitarPedalSwap, music", "sourdoughrecipes, food-drink", "shrimp_keeping, animals-pets"})
    void aNameAloneTellsATopic(String name, String topic) {
        assertThat(sorter.topicOf(new Context.UnknownSubreddit(name, NONE))).hasValueSatisfying(found -> {
            assertThat(found.topic()).isEqualTo(topic);
            assertThat(found.posts()).isZero();
        });
        assertThat(sorter.sort(vague, new Context.UnknownSubreddit(name, NONE)).likeliest())
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
        assertThat(sorter.topicOf(new Context.UnknownSubreddit("sourdoughrecipes", prior)))
                .hasValueSatisfying(found -> assertThat(found.topic()).isEqualTo("nature-outdoors"));
    }

    private static Context.UnknownSubreddit unnamed(SubredditPrior prior) {
        return new Context.UnknownSubreddit("", prior);
    }

    @Test
    void batchSortsAsOneByOne() {
        Context known = new Context.KnownSubreddit("science");
        assertThat(sorter.sort(List.of(vague, clear), List.of(known, NOTHING)))
                .containsExactly(sorter.sort(vague, known), sorter.sort(clear, NOTHING));
        assertThatThrownBy(() -> sorter.sort(List.of(vague), List.of())).hasMessage("1 posts but 0 contexts");
    }

    @Test
    void aPriorSurvivesStorage() {
        SubredditPrior prior = SubredditPrior.none(3).plus(new float[] {0.5f, 0.25f, 0.25f});
        assertThat(SubredditPrior.of(prior.toBytes())).isEqualTo(prior);
        assertThat(prior.toBytes()).hasSize(17);
        assertThat(prior.posts()).isEqualTo(1);
        assertThat(prior.meanLogs()[0]).isCloseTo((float) Math.log(0.5), within(1e-6f));
        assertThatThrownBy(() -> SubredditPrior.of(new byte[] {7, 0, 0, 0, 1}))
                .hasMessage("not a subreddit's prior: 5 bytes, form 7");
        assertThatThrownBy(() -> SubredditPrior.of(new byte[] {1, 0, 0, 0, 1, 66, 0, 0, 0}))
                .hasMessage("not a subreddit's prior: topic 0 has a sum of 32.0 from 1 posts");
        assertThatThrownBy(() -> prior.plus(new float[2])).hasMessageContaining("3 topics cannot take 2");
    }

    @Test
    void oneImpossiblePostDoesNotRuleATopicOut() {
        SubredditPrior prior = SubredditPrior.none(2).plus(new float[] {0, 1});
        for (int i = 0; i < 9; i++) {
            prior = prior.plus(new float[] {0.9f, 0.1f});
        }
        assertThat(prior.meanLogs()[0]).isGreaterThan(prior.meanLogs()[1]);
    }

    @Test
    void aPriorOfAnotherModelIsRefused() {
        Context foreign = unnamed(SubredditPrior.none(2).plus(new float[] {1, 0}));
        assertThatThrownBy(() -> sorter.sort(clear, foreign)).hasMessage("a prior of 2 topics, but the model has 32");
    }
}
