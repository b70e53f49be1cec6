package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.Autopilot.Noted;
import tidings.settings.Autopilot.Trial;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.TunableStore.Replacement;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Applies suggestions of the kinds that operators allowed, one at a time: one that has lasted for the period of
/// its measure is applied and watched for as long, and kept if the measure got better, else taken back. What
/// somebody else changed is left to them. Any number of steps may run at once.
record AutopilotStep(Performance performance, TunableChanges changes, Operators operators) {
    private static final Logger LOG = LoggerFactory.getLogger(AutopilotStep.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final String TAKEN_BACK = "autopilot, taken back";
    private static final int SHOWN = 400;

    /// So long a tunable is left alone that somebody else changed, or whose change did not help.
    private static final Duration REST = Duration.ofDays(1);

    /// A step that ended before it told leaves that to the one after it.
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    enum Outcome {
        OFF,
        NOTHING_TO_DO,
        NOTED,
        APPLIED,
        WATCHING,
        KEPT,
        TAKEN_BACK,
        LEFT
    }

    private record Candidate(Suggestion suggestion, Tunable tunable, Measure measure, double before) {}

    Outcome run() {
        Autopilot known = store().autopilot();
        Outcome outcome = known.trial()
                .map(trial -> watched(known, trial))
                .orElseGet(() -> known.kinds().isEmpty() ? Outcome.OFF : sought(known));
        LOG.info("autopilot: {}", outcome);
        return outcome;
    }

    private TunableStore store() {
        return changes.store();
    }

    private InstantSource clock() {
        return changes.clock();
    }

    private Outcome sought(Autopilot known) {
        Instant now = clock().instant().truncatedTo(ChronoUnit.SECONDS);
        changes.tunables().forget();
        Evidence evidence = performance.evidence();
        for (Suggestion suggestion : new LiveRules(evidence).all().toList()) {
            Optional<Candidate> candidate = suggestion
                    .live()
                    .filter(_ -> known.kinds().contains(suggestion.id()))
                    .flatMap(live -> live.measure()
                            .of(evidence)
                            .map(before -> new Candidate(
                                    suggestion, Tunable.find(live.tunable()).orElseThrow(), live.measure(), before)));
            Optional<TunableChange> seen = candidate.flatMap(one -> store().latest(one.tunable()));
            if (candidate.isPresent() && seen.stream().noneMatch(change -> isHeld(change, now))) {
                return lasts(known, candidate.get(), now)
                        ? applied(known, candidate.get(), seen, now)
                        : noted(known, suggestion, now);
            }
        }
        if (known.noted().isPresent()) {
            store().save(known.done(), Optional.empty());
        }
        return Outcome.NOTHING_TO_DO;
    }

    /// Whether what the measure says is of the time in which the suggestion stood, which may have been worse and
    /// worse.
    private static boolean lasts(Autopilot known, Candidate candidate, Instant now) {
        return known.noted()
                .filter(noted ->
                        noted.suggestion().equals(candidate.suggestion().id()))
                .filter(noted ->
                        !now.isBefore(noted.since().plus(candidate.measure().period())))
                .isPresent();
    }

    private Outcome noted(Autopilot known, Suggestion suggestion, Instant now) {
        if (known.noted().stream().noneMatch(noted -> noted.suggestion().equals(suggestion.id()))) {
            store().save(known.noting(Optional.of(new Noted(suggestion.id(), now))), Optional.empty());
        }
        return Outcome.NOTED;
    }

    /// Whether somebody else cares for the tunable, or the autopilot has just failed with it.
    private static boolean isHeld(TunableChange change, Instant now) {
        return !change.author().equals(AppliedChange.AUTHOR)
                && (change.at().isAfter(now.minus(REST)) || change.until().isPresent() && change.appliesAt(now));
    }

    private Outcome applied(Autopilot known, Candidate candidate, Optional<TunableChange> seen, Instant now) {
        Suggestion.Live live = candidate.suggestion().live().orElseThrow();
        AppliedChange applied = new AppliedChange(candidate.tunable(), live.from(), now);
        Trial trial = new Trial(
                candidate.suggestion().id(),
                applied,
                candidate.measure().id(),
                candidate.before(),
                now.plus(candidate.measure().period()));
        TunableChange change = new TunableChange(
                candidate.tunable(),
                live.to(),
                candidate.suggestion().seen(),
                AppliedChange.AUTHOR,
                now,
                Optional.empty());
        if (!store().save(known.trying(trial), Optional.of(new Replacement(seen, change)))) {
            return Outcome.NOTHING_TO_DO; // somebody else was faster
        }
        changes.tunables().forget();
        tellBegun(trial, change);
        return Outcome.APPLIED;
    }

    private Outcome watched(Autopilot known, Trial trial) {
        Instant now = clock().instant();
        AppliedChange applied = trial.change();
        Optional<TunableChange> latest = store().latest(applied.tunable()).filter(applied::is);
        if (latest.isEmpty()) {
            return ended(known, trial, Outcome.LEFT, false, texts -> texts.get("autopilot.changed", name(applied)));
        }
        if (!known.kinds().contains(trial.suggestion())) {
            return ended(
                    known,
                    trial,
                    Outcome.LEFT,
                    true,
                    texts -> texts.get(
                            "autopilot.off", name(applied), latest.get().value()));
        }
        if (now.isBefore(trial.until())) {
            if (now.isBefore(applied.at().plus(TOLD_AGAIN))) {
                tellBegun(trial, latest.get());
            }
            return Outcome.WATCHING;
        }
        return decided(known, trial, latest.get(), now);
    }

    private Outcome decided(Autopilot known, Trial trial, TunableChange change, Instant now) {
        AppliedChange applied = trial.change();
        Optional<Measure> measure = Measure.find(trial.measure());
        Optional<Double> value = measure.flatMap(one -> one.of(performance.evidence()));
        boolean isWorthAWait = measure.filter(one -> now.isBefore(trial.until().plus(one.period())))
                .isPresent();
        if (value.isEmpty() && isWorthAWait) {
            return Outcome.WATCHING;
        }
        if (value.filter(one -> measure.orElseThrow().isBetter(one, trial.before()))
                .isPresent()) {
            return ended(
                    known,
                    trial,
                    Outcome.KEPT,
                    true,
                    texts -> texts.get("autopilot.kept", name(applied), change.value()) + "\n"
                            + compared(texts, trial, value));
        }
        TunableChange back = applied.back("it did not help: " + change.reason(), TAKEN_BACK, now);
        if (!store().save(known.done(), Optional.of(new Replacement(Optional.of(change), back)))) {
            return Outcome.WATCHING; // the next step sees who was faster
        }
        changes.tunables().forget();
        operators.tell(
                applied,
                "back",
                false,
                texts -> texts.get("autopilot.back", name(applied), applied.from()) + "\n"
                        + compared(texts, trial, value));
        return Outcome.TAKEN_BACK;
    }

    /// Tells first: whoever ends a trial twice tells the same.
    private Outcome ended(
            Autopilot known, Trial trial, Outcome outcome, boolean applies, Function<Texts, String> html) {
        operators.tell(trial.change(), outcome.name(), applies, html);
        store().save(known.done(), Optional.empty());
        return outcome;
    }

    private void tellBegun(Trial trial, TunableChange change) {
        operators.tell(
                trial.change(),
                "begun",
                true,
                texts -> texts.get(
                                "autopilot.begun",
                                name(trial.change()),
                                trial.change().from(),
                                change.value(),
                                Html.line(change.reason(), SHOWN))
                        + "\n"
                        + texts.get(
                                "autopilot.watched",
                                texts.get("autopilot.measure." + trial.measure()),
                                trial.before(),
                                TIME.format(trial.until())));
    }

    private static String compared(Texts texts, Trial trial, Optional<Double> now) {
        String measure = texts.get("autopilot.measure." + trial.measure());
        return now.map(value -> texts.get("autopilot.compared", measure, trial.before(), value))
                .orElseGet(() -> texts.get("autopilot.unknown", measure));
    }

    private static String name(AppliedChange change) {
        return Html.bold(Html.text(change.tunable().id()));
    }
}
