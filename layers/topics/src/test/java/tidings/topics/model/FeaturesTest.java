package tidings.topics.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FeaturesTest {
    private static long[] hashes(Features features, PostText post) {
        features.read(post);
        return IntStream.range(0, features.size()).mapToLong(features::hash).toArray();
    }

    @Test
    void aRepeatedFeatureIsListedOnceAtItsFirstOccurrenceAndWeighsMore() {
        Features features = new Features();
        long[] once = hashes(features, new PostText("tea", "", ""));
        assertThat(features.weight(0)).isEqualTo(FeatureKind.TITLE_WORD.weight());

        assertThat(hashes(features, new PostText("tea", "tea", ""))).isEqualTo(once);
        assertThat(features.kind(0)).isEqualTo(FeatureKind.TITLE_WORD);
        assertThat((double) features.weight(0))
                .isCloseTo(FeatureKind.TITLE_WORD.weight() * (1 + 1.5 * Math.log(2)), within(1e-6));
    }

    @Test
    void frequenciesAboveAHundredCount() {
        Features features = new Features();
        features.read(new PostText("", "tea ".repeat(140), ""));
        float many = features.weight(indexOf(features, FeatureKind.BODY_WORD));
        features.read(new PostText("a ".repeat(450), "", ""));
        float more = features.weight(indexOf(features, FeatureKind.TITLE_WORD));

        assertThat((double) many).isCloseTo(FeatureKind.BODY_WORD.weight() * (1 + 1.5 * Math.log(140)), within(1e-4));
        assertThat(more).isFinite().isGreaterThan(many);
    }

    private static int indexOf(Features features, FeatureKind kind) {
        return IntStream.range(0, features.size())
                .filter(i -> features.kind(i) == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReusedBufferKeepsNothingOfEarlierPosts() {
        Features features = new Features();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            PostText post =
                    new PostText(words(random, 1 + random.nextInt(400)), words(random, random.nextInt(150)), "");
            long[] hashes = hashes(features, post);
            Features fresh = new Features();
            assertThat(hashes).isEqualTo(hashes(fresh, post));
            assertThat(features.squares()).isEqualTo(fresh.squares());
            assertThat(Arrays.stream(hashes).distinct().count()).isEqualTo(hashes.length);
        }
    }

    @Test
    void squaresIsTheSumOfTheSquaredWeights() {
        Features features = new Features();
        features.read(new PostText("green tea, green", "hot tea", "example.org"));
        double sum = 0;
        for (int i = 0; i < features.size(); i++) {
            sum += Math.pow(features.weight(i), 2);
        }
        assertThat((double) features.squares()).isCloseTo(sum, within(1e-4));
    }

    @Test
    void aNewDomainSharesNgramsWithDomainsOfSimilarName() {
        Features features = new Features();
        long[] one = hashes(features, new PostText("", "", "www.guitarworld.example"));
        assertThat(features.kind(0)).isEqualTo(FeatureKind.DOMAIN);
        assertThat(features.kind(features.ofDomain() - 1)).isEqualTo(FeatureKind.DOMAIN_PIECE);
        long[] other = hashes(features, new PostText("", "", "GuitarNews.example"));
        long shared = Arrays.stream(one)
                .limit(features.ofDomain())
                .filter(hash -> Arrays.stream(other).anyMatch(another -> another == hash))
                .count();
        assertThat(shared)
                .as("n-grams of <guitar and .example>, none of which spans both")
                .isGreaterThanOrEqualTo(15);
    }

    @Test
    void redditsMediaHostsAreMappedToTheirPredecessors() {
        assertThat(hashes(new Features(), new PostText("Dawn", "", "i.redd.it")))
                .isEqualTo(hashes(new Features(), new PostText("Dawn", "", "i.imgur.com")));
        Features features = new Features();
        features.read(new PostText("Dawn", "", "i.redd.it"));
        assertThat(features.text(0)).isEqualTo("i.redd.it");
        features.read(new PostText("Dawn", "", "v.redd.it"));
        assertThat(features.ofDomain()).isZero();
    }

    @Test
    void styleIsIndependentOfTheSubject() {
        assertThat(styles("How do I tune it?")).isEqualTo(styles("How do I bake it?"));
        assertThat(styles("How do I tune it?")).isNotEqualTo(styles("How do I tune it"));
        assertThat(styles("[Help] it’s on")).isEqualTo(styles("[Help]\u200B it's on"));
        assertThat(styles("NEWS OF THE DAY")).isNotEqualTo(styles("news of the day"));
    }

    private static List<Long> styles(String title) {
        Features features = new Features();
        features.read(new PostText(title, "", ""));
        List<Long> styles = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            if (features.kind(i) == FeatureKind.STYLE) {
                styles.add(features.hash(i));
            }
        }
        return styles;
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, 2_000).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
    }
}
