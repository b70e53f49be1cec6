package tidings.alarms;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What every kind of incidents keeps to.
abstract class IncidentsContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    abstract Incidents incidents();

    @Test
    void whatIsSavedIsFoundAsItWas() {
        Incidents incidents = incidents();
        Incident rings =
                rings("found").acknowledged("Ada").muted(NOON.plusSeconds(3600)).in("storm.1");
        Incident first = rings("found");
        assertThat(incidents.save(first)).isTrue();
        assertThat(incidents.save(first.acknowledged("Ada"))).isTrue();
        assertThat(incidents.save(first.acknowledged("Ada").muted(NOON.plusSeconds(3600))))
                .isTrue();
        assertThat(incidents.save(rings)).isTrue();

        assertThat(incidents.all()).contains(rings).doesNotContain(first);
    }

    @Test
    void ofTwoWhoChangeTheSameRevisionOneIsRefused() {
        Incidents incidents = incidents();
        Incident rings = rings("twice");
        incidents.save(rings);

        assertThat(incidents.save(rings.acknowledged("Ada"))).isTrue();
        assertThat(incidents.save(rings.acknowledged("Grace"))).isFalse();
        assertThat(incidents.save(rings("twice"))).isFalse();
    }

    private static Incident rings(String name) {
        AlarmChange change = new AlarmChange(
                new Alarm(name, "It rings.", "look", "RUNBOOK.md#x", "{}"), AlarmState.ALARM, NOON, "too much");
        return Incident.after(Optional.empty(), change).orElseThrow();
    }
}
