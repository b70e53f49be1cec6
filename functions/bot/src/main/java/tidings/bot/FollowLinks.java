package tidings.bot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidings.domain.Community;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.store.SharedLists;
import tidings.topics.Taxonomy;

/// What the payloads of links to the bot stand for (https://core.telegram.org/bots/features#deep-linking):
/// `t_science` a topic, `r_java` a community, `l_` and a code a list that a chat shares.
record FollowLinks(Taxonomy taxonomy, SharedLists lists) {
    /// https://core.telegram.org/bots/features#deep-linking
    private static final String PAYLOAD = "[A-Za-z0-9_-]{1,64}";

    /// Empty for a payload that stands for nothing, or no longer.
    Optional<List<FollowQuery>> read(String payload) {
        if (!payload.matches(PAYLOAD) || payload.length() < 2) {
            return Optional.empty();
        }
        String name = payload.substring(2);
        return switch (payload.substring(0, 2)) {
            case "t_" ->
                taxonomy.find(name)
                        .filter(topic -> !topic.equals(taxonomy.other()))
                        .map(topic -> List.of(FollowQuery.of(new Origin.OfTopic(topic.id()))));
            case "r_" ->
                Community.of(name.toLowerCase(Locale.ROOT))
                        .map(community -> List.of(FollowQuery.of(new Origin.OfCommunity(community))));
            case "l_" -> lists.find(name);
            case String _ -> Optional.empty();
        };
    }

    /// Empty for an origin that no payload can name.
    static Optional<String> payload(Origin origin) {
        String payload = switch (origin) {
            case Origin.OfTopic(String topic) -> "t_" + topic;
            case Origin.OfCommunity(Community community) -> "r_" + community;
            case Origin.Anywhere _ -> "";
        };
        return Optional.of(payload).filter(text -> text.matches(PAYLOAD));
    }

    static String payload(String code) {
        return "l_" + code;
    }
}
