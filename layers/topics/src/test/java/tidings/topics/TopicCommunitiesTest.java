package tidings.topics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicCommunitiesTest {
    private final TopicCommunities communities = TopicCommunities.load();

    @Test
    void everyTopicButOtherHasEightSubredditsOfItsOwn() {
        ShippedTopics topics = ShippedTopics.load();

        assertThat(Taxonomy.load().all())
                .filteredOn(topic -> !topic.id().equals(Taxonomy.OTHER))
                .allSatisfy(topic -> assertThat(communities.of(topic.id()))
                        .hasSize(8)
                        .doesNotHaveDuplicates()
                        .allSatisfy(subreddit ->
                                assertThat(topics.topicOf(subreddit)).contains(topic.id())));
        assertThat(communities.byTopic()).hasSize(Taxonomy.load().all().size() - 1);
    }

    @Test
    void subredditsAreNamedAsTheyAreStored() {
        assertThat(communities.byTopic().values())
                .flatExtracting(list -> list)
                .allMatch(name -> name.matches("[a-z0-9][a-z0-9_]{1,20}"));
    }

    @Test
    void anUnknownTopicHasNone() {
        assertThat(communities.of("gardens")).isEmpty();
        assertThat(communities.of(Taxonomy.OTHER)).isEmpty();
    }
}
