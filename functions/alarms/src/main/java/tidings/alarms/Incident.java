package tidings.alarms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The time during which an alarm is in the state ALARM, from the first state change to the last. A card shows it.
///
/// @param opened when it began; with the alarm's name it names the incident
/// @param changed when it last changed
/// @param times how often the alarm fired: one that fires again soon is the same incident
/// @param acknowledgedBy who takes care of it
/// @param mutedUntil until then it gets no new card
/// @param storm the storm that it is shown in, instead of on a card of its own
/// @param findings what may have caused it; of a storm one has them
/// @param revision grows by one with each stored change
record Incident(
        Alarm alarm,
        AlarmState state,
        String reason,
        Instant opened,
        Instant changed,
        int times,
        Optional<String> acknowledgedBy,
        Optional<Instant> mutedUntil,
        Optional<String> storm,
        Optional<Findings> findings,
        int revision) {
    /// An alarm that fires again within this time gets no new card.
    static final Duration SOON = Duration.ofMinutes(10);

    /// The alarm's incident after a state change. Empty where there is nothing to show: the alarm was OK before, or the
    /// changes arrive out of order. A change that arrives twice changes nothing.
    ///
    /// @param now when a change was that does not say when
    static Optional<Incident> after(Optional<Incident> known, AlarmChange change, Instant now) {
        Instant at = change.at().orElse(now);
        if (known.isEmpty() || !known.get().continuesAt(at)) {
            return change.state() == AlarmState.OK ? Optional.empty() : Optional.of(begin(known, change, at));
        }
        return known.filter(incident -> !at.isBefore(incident.changed)).map(incident -> incident.with(change, at));
    }

    private static Incident begin(Optional<Incident> before, AlarmChange change, Instant at) {
        return new Incident(
                change.alarm(),
                change.state(),
                change.reason(),
                at,
                at,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before.map(Incident::revision).orElse(0) + 1);
    }

    private boolean continuesAt(Instant at) {
        return isOpen()
                || at.isBefore(changed.plus(SOON))
                || mutedUntil.filter(at::isBefore).isPresent();
    }

    private Incident with(AlarmChange change, Instant at) {
        if (at.equals(changed) && change.state() == state) {
            return this;
        }
        boolean again = change.state() == AlarmState.ALARM && state == AlarmState.OK;
        return new Incident(
                change.alarm(),
                change.state(),
                change.reason(),
                opened,
                at,
                again ? times + 1 : times,
                acknowledgedBy,
                mutedUntil,
                storm,
                again ? Optional.empty() : findings,
                revision + 1);
    }

    Incident acknowledged(String by) {
        return cared(Optional.of(by), mutedUntil, storm, findings);
    }

    Incident muted(Instant until) {
        return cared(acknowledgedBy, Optional.of(until), storm, findings);
    }

    Incident in(String named) {
        return cared(acknowledgedBy, mutedUntil, Optional.of(named), findings);
    }

    Incident explained(Findings found) {
        return cared(acknowledgedBy, mutedUntil, storm, Optional.of(found));
    }

    private Incident cared(
            Optional<String> by, Optional<Instant> until, Optional<String> named, Optional<Findings> found) {
        return new Incident(alarm, state, reason, opened, changed, times, by, until, named, found, revision + 1);
    }

    @JsonIgnore
    boolean isOpen() {
        return state != AlarmState.OK;
    }

    /// What a button refers to: the alarm or, in a storm, the whole storm.
    String button() {
        return storm.orElse(alarm.key());
    }

    /// The name of the card that shows it.
    String card() {
        return storm.orElseGet(this::ownCard);
    }

    String ownCard() {
        return alarm.key() + "." + opened.getEpochSecond();
    }
}
