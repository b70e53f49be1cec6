package tidings.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PostRanksTest {
    private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

    @Test
    void aPostWithMoreVotesForItsAgeRanksHigher() {
        Map<PostId, Double> ranks = PostRanks.of(
                List.of(
                        post("1a", "java", OptionalInt.of(100), 24),
                        post("1b", "java", OptionalInt.of(90), 1),
                        post("1c", "java", OptionalInt.of(1), 1)),
                NOW);

        assertThat(ranks.get(new PostId("1b"))).isGreaterThan(ranks.get(new PostId("1a")));
        assertThat(ranks.get(new PostId("1a"))).isGreaterThan(ranks.get(new PostId("1c")));
    }

    @Test
    void aSmallCommunityIsComparedWithItselfAlone() {
        Map<PostId, Double> ranks = PostRanks.of(
                List.of(
                        post("1a", "huge", OptionalInt.of(90_000), 3),
                        post("1b", "huge", OptionalInt.of(50_000), 3),
                        post("1c", "tiny", OptionalInt.of(20), 3),
                        post("1d", "tiny", OptionalInt.of(0), 3)),
                NOW);

        assertThat(ranks.get(new PostId("1c"))).isGreaterThan(0.5);
        assertThat(ranks.get(new PostId("1d"))).isLessThan(0.5);
    }

    @Test
    void withoutScoresTheOrderOfTheSourceCounts() {
        Map<PostId, Double> ranks = PostRanks.of(
                IntStream.range(0, 25)
                        .mapToObj(i -> post("1a" + i, "java", OptionalInt.empty(), 3))
                        .toList(),
                NOW);

        assertThat(ranks.get(new PostId("1a0"))).isGreaterThan(0.9);
        assertThat(ranks.get(new PostId("1a24"))).isLessThan(0.1);
    }

    @Test
    void ranksAreSpreadFromZeroToOneAndTheSameEachTime() {
        Random random = new Random(7);
        List<ClassifiedPost> posts = IntStream.range(0, 200)
                .mapToObj(i -> post("1a" + i, "java", OptionalInt.of(random.nextInt(5_000) - 50), random.nextInt(48)))
                .toList();
        Map<PostId, Double> ranks = PostRanks.of(posts, NOW);

        assertThat(ranks.values()).hasSize(200).allMatch(rank -> rank >= 0 && rank <= 1);
        assertThat(ranks.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.5, within(0.05));
        assertThat(PostRanks.of(posts, NOW)).isEqualTo(ranks);
        assertThat(PostRanks.of(List.of(), NOW)).isEmpty();
    }

    private static ClassifiedPost post(String id, String community, OptionalInt score, int hours) {
        return new ClassifiedPost(
                new Post(
                        new PostId(id),
                        new Community(community),
                        "title",
                        "",
                        "",
                        "",
                        "https://www.reddit.com/comments/" + id,
                        PostKind.LINK,
                        score,
                        OptionalInt.empty(),
                        false,
                        NOW.minus(Duration.ofHours(hours))),
                "science",
                0.5F,
                "m");
    }
}
