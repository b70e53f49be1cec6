package tidings.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tidings.domain.Community;

/// Communities in memory, for tests and priming.
final class InMemoryCommunityStore implements CommunityStore {
    private final Map<Community, Knowledge> communities = new HashMap<>();

    @Override
    public synchronized Knowledge knowledge(Community community) {
        return communities.getOrDefault(community, Knowledge.NONE);
    }

    @Override
    public synchronized void learn(Community community, PriorUpdate update) {
        Knowledge before = knowledge(community);
        byte[] prior = update.after(before.prior()).prior();
        communities.put(community, new Knowledge(before.fixedTopic(), Optional.of(prior)));
    }

    @Override
    public synchronized void fix(Community community, String topic) {
        communities.put(
                community,
                new Knowledge(Optional.of(topic), knowledge(community).prior()));
    }
}
