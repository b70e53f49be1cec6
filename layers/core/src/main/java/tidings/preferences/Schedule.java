package tidings.preferences;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// When a chat is left alone and when it gets what was held for it. Without brief times, that is when its quiet
/// hours end.
///
/// A local time that a change of the clocks skips comes as much later as the clocks were put forward; one that
/// comes twice counts the first time. Clocks are read anew at each call, so that changed rules of a zone hold at
/// once.
public record Schedule(ZoneId zone, Optional<QuietHours> quiet, Optional<BriefTimes> briefs) {
    /// A skipped day and quiet hours of almost a day each move a brief to a later date.
    private static final int DAYS_BACK = 3;

    private static final int DAYS_AHEAD = 9;

    public static Schedule of(ChatSettings settings) {
        return new Schedule(settings.zone(), settings.get(ChatSettings.QUIET), settings.get(ChatSettings.BRIEF));
    }

    /// The first brief after an instant; one that falls into quiet hours comes when they end. Empty if nothing is
    /// ever held for the chat.
    public Optional<Instant> nextBrief(Instant after) {
        LocalDate today = LocalDate.ofInstant(after, zone);
        return today.minusDays(DAYS_BACK)
                .datesUntil(today.plusDays(DAYS_AHEAD))
                .flatMap(date -> briefs.isPresent() ? briefs(date) : quietEnds(date))
                .filter(at -> at.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    /// Whether a brief that comes then was due within the quiet hours that end then.
    public boolean waitsForQuiet(Instant brief) {
        LocalTime time = LocalTime.ofInstant(brief, zone);
        return quiet.map(QuietHours::until).filter(time::equals).isPresent()
                && briefs.filter(all ->
                                all.times().stream().noneMatch(due -> due.time().equals(time)))
                        .isPresent();
    }

    private Stream<Instant> briefs(LocalDate date) {
        return briefs.orElseThrow().times().stream()
                .filter(brief -> brief.day().map(date.getDayOfWeek()::equals).orElse(true))
                .map(brief -> ZonedDateTime.of(date, brief.time(), zone).toInstant())
                .map(at -> quietUntil(at).orElse(at));
    }

    /// Quiet hours begin at their local time, or as the clocks are put to a time within them.
    private Stream<Instant> quietEnds(LocalDate date) {
        ZoneRules rules = zone.getRules();
        return quiet.stream().flatMap(hours -> {
            LocalDateTime from = date.atTime(hours.from());
            Stream<Instant> starts = rules.getValidOffsets(from).stream().map(from::toInstant);
            ZoneOffsetTransition change = rules.nextTransition(from.toInstant(ZoneOffset.UTC));
            return Stream.concat(starts, Stream.ofNullable(change).map(ZoneOffsetTransition::getInstant))
                    .flatMap(start -> quietUntil(start).stream());
        });
    }

    /// When the quiet hours end that an instant is in; empty if it is in none.
    public Optional<Instant> quietUntil(Instant at) {
        return quiet.filter(hours -> isIn(hours, at)).map(hours -> {
            Instant end = at;
            while (isIn(hours, end)) {
                end = nextEnd(hours, end);
            }
            return end;
        });
    }

    private boolean isIn(QuietHours hours, Instant at) {
        return hours.contains(LocalTime.ofInstant(at, zone));
    }

    /// When the clock next shows the end, or is put to another time if that is sooner.
    private Instant nextEnd(QuietHours hours, Instant at) {
        ZoneOffset offset = zone.getRules().getOffset(at);
        LocalDateTime now = LocalDateTime.ofInstant(at, offset);
        LocalDateTime end = now.with(hours.until());
        Instant ends = (end.isAfter(now) ? end : end.plusDays(1)).toInstant(offset);
        ZoneOffsetTransition change = zone.getRules().nextTransition(at);
        return change != null && change.getInstant().isBefore(ends) ? change.getInstant() : ends;
    }
}
