package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The turns that are promised to those who wait, where a source gives one request at a time, the next first:
/// every chat has its first turn before any chat has its second. Whose turn somebody else got learns that when it
/// would have come, and takes the chat's next one.
///
/// @param all those that are not over
record Turns(List<Turn> all) {
    /// How late somebody may come for a turn.
    static final Duration LATE = Duration.ofSeconds(30);

    /// A turn that is so near is not given to somebody else: whose it is may be on their way.
    private static final Duration NEAR = Duration.ofSeconds(5);

    /// @param whose names a chat
    record Turn(Instant at, String whose) {}

    /// @param turns with those that are over
    static Turns of(List<Turn> turns, Instant now) {
        return new Turns(
                turns.stream().filter(turn -> turn.at.plus(LATE).isAfter(now)).toList());
    }

    /// Whether a chat may have its turn: it is now, or nobody's.
    boolean isFor(String whose, Instant now) {
        List<Turn> due = due(now);
        return due.isEmpty() || due.stream().anyMatch(turn -> turn.whose.equals(whose));
    }

    private List<Turn> due(Instant now) {
        return all.stream().filter(turn -> !turn.at.isAfter(now.plus(NEAR))).toList();
    }

    /// Those that are left when a chat has its turn.
    List<Turn> without(String whose, Instant now) {
        List<Turn> left = new ArrayList<>(all);
        due(now).stream().filter(turn -> turn.whose.equals(whose)).findFirst().ifPresent(left::remove);
        return left;
    }

    /// The next turn of a chat, after one that is now.
    Optional<Instant> next(String whose, Instant now) {
        return all.stream()
                .filter(turn -> turn.whose.equals(whose) && turn.at.isAfter(now.plus(NEAR)))
                .map(Turn::at)
                .findFirst();
    }

    /// When a chat that has no turn now comes back: for its next one, or once those that are now are over.
    ///
    /// @param opens not before then
    Instant back(String whose, Instant now, Instant opens) {
        Optional<Instant> over =
                due(now).stream().map(turn -> turn.at.plus(LATE)).max(Comparator.naturalOrder());
        return next(whose, now).or(() -> over).filter(opens::isBefore).orElse(opens);
    }

    /// Where a further turn of a chat belongs: before those of chats that have more before it. Empty if it is the
    /// last.
    OptionalInt place(String whose, Instant now) {
        long own = count(whose, all.size());
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).at.isAfter(now.plus(NEAR)) && count(all.get(i).whose, i) > own)
                .findFirst();
    }

    private long count(String whose, int before) {
        return all.stream()
                .limit(before)
                .filter(turn -> turn.whose.equals(whose))
                .count();
    }

    /// With a further turn of a chat, for which all behind it move on by one.
    ///
    /// @param last the time of a further turn; empty if there is none, so that the last turn is lost
    List<Turn> with(String whose, int place, Optional<Instant> last) {
        List<String> order = new ArrayList<>(all.stream().map(Turn::whose).toList());
        order.add(place, whose);
        List<Instant> times = new ArrayList<>(all.stream().map(Turn::at).toList());
        last.ifPresent(times::add);
        return IntStream.range(0, times.size())
                .mapToObj(i -> new Turn(times.get(i), order.get(i)))
                .toList();
    }
}
