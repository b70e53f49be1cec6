package tidings.topics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicContextsTest {
    private static final TopicModel MODEL = TopicModel.load();
    private static final Optional<String> NOT_FIXED = Optional.empty();
    private static final Optional<byte[]> NOT_STORED = Optional.empty();
    private static final PostText FISHING = new PostText("Carp and pike fishing with a new rod", "", "");

    private final TopicContexts contexts = new TopicContexts(MODEL, ShippedTopics.load());

    private static SubredditPrior prior(int posts) {
        float[] probabilities = new float[MODEL.topics().size()];
        MODEL.probabilities(FISHING, probabilities);
        SubredditPrior prior = SubredditPrior.none(probabilities.length);
        for (int i = 0; i < posts; i++) {
            prior = prior.plus(probabilities);
        }
        return prior;
    }

    private static Optional<byte[]> stored(int posts) {
        return Optional.of(prior(posts).toBytes());
    }

    @Test
    void aFixedTopicOverridesTheShippedOneAndThePrior() {
        assertThat(contexts.of("piano", Optional.of("science"), stored(30))).isEqualTo(TopicContext.known("science"));
        assertThat(contexts.knownTopic("piano", Optional.of("science"))).contains("science");
    }

    @Test
    void aShippedTopicOverridesThePrior() {
        assertThat(contexts.of("Piano", NOT_FIXED, stored(30))).isEqualTo(TopicContext.known("music"));
        assertThat(contexts.of("Piano", NOT_FIXED, stored(3), List.of(FISHING))).isEqualTo(TopicContext.known("music"));
        assertThat(contexts.knownTopic("Piano", NOT_FIXED)).contains("music");
    }

    @Test
    void anOverriddenRowOfTheTableIsUsed() {
        TopicContexts amended = new TopicContexts(MODEL, ShippedTopics.load().with(Map.of("brandnew", "science")));
        assertThat(amended.of("BrandNew", NOT_FIXED, NOT_STORED)).isEqualTo(TopicContext.known("science"));
    }

    @Test
    void anUnknownSubredditHasItsNameAndItsStoredPrior() {
        assertThat(contexts.knownTopic("anglersonly", NOT_FIXED)).isEmpty();
        assertThat(contexts.of("anglersonly", NOT_FIXED, stored(3)))
                .isEqualTo(TopicContext.subreddit("anglersonly", prior(3)));
        assertThat(contexts.of("anglersonly", NOT_FIXED, NOT_STORED))
                .isEqualTo(TopicContext.subreddit("anglersonly", prior(0)));
    }

    @Test
    void aStoredPriorOfAnotherVersionIsIgnored() {
        byte[] otherTaxonomy = SubredditPrior.none(2).plus(new float[] {1, 0}).toBytes();
        byte[] otherFormat = stored(3).orElseThrow();
        otherFormat[0]++;
        for (byte[] unusable : List.of(otherTaxonomy, otherFormat, new byte[0])) {
            assertThat(contexts.of("anglersonly", NOT_FIXED, Optional.of(unusable)))
                    .isEqualTo(TopicContext.subreddit("anglersonly", prior(0)));
            assertThat(contexts.learned("anglersonly", Optional.of(unusable), List.of(FISHING)))
                    .isEqualTo(prior(1));
        }
    }

    @Test
    void thePostsAtHandExtendASmallPriorOnly() {
        assertThat(contexts.of("anglersonly", NOT_FIXED, stored(24), List.of(FISHING, FISHING)))
                .isEqualTo(TopicContext.subreddit("anglersonly", prior(26)));
        assertThat(contexts.of("anglersonly", NOT_FIXED, stored(25), List.of(FISHING, FISHING)))
                .isEqualTo(TopicContext.subreddit("anglersonly", prior(25)));
        assertThat(contexts.of("anglersonly", NOT_FIXED, NOT_STORED, List.of()))
                .isEqualTo(TopicContext.subreddit("anglersonly", prior(0)));
    }

    @Test
    void learningAddsEveryNewPost() {
        assertThat(contexts.learned("anglersonly", stored(30), Collections.nCopies(3, FISHING)))
                .isEqualTo(prior(33));
    }

    @Test
    void fingerprintsDependOnAllThatTheClassificationDependsOn() {
        List<TopicContext> different = List.of(
                TopicContext.NONE,
                TopicContext.known("science"),
                TopicContext.known("music"),
                TopicContext.subreddit("", prior(0)),
                TopicContext.subreddit("science", prior(0)),
                TopicContext.subreddit("science", prior(1)),
                TopicContext.subreddit("science", prior(2)),
                TopicContext.subreddit("sciences", prior(2)));
        assertThat(different).extracting(TopicContext::fingerprint).doesNotHaveDuplicates();
        assertThat(TopicContext.subreddit("science", prior(2)).fingerprint())
                .isEqualTo(different.get(6).fingerprint())
                .matches("[0-9a-f]{64}");
    }
}
