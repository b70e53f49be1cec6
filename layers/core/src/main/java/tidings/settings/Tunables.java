package tidings.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The current value of each tunable: an operator's change while it applies, otherwise the profile's number. Changes
/// are read every thirty seconds; while they cannot be read, the last known ones apply. Thread-safe.
public final class Tunables {
    private static final Logger LOG = LoggerFactory.getLogger(Tunables.class);
    private static final Duration TTL = Duration.ofSeconds(30);

    private final TunableStore changes;
    private final Profile profile;
    private final InstantSource clock;
    private volatile Seen seen = new Seen(Map.of(), Instant.MIN);

    private record Seen(Map<Tunable, TunableChange> changes, Instant at) {}

    public Tunables(TunableStore changes, Profile profile, InstantSource clock) {
        this.changes = changes;
        this.profile = profile;
        this.clock = clock;
    }

    /// The profile's numbers without any change.
    public static Tunables fixed(Profile profile) {
        return new Tunables(new InMemoryTunableStore(), profile, InstantSource.system());
    }

    public int get(Tunable tunable) {
        return change(tunable).map(TunableChange::value).orElseGet(() -> tunable.of(profile));
    }

    public Duration seconds(Tunable tunable) {
        return Duration.ofSeconds(get(tunable));
    }

    public boolean isOn(Tunable tunable) {
        return get(tunable) != 0;
    }

    /// Whose numbers apply where none was changed.
    public Profile profile() {
        return profile;
    }

    /// The change that applies now.
    public Optional<TunableChange> change(Tunable tunable) {
        Instant now = clock.instant();
        return Optional.ofNullable(fresh(now).changes().get(tunable)).filter(change -> change.appliesAt(now));
    }

    /// The next call reads the changes again, as after a change or a restore from a snapshot.
    public void forget() {
        seen = new Seen(seen.changes(), Instant.MIN);
    }

    private Seen fresh(Instant now) {
        Seen last = seen;
        if (!now.minus(TTL).isBefore(last.at())) {
            // Set before the read, so that a table that does not respond is read once in thirty seconds and not by
            // every call.
            seen = new Seen(last.changes(), now);
            try {
                seen = new Seen(byTunable(), now);
            } catch (RuntimeException e) {
                LOG.warn("tunables not refreshed, the last known changes apply: {}", e.toString());
            }
        }
        return seen;
    }

    private Map<Tunable, TunableChange> byTunable() {
        Map<Tunable, TunableChange> latest = new EnumMap<>(Tunable.class);
        changes.latest().forEach(change -> latest.put(change.tunable(), change));
        return latest;
    }
}
