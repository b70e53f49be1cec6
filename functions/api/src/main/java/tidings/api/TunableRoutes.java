package tidings.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Lets operators see and turn the tunables.
final class TunableRoutes {
    private static final String EXAMPLE =
            "{\"value\": 10, \"reason\": \"Telegram asks for calm\", \"until\": \"2026-11-20T18:00:00Z\"}";

    private final Tunables tunables;
    private final TunableStore changes;
    private final InstantSource clock;

    TunableRoutes(Tunables tunables, TunableStore changes, InstantSource clock) {
        this.tunables = tunables;
        this.changes = changes;
        this.clock = clock;
    }

    /// @param value what holds now
    /// @param change the operator's change that it comes from; the profile says it where there is none
    record Shown(String name, int value, String unit, int least, int most, Optional<Changed> change) {}

    record Changed(int value, String reason, String author, Instant at, Optional<Instant> until) {
        private static Changed of(TunableChange change) {
            return new Changed(change.value(), change.reason(), change.author(), change.at(), change.until());
        }
    }

    /// What an operator sends.
    record Wish(Integer value, String reason, Optional<Instant> until) {}

    Answer all() {
        return Answer.of(200, Arrays.stream(Tunable.values()).map(this::shown).toList());
    }

    Answer history(String name) {
        return Tunable.find(name).map(this::history).orElseGet(() -> unknown(name));
    }

    private Answer history(Tunable tunable) {
        List<Changed> history =
                changes.history(tunable).stream().map(Changed::of).toList();
        return Answer.of(200, history);
    }

    /// @param author who asks, as AWS knows them
    Answer change(String name, String body, String author) {
        Optional<Tunable> tunable = Tunable.find(name);
        if (tunable.isEmpty()) {
            return unknown(name);
        }
        try {
            Wish wish = Json.read(body, Wish.class);
            if (wish.value() == null || wish.reason() == null) {
                return Answer.problem(400, "value and reason must be given, such as " + EXAMPLE);
            }
            changes.add(new TunableChange(tunable.get(), wish.value(), wish.reason(), author, clock.instant(), wish.until()));
            tunables.forget();
            return Answer.of(200, shown(tunable.get()));
        } catch (UnreadableException _) {
            return Answer.problem(400, "the body must be JSON such as " + EXAMPLE);
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, e.getMessage());
        }
    }

    private static Answer unknown(String name) {
        return Answer.problem(
                404,
                "no tunable " + name + "; there are "
                        + Arrays.stream(Tunable.values()).map(Tunable::id).toList());
    }

    private Shown shown(Tunable tunable) {
        return new Shown(
                tunable.id(),
                tunables.get(tunable),
                tunable.unit(),
                tunable.least(),
                tunable.most(),
                tunables.change(tunable).map(Changed::of));
    }
}
