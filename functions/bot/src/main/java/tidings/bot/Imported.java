package tidings.bot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tidings.bot.FeedAddress.Followed;
import tidings.bot.FeedAddress.Left;
import tidings.bot.FeedAddress.Reason;
import tidings.follows.FollowQuery;

/// What is taken over from another reader, and what is not. Not thread-safe.
final class Imported {
    /// Of a setting's name, which anybody may have written.
    private static final int NAME = 40;

    private final Set<FollowQuery> queries = new LinkedHashSet<>();
    private final Map<Reason, Set<String>> left = new EnumMap<>(Reason.class);
    private final Set<String> settings = new TreeSet<>();

    void add(FollowQuery query) {
        queries.add(query);
    }

    /// @param included words of which a post has to have one; empty for any
    void add(String address, List<String> included, List<String> excluded) {
        switch (FeedAddress.of(address)) {
            case Followed(List<FollowQuery> found) ->
                found.stream().map(query -> with(query, included, excluded)).forEach(queries::add);
            case Left(Reason reason) ->
                left.computeIfAbsent(reason, _ -> new LinkedHashSet<>()).add(FeedAddress.shown(address));
        }
    }

    /// A post has to have one of the words, so what was searched for cannot be asked for as well.
    private FollowQuery with(FollowQuery query, List<String> included, List<String> excluded) {
        boolean both = !query.include().isEmpty() && !included.isEmpty();
        if (both) {
            ignore("filters");
        }
        return query.with(both || included.isEmpty() ? query.include() : included, excluded);
    }

    /// Notes a setting of the other reader that a follow does not have.
    void ignore(String setting) {
        settings.add(setting.length() > NAME ? setting.substring(0, NAME) + "…" : setting);
    }

    boolean isEmpty() {
        return queries.isEmpty() && left.isEmpty();
    }

    List<FollowQuery> queries() {
        return List.copyOf(queries);
    }

    /// The addresses that cannot be followed, by the reason.
    Map<Reason, Set<String>> left() {
        return Collections.unmodifiableMap(left);
    }

    Set<String> settings() {
        return Collections.unmodifiableSet(settings);
    }
}
