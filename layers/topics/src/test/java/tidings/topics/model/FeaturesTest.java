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
    void aFeatureThatOccursTwiceIsListedOnceWhereItIsFirst() {
        Features features = new Features();
        long[] once = hashes(features, new PostText("tea", "", ""));
        float squares = features.squares();
        assertThat(hashes(features, new PostText("tea", "tea", ""))).isEqualTo(once);
        assertThat(features.squares()).isEqualTo(squares);
        assertThat(features.kind(0)).isEqualTo(Kind.TITLE_WORD);
    }

    @Test
    void postsInOneBufferDoNotMix() {
        Features features = new Features();
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            PostText post =
                    new PostText(words(random, 1 + random.nextInt(400)), words(random, random.nextInt(150)), "");
            long[] hashes = hashes(features, post);
            assertThat(hashes).isEqualTo(hashes(new Features(), post));
            assertThat(Arrays.stream(hashes).distinct().count()).isEqualTo(hashes.length);
        }
    }

    @Test
    void squaresAreThoseOfTheWeights() {
        Features features = new Features();
        features.read(new PostText("green tea", "hot", "example.org"));
        double sum = 0;
        for (int i = 0; i < features.size(); i++) {
            sum += Math.pow(features.weight(i), 2);
        }
        assertThat((double) features.squares()).isCloseTo(sum, within(1e-4));
    }

    @Test
    void aNewDomainSharesPiecesWithThoseThatAreNamedAlike() {
        Features features = new Features();
        long[] one = hashes(features, new PostText("", "", "www.guitarworld.example"));
        assertThat(features.kind(0)).isEqualTo(Kind.DOMAIN);
        assertThat(features.kind(features.ofDomain() - 1)).isEqualTo(Kind.DOMAIN_PIECE);
        long[] other = hashes(features, new PostText("", "", "GuitarNews.example"));
        long shared = Arrays.stream(one)
                .limit(features.ofDomain())
                .filter(hash -> Arrays.stream(other).anyMatch(another -> another == hash))
                .count();
        assertThat(shared)
                .as("pieces of <guitar and .example>, in which no piece crosses from one into the other")
                .isGreaterThanOrEqualTo(15);
    }

    @Test
    void whatLiesAtTheHostsOfRedditCountsAsItDidBeforeThereWereAny() {
        assertThat(hashes(new Features(), new PostText("Dawn", "", "i.redd.it")))
                .isEqualTo(hashes(new Features(), new PostText("Dawn", "", "i.imgur.com")));
        Features features = new Features();
        features.read(new PostText("Dawn", "", "i.redd.it"));
        assertThat(features.text(0)).isEqualTo("i.redd.it");
        features.read(new PostText("Dawn", "", "v.redd.it"));
        assertThat(features.ofDomain()).isZero();
    }

    @Test
    void styleIsHowATitleIsWrittenNotWhatAbout() {
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
            if (features.kind(i) == Kind.STYLE) {
                styles.add(features.hash(i));
            }
        }
        return styles;
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, 2_000).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
    }
}
