package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// When briefs come that many chats want at once.
final class InMemoryBriefTurns {
    private InMemoryBriefTurns() {}

    /// @param ahead when the briefs are due that come before, the last first
    /// @param messages so many each of them takes
    static Duration late(List<Instant> ahead, Instant dueAt, double messages, double messagesASecond) {
        double made = BriefStore.MADE_A_MINUTE / 60.0;
        double briefs = messages == 0 ? made : Math.min(made, messagesASecond / messages);
        double seconds = IntStream.range(0, ahead.size())
                .mapToDouble(i ->
                        (i + 1) / briefs - Duration.between(ahead.get(i), dueAt).toSeconds())
                .max()
                .orElse(0);
        return Duration.ofSeconds(Math.max(0, Math.round(seconds)));
    }
}
