package tidings.topics.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;

class FoldsTest {
    private static LabelledPost post(String subreddit, String topic) {
        return new LabelledPost(subreddit, topic, new PostText("title", "", ""), "", "", "test");
    }

    private final List<LabelledPost> posts = new ArrayList<>();

    FoldsTest() {
        for (int i = 0; i < 600; i++) {
            posts.add(post("sub" + i % 30, "topic" + i % 3));
        }
    }

    @Test
    void neverSplitsASubreddit() {
        int[] folds = Folds.of(posts, 5, 1);
        Map<String, Integer> foldOf = new HashMap<>();
        for (int i = 0; i < folds.length; i++) {
            assertThat(foldOf.merge(posts.get(i).subreddit(), folds[i], (one, other) -> one.equals(other) ? one : -1))
                    .isBetween(0, 4);
        }
    }

    @Test
    void distributesEachTopicEvenly() {
        int[] folds = Folds.of(posts, 5, 1);
        Map<String, Long> counts = IntStream.range(0, folds.length)
                .boxed()
                .collect(Collectors.groupingBy(i -> posts.get(i).topic() + " " + folds[i], Collectors.counting()));
        assertThat(counts)
                .hasSize(15)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(40));
    }

    @Test
    void aHoldoutSharesNoSubredditWithTraining() {
        Holdout holdout = Holdout.of(posts, posts, 1);
        List<String> unseen = holdout.unseen().get("test").stream()
                .map(LabelledPost::subreddit)
                .distinct()
                .toList();
        assertThat(unseen).hasSize(6);
        assertThat(holdout.training()).hasSize(480).noneMatch(post -> unseen.contains(post.subreddit()));
        assertThat(holdout.known()).noneMatch(post -> unseen.contains(post.subreddit()));
    }
}
