package tidings.store;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.CommunityStore.Learned;
import tidings.store.PostStore.Stale;

import static org.assertj.core.api.Assertions.assertThat;

abstract class PostStoreContract extends StoresContract {
    private static final Community BREAD = new Community("bread");

    @Test
    void aPostIsFoundByItsId() {
        ClassifiedPost post = TestPosts.post("java", "j0", OptionalInt.of(1));
        record(TestPosts.feed("java"), "r1", List.of(post), NOON);

        assertThat(posts().find(post.post().id())).contains(post);
        assertThat(posts().find(new PostId("unknown"))).isEmpty();
    }

    @Test
    void theLikelyTopicsOfAnUnsurePostAreKept() {
        ClassifiedPost old = unsure("p1", "m1");
        ClassifiedPost current = unsure("p2", "m2");
        record(TestPosts.feed("java"), "r1", List.of(old, current), NOON);

        posts().reclassify("m2", 1, _ -> List.of(new ClassifiedPost(old.post(), "music", 0.9f, "m2")));

        assertThat(posts().find(new PostId("p1")).orElseThrow().likely()).isEmpty();
        assertThat(posts().find(new PostId("p2"))).contains(current);
    }

    private static ClassifiedPost unsure(String id, String model) {
        ClassifiedPost plain = TestPosts.post("java", id, OptionalInt.of(1));
        return new ClassifiedPost(plain.post(), "other", 0.6f, model, List.of("music", "relationships-family"));
    }

    @Test
    void everyPostOfAnotherModelIsReclassifiedABatchAtATime() {
        recordOfSeveralModels();
        List<String> seen = new ArrayList<>();

        assertThat(reclassify(seen, 2)).isEqualTo(2);
        assertThat(reclassify(seen, 2)).isEqualTo(2);
        assertThat(reclassify(seen, 2)).isEqualTo(1);
        assertThat(reclassify(seen, 2)).isZero();

        assertThat(seen).containsExactlyInAnyOrder("a0", "a1", "a2", "c0", "d0");
        assertThat(feeds().topic("science", new TopicCursor.Top(), 10).value().posts())
                .hasSize(5);
    }

    @Test
    void theKnowledgeOfTheCommunityComesWithAPostToReclassify() {
        recordOfSeveralModels();
        communities().learn(BREAD, _ -> new Learned(new byte[] {1, 2}, 7, "food-drink", 0.9f));
        communities().fix(BREAD, "travel-places");

        List<Knowledge> known = new ArrayList<>();
        posts().reclassify("now", 10, stale -> {
            stale.forEach(post -> known.add(post.knowledge()));
            return stale.stream().map(Stale::post).toList();
        });

        assertThat(known).hasSize(5).allSatisfy(knowledge -> {
            assertThat(knowledge.fixedTopic()).hasValue("travel-places");
            assertThat(knowledge.prior())
                    .hasValueSatisfying(prior -> assertThat(prior).containsExactly(1, 2));
        });
    }

    private int reclassify(List<String> seen, int max) {
        return posts().reclassify(
                        "now",
                        max,
                        stale -> stale.stream()
                                .map(one -> {
                                    seen.add(one.post().post().id().value());
                                    return TestPosts.withTopic(one.post(), "science", "now");
                                })
                                .toList());
    }

    private void recordOfSeveralModels() {
        record("old", "a", 3);
        record("now", "b", 2);
        record("older", "c", 1);
        record("zeroth", "d", 1);
    }

    private void record(String model, String prefix, int count) {
        List<ClassifiedPost> posts = TestPosts.posts("bread", prefix, count).stream()
                .map(post -> TestPosts.withTopic(post, "music", model))
                .toList();
        record(TestPosts.feed("bread"), model, posts, NOON);
    }
}
