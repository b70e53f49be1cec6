package tidings.points;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tidings.messages.ActivityMessage.ActedV1.Kind;

/// How a chat stands on a day.
///
/// @param today points of that day
/// @param counts how many activities of each kind counted
public record Standing(long points, int today, Map<Kind, Integer> counts, Streak streak) {
    public Level level() {
        return Level.of(points);
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    public List<Achievement> achievements() {
        return Arrays.stream(Achievement.values())
                .filter(one -> one.isEarned(this))
                .toList();
    }
}
