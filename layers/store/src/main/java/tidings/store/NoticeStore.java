package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.preferences.ChatSettings;

/// Tells each place once that a community that it follows can no longer be read, and once that it can be again.
/// [FeedStore#record] notes either; [#expand] makes notices of it, page by page. Thread-safe.
public interface NoticeStore {
    /// A community cannot be read if the source refused it, with a reason that no retry changes, in two fetches so
    /// far apart and gave it in none between them.
    Duration CERTAIN = Duration.ofHours(1);

    /// @param problem empty if the community can be read again
    /// @param settings the chat's
    record Notice(long id, Place place, Community community, Optional<SourceProblem> problem, ChatSettings settings) {}

    /// A notice that comes later.
    record Held(Notice notice, Instant until) {}

    /// Takes the community whose turn it is, looks at its next followers, at most `max`, and stores what they are
    /// told, in one transaction. Who was not told yet that it cannot be read is not told that it can be again.
    /// Returns whether there was a community.
    boolean expand(int max);

    /// Notices that are due, the longest first, at most `max`. Those of places that no longer follow are deleted.
    List<Notice> due(int max);

    /// Notes that notices were queued to be sent.
    void sent(List<Notice> notices);

    void hold(List<Held> notices);
}
