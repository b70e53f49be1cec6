package tidings.store;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.store.CommunityStore.Count;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.CommunityStore.Learned;

import static org.assertj.core.api.Assertions.assertThat;

abstract class CommunityStoreContract extends StoresContract {
    private static final Community JAVA = new Community("java");

    @Test
    void nothingIsKnownOfANewCommunity() {
        assertThat(communities().knowledge(JAVA)).isEqualTo(Knowledge.NONE);
    }

    @Test
    void aPriorIsUpdatedFromTheOneBefore() {
        communities().learn(JAVA, before -> {
            assertThat(before).isEmpty();
            return new Learned(new byte[] {1}, 3, "music", 0.5f);
        });
        assertThat(communities().knowledge(JAVA).prior()).hasValue(new byte[] {1});

        communities().learn(JAVA, before -> {
            assertThat(before).hasValue(new byte[] {1});
            return new Learned(new byte[] {1, 2}, 4, "sports", 0.75f);
        });
        assertThat(communities().knowledge(JAVA).prior()).hasValue(new byte[] {1, 2});
        assertThat(communities().knowledge(JAVA).fixedTopic()).isEmpty();
    }

    @Test
    void theCommunitiesOfATopicAreThoseOfWhichMostPostsAreKnown() {
        learn("java", 30, "music");
        learn("rust", 90, "music");
        learn("seldom", 24, "music");
        learn("other", 90, "sports");
        learn("moved", 99, "sports");
        communities().fix(new Community("moved"), "music");

        assertThat(communities().ofTopic("music", 9))
                .extracting(Community::value)
                .containsExactly("moved", "rust", "java");
        assertThat(communities().ofTopic("music", 1)).containsExactly(new Community("moved"));
        assertThat(communities().ofTopic("gaming", 9)).isEmpty();
    }

    @Test
    void postsOfACommunityWithAFixedTopicCountWithoutLearning() {
        Community rust = new Community("rust");
        communities().fix(rust, "music");
        communities().count(Map.of(rust, new Count(20, 0), JAVA, new Count(90, 0)));
        assertThat(communities().ofTopic("music", 9)).isEmpty();

        communities().count(Map.of(rust, new Count(5, 0)));

        assertThat(communities().ofTopic("music", 9)).containsExactly(rust);
        assertThat(communities().knowledge(JAVA)).isEqualTo(Knowledge.NONE);
    }

    @Test
    void aCommunityIsNamedToAnybodyAsLongAsMostOfItsLatestPostsAreForMinorsToo() {
        Community bread = new Community("bread");
        Community cellar = new Community("cellar");
        communities().count(Map.of(bread, new Count(9, 4), cellar, new Count(9, 5)));
        communities().learn(JAVA, _ -> new Learned(new byte[] {1}, 9, "music", 0.5f, 1));
        Set<Community> all = Set.of(bread, cellar, JAVA, new Community("never_read"));

        assertThat(communities().nameable(all)).containsExactly(bread);
        assertThat(communities().nameable(Set.of())).isEmpty();

        for (int batch = 0; batch < 6; batch++) {
            communities().count(Map.of(cellar, new Count(3, 0)));
            communities().learn(JAVA, _ -> new Learned(new byte[] {1}, 9, "music", 0.5f, 0));
            communities().count(Map.of(bread, new Count(1, 1)));
        }
        assertThat(communities().nameable(all)).containsExactlyInAnyOrder(cellar, JAVA);
    }

    private void learn(String name, int posts, String topic) {
        communities().learn(new Community(name), _ -> new Learned(new byte[] {1}, posts, topic, 0.5f));
    }

    @Test
    void aFixedTopicStaysWhateverIsLearned() {
        assertThat(communities().knowledge(JAVA)).isEqualTo(Knowledge.NONE);
        communities().fix(JAVA, "music");
        communities().learn(JAVA, _ -> new Learned(new byte[] {1}, 1, "sports", 0.9f));

        assertThat(communities().knowledge(JAVA).fixedTopic()).contains("music");
        assertThat(communities().knowledge(new Community("rust")).fixedTopic()).isEmpty();
    }
}
