package tidings.follows;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.preferences.QuietHours;

/// When of a day briefs may come, for those who did not say at which times.
///
/// @param quiet when nothing may come
record OpenHours(Optional<QuietHours> quiet) {
    static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    /// Of those who only said how often a day.
    private static final Map<Integer, List<LocalTime>> USUAL =
            Map.of(1, List.of(MORNING), 2, List.of(MORNING, EVENING), 3, List.of(MORNING, LocalTime.NOON, EVENING));

    private static final int QUARTER = 15;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /// A part of the day goes on for about so long after the hour that stands for it.
    private static final int PART_HOURS = 4;

    /// So many times; empty if nobody says when that would be. If a usual one is quiet, they are spread over the hours
    /// of the day that are not, as few of them before breakfast or late at night as there can be.
    List<LocalTime> often(int number) {
        List<LocalTime> usual = USUAL.getOrDefault(number, List.of());
        if (usual.stream().noneMatch(this::isQuiet)) {
            return usual;
        }
        return Stream.of(open(8, 18, HOUR), open(6, 22, HOUR), open(0, 24, HOUR), open(0, 24, QUARTER))
                .filter(open -> open.size() >= number)
                .findFirst()
                .map(open -> spread(open, number))
                .orElse(usual);
    }

    /// The hour that stands for a part of the day, or when that part is no longer quiet.
    LocalTime of(LocalTime part) {
        return quiet.filter(_ -> isQuiet(part))
                .map(QuietHours::until)
                .filter(end -> Math.floorMod(part.until(end, ChronoUnit.MINUTES), DAY) < PART_HOURS * HOUR)
                .orElse(part);
    }

    private boolean isQuiet(LocalTime time) {
        return quiet.filter(hours -> hours.contains(time)).isPresent();
    }

    /// From one hour to another, a step of minutes apart, and when it is no longer quiet.
    private List<LocalTime> open(int from, int to, int step) {
        Stream<LocalTime> steps = IntStream.rangeClosed(from * HOUR / step, Math.min(to * HOUR, DAY - 1) / step)
                .mapToObj(i -> LocalTime.MIN.plusMinutes((long) i * step));
        Stream<LocalTime> end =
                quiet.map(QuietHours::until).stream().filter(time -> time.getHour() >= from && time.getHour() < to);
        return Stream.concat(steps, end)
                .filter(time -> !isQuiet(time))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<LocalTime> spread(List<LocalTime> open, int number) {
        int gaps = Math.max(1, number - 1);
        return IntStream.range(0, number)
                .mapToObj(i -> open.get(i * (open.size() - 1) / gaps))
                .toList();
    }
}
