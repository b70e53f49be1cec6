package tidings.topics;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaxonomyTest {
    private final Taxonomy taxonomy = Taxonomy.load();

    @Test
    void findsATopicByIdOrTitleInAnyCase() {
        assertThat(taxonomy.find("music")).map(Topic::title).contains("Music");
        assertThat(taxonomy.find("  money, BUSINESS & crypto ")).map(Topic::id).contains("finance-business");
        assertThat(taxonomy.find("nothing")).isEmpty();
    }

    @Test
    void otherComesLast() {
        assertThat(taxonomy.all()).hasSize(33).endsWith(taxonomy.other());
        assertThat(taxonomy.other().id()).isEqualTo(Taxonomy.OTHER);
    }

    @Test
    void everySubredditHasATopicOfTheTaxonomy() {
        assertThat(ShippedTopics.load().size()).isEqualTo(1937);
        assertThat(ShippedTopics.load().topicOf("PIANO")).contains("music");
        assertThat(ShippedTopics.load().topicOf("nosuchsubreddit")).isEmpty();
    }

    @Test
    void operatorsCanOverrideTheTable() {
        ShippedTopics amended = ShippedTopics.load().with(Map.of("Piano", "diy-home-crafts", "brandnew", "science"));
        assertThat(amended.topicOf("piano")).contains("diy-home-crafts");
        assertThat(amended.topicOf("BrandNew")).contains("science");
        assertThatThrownBy(() -> amended.with(Map.of("piano", "musik")))
                .hasMessageStartingWith("r/piano: no topic has the id 'musik'; the known ids are");
    }
}
