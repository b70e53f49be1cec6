package tidings.selection;

import java.time.Instant;
import java.util.Optional;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;

/// Decides how a story comes to a place, by what its chat prefers.
public final class DeliveryPolicy {
    /// The chat wants fewer posts, and has better ones.
    public static final String PACE = "pace";

    /// The chat gets briefs.
    public static final String BRIEF = "brief";

    /// The chat is left alone for now.
    public static final String QUIET = "quiet";

    private DeliveryPolicy() {}

    /// @param threshold of the chat's pace: what ranks lower is skipped; without a pace 0
    /// @param rank of the post, from 0 to 1
    public static Planned plan(ChatSettings settings, double threshold, double rank, Instant now) {
        if (rank < threshold) {
            return new Planned(DeliveryState.SKIPPED, Optional.of(PACE), now);
        }
        Schedule schedule = Schedule.of(settings);
        if (schedule.briefs().isPresent()) {
            return new Planned(
                    DeliveryState.HELD,
                    Optional.of(BRIEF),
                    schedule.nextBrief(now).orElseThrow());
        }
        return schedule.quietUntil(now)
                .map(end -> new Planned(DeliveryState.HELD, Optional.of(QUIET), end))
                .orElseGet(() -> new Planned(DeliveryState.PENDING, Optional.empty(), now));
    }
}
