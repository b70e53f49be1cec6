package tidings.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.store.CommunityStore;
import tidings.store.FollowStore;
import tidings.topics.TopicCommunities;

/// The communities whose posts somebody follows, by name or by topic, and those that keep each topic warm.
record Followed(FollowStore follows, CommunityStore communities, TopicCommunities shipped) {
    /// More than can be fetched in a day where the source gives one request a minute.
    private static final int MAX = 5_000;

    /// Each topic has posts before anybody follows it.
    private static final int KEPT_WARM = 3;

    /// So many further communities of a followed topic come from use.
    private static final int LEARNED = 4;

    /// Has the best posts from anywhere.
    private static final Community EVERYTHING = new Community("all");

    /// How many follow each; nobody follows those that are only kept warm.
    Map<Community, Integer> all() {
        Map<Community, Integer> followers = new HashMap<>(follows.communities(MAX));
        follows.topics()
                .forEach((topic, count) -> Stream.concat(shipped(topic), communities.ofTopic(topic, LEARNED).stream())
                        .distinct()
                        .forEach(community -> followers.merge(community, count, Integer::sum)));
        int anywhere = follows.anywhere();
        if (anywhere > 0) {
            followers.put(EVERYTHING, anywhere);
        }
        shipped.byTopic().keySet().stream()
                .flatMap(topic -> shipped(topic).limit(KEPT_WARM))
                .forEach(community -> followers.putIfAbsent(community, 0));
        return followers;
    }

    private Stream<Community> shipped(String topic) {
        return shipped.of(topic).stream().map(Community::new);
    }
}
