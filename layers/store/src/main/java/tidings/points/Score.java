package tidings.points;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;

/// What a chat did, as far as it counts. The same activities give the same points in whatever order and however
/// often they come, as long as none comes [#DAYS] days after a later one. Immutable.
///
/// @param past the days that are over for good
/// @param days the ids of what counts, by the chat's days and by kind, of the last [#DAYS] days
public record Score(Past past, SortedMap<LocalDate, Map<Kind, Set<String>>> days) {
    /// Points of a day, whatever is done.
    public static final int MAX_A_DAY = 60;

    /// No message is in a queue or a dead-letter queue for longer.
    static final int DAYS = 14;

    public static final Score NONE = new Score(new Past(LocalDate.EPOCH, 0, Map.of(), Streak.NONE), new TreeMap<>());

    /// Days of which nothing is counted any more.
    ///
    /// @param until the last of them
    public record Past(LocalDate until, long points, Map<Kind, Integer> counts, Streak streak) {
        private Past plus(SortedMap<LocalDate, Map<Kind, Set<String>>> days) {
            Past longer = this;
            for (Map.Entry<LocalDate, Map<Kind, Set<String>>> day : days.entrySet()) {
                longer = longer.plus(day.getKey(), day.getValue());
            }
            return longer;
        }

        private Past plus(LocalDate day, Map<Kind, Set<String>> done) {
            Map<Kind, Integer> sums = new EnumMap<>(Kind.class);
            sums.putAll(counts);
            done.forEach((kind, ids) -> sums.merge(kind, ids.size(), Integer::sum));
            return new Past(day, points + Score.points(done), sums, streak.plus(day));
        }
    }

    /// @param zone of the chat
    public Score plus(Collection<ActedV1> activities, ZoneId zone) {
        SortedMap<LocalDate, Map<Kind, Set<String>>> next = new TreeMap<>();
        days.forEach(
                (day, done) -> done.forEach((kind, ids) -> of(next, day, kind).addAll(ids)));
        // Of all days: one that comes again after the chat changed its zone may be of another.
        Set<String> known = days.values().stream()
                .flatMap(done -> done.values().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        for (ActedV1 activity : activities) {
            LocalDate day = LocalDate.ofInstant(activity.at(), zone);
            if (day.isAfter(past.until) && known.add(activity.id())) {
                Set<String> ids = of(next, day, activity.kind());
                if (ids.size() < Worth.of(activity.kind()).most()) {
                    ids.add(activity.id());
                }
            }
        }
        return new Score(past, next).folded();
    }

    private static Set<String> of(SortedMap<LocalDate, Map<Kind, Set<String>>> days, LocalDate day, Kind kind) {
        return days.computeIfAbsent(day, _ -> new EnumMap<>(Kind.class)).computeIfAbsent(kind, _ -> new TreeSet<>());
    }

    private Score folded() {
        if (days.isEmpty()) {
            return this;
        }
        LocalDate first = days.lastKey().minusDays(DAYS - 1L);
        Past longer = past.plus(days.headMap(first));
        LocalDate until = first.minusDays(1).isAfter(longer.until) ? first.minusDays(1) : longer.until;
        return new Score(
                new Past(until, longer.points, longer.counts, longer.streak), new TreeMap<>(days.tailMap(first)));
    }

    private static int points(Map<Kind, Set<String>> done) {
        return Math.min(
                MAX_A_DAY,
                done.entrySet().stream()
                        .mapToInt(of ->
                                Worth.of(of.getKey()).points() * of.getValue().size())
                        .sum());
    }

    public Standing on(LocalDate today) {
        Past all = past.plus(days);
        return new Standing(all.points, points(days.getOrDefault(today, Map.of())), all.counts, all.streak.at(today));
    }
}
