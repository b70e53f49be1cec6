package tidings.reminders;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tidings.preferences.BriefTimes;
import tidings.preferences.BriefTimes.BriefTime;
import tidings.preferences.Schedule;
import tidings.reminders.When.Problem;
import tidings.reminders.When.Unclear;
import tidings.reminders.When.Understood;

/// A time in the words of people: how long from now, or a day and a time of it, or the days on which it comes
/// again.
///
/// @param later from now
/// @param also further times of the same days
/// @param part the hour that a part of the day stands for
/// @param repeat the days of the week; none of them for each day
/// @param start the number of its first word
/// @param end behind the last one
record Moment(
        Optional<Duration> later,
        Optional<Day> day,
        Optional<LocalTime> clock,
        List<LocalTime> also,
        OptionalInt part,
        Optional<Set<DayOfWeek>> repeat,
        Optional<Problem> problem,
        int start,
        int end) {
    private static final LocalTime USUAL = LocalTime.of(9, 0);
    private static final int NOON = 12;
    private static final int EVENING = 18;

    /// Years; no reminder is further away.
    private static final int FAR = 5;

    /// A day as people name it.
    @FunctionalInterface
    interface Day {
        /// The dates that can be meant, the likeliest first; none if there is no such date.
        Stream<LocalDate> from(ZonedDateTime now, LocalTime time);

        /// The time of the day that is meant where none is named.
        default LocalTime usual(ZonedDateTime now) {
            return USUAL;
        }
    }

    boolean isEmpty() {
        return start == end;
    }

    /// This and another that names what this does not: a day and a time of it.
    Optional<Moment> with(Moment other) {
        boolean fits = later.isEmpty() && other.later.isEmpty() && isTime() != other.isTime();
        return fits
                ? Optional.of(new Moment(
                                later,
                                day.or(other::day),
                                clock.or(other::clock),
                                also.isEmpty() ? other.also : also,
                                part.isPresent() ? part : other.part,
                                repeat.or(other::repeat),
                                problem.or(other::problem),
                                start,
                                end))
                        .filter(both -> !(clock.isPresent() && other.clock.isPresent()))
                : Optional.empty();
    }

    /// Whether it names a time and no day.
    private boolean isTime() {
        return day.isEmpty() && repeat.isEmpty();
    }

    /// @param words what the reminder is about
    When resolved(ZonedDateTime now, String words) {
        if (problem.isPresent()) {
            return new Unclear(problem.get());
        } else if (later.isPresent()) {
            return once(now.plus(later.get()), now, words);
        } else if (repeat.isPresent()) {
            List<BriefTime> times = times(repeat.get());
            return times.size() > BriefTimes.MAX
                    ? new Unclear(Problem.MANY)
                    : new Understood(next(new BriefTimes(times), now), Optional.of(new BriefTimes(times)), words);
        } else if (!also.isEmpty()) {
            return new Unclear(Problem.AMBIGUOUS);
        }
        Day on = day.orElse((here, _) -> Stream.of(0, 1).map(here.toLocalDate()::plusDays));
        LocalTime at = time().orElseGet(() -> on.usual(now));
        List<ZonedDateTime> possible = on.from(now, at)
                .map(date -> ZonedDateTime.of(date, at, now.getZone()))
                .toList();
        return possible.stream()
                .filter(now::isBefore)
                .findFirst()
                .or(() -> thisEvening(possible, now))
                .map(found -> once(found, now, words))
                .orElseGet(() -> new Unclear(possible.isEmpty() ? Problem.NO_SUCH_TIME : Problem.PAST));
    }

    private List<BriefTime> times(Set<DayOfWeek> days) {
        List<Optional<DayOfWeek>> each = days.isEmpty()
                ? List.of(Optional.empty())
                : days.stream().map(Optional::of).toList();
        return each.stream()
                .flatMap(on -> Stream.concat(
                                Stream.of(time().orElse(USUAL)), also.stream().map(this::ofPart))
                        .distinct()
                        .map(at -> new BriefTime(on, at)))
                .toList();
    }

    private static Instant next(BriefTimes times, ZonedDateTime now) {
        return new Schedule(now.getZone(), Optional.empty(), Optional.of(times))
                .nextBrief(now.toInstant())
                .orElseThrow();
    }

    private static When once(ZonedDateTime at, ZonedDateTime now, String words) {
        return at.isAfter(now.plusYears(FAR))
                ? new Unclear(Problem.FAR)
                : new Understood(at.toInstant(), Optional.empty(), words);
    }

    /// Who says `tonight` late in the evening means what is left of it.
    private Optional<ZonedDateTime> thisEvening(List<ZonedDateTime> possible, ZonedDateTime now) {
        ZonedDateTime soon = now.plusHours(1);
        return clock.isEmpty()
                        && part.orElse(0) >= EVENING
                        && possible.stream().anyMatch(at -> at.toLocalDate().equals(soon.toLocalDate()))
                ? Optional.of(soon)
                : Optional.empty();
    }

    private LocalTime ofPart(LocalTime at) {
        return part.orElse(0) > NOON && at.getHour() < NOON ? at.plusHours(NOON) : at;
    }

    /// Eight in the evening is at 20:00.
    private Optional<LocalTime> time() {
        return clock.map(this::ofPart)
                .or(() -> part.isPresent() ? Optional.of(LocalTime.of(part.getAsInt(), 0)) : Optional.empty());
    }
}
