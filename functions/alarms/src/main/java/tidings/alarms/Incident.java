package tidings.alarms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of one ringing of an alarm, from its first change to its last. A card shows it.
///
/// @param opened when it began; with the alarm's name it names the incident
/// @param changed when it last changed
/// @param times how often it has rung: an alarm that rings again soon is the same incident
/// @param acknowledgedBy who takes care of it
/// @param mutedUntil until when it does not call for attention anew
/// @param storm the storm that it is shown in, instead of on a card of its own
/// @param revision grows by one with each change that is stored
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
        int revision) {
    /// An alarm that rings again within this time does not need a new card.
    static final Duration SOON = Duration.ofMinutes(10);

    /// What becomes of the incident that is known of an alarm. Empty when there is nothing to tell: the alarm was fine
    /// before, or news overtook each other. News that come twice change nothing.
    static Optional<Incident> after(Optional<Incident> known, AlarmChange change) {
        if (known.isEmpty() || !known.get().goesOnAt(change.at())) {
            return change.state() == AlarmState.OK ? Optional.empty() : Optional.of(begin(known, change));
        }
        return known.filter(incident -> !change.at().isBefore(incident.changed)).map(incident -> incident.with(change));
    }

    private static Incident begin(Optional<Incident> before, AlarmChange change) {
        return new Incident(
                change.alarm(),
                change.state(),
                change.reason(),
                change.at(),
                change.at(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before.map(Incident::revision).orElse(0) + 1);
    }

    private boolean goesOnAt(Instant at) {
        return isOpen()
                || at.isBefore(changed.plus(SOON))
                || mutedUntil.filter(at::isBefore).isPresent();
    }

    private Incident with(AlarmChange change) {
        if (change.at().equals(changed) && change.state() == state) {
            return this;
        }
        boolean again = change.state() == AlarmState.ALARM && state == AlarmState.OK;
        return new Incident(
                change.alarm(),
                change.state(),
                change.reason(),
                opened,
                change.at(),
                again ? times + 1 : times,
                acknowledgedBy,
                mutedUntil,
                storm,
                revision + 1);
    }

    Incident acknowledged(String by) {
        return cared(Optional.of(by), mutedUntil, storm);
    }

    Incident muted(Instant until) {
        return cared(acknowledgedBy, Optional.of(until), storm);
    }

    Incident in(String named) {
        return cared(acknowledgedBy, mutedUntil, Optional.of(named));
    }

    private Incident cared(Optional<String> by, Optional<Instant> until, Optional<String> named) {
        return new Incident(alarm, state, reason, opened, changed, times, by, until, named, revision + 1);
    }

    @JsonIgnore
    boolean isOpen() {
        return state != AlarmState.OK;
    }

    /// What a button names: the alarm or, in a storm, all of it.
    String button() {
        return storm.orElse(alarm.key());
    }

    /// Names the card that shows it.
    String card() {
        return storm.orElseGet(this::ownCard);
    }

    String ownCard() {
        return alarm.key() + "." + opened.getEpochSecond();
    }
}
