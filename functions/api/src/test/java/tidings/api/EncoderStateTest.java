package tidings.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidings.api.Health.State;
import tidings.api.Health.Status;
import tidings.topics.EncoderOff;

import static org.assertj.core.api.Assertions.assertThat;

class EncoderStateTest {
    private static Health healthAfter(Set<String> models) {
        Dependency encoder = new Dependency("encoder", false, new EncoderState(() -> models));
        return new HealthCheck(List.of(encoder), "1.0.0+7", InstantSource.system()).health();
    }

    @Test
    void anEncoderIsOffOnceAPostWasClassifiedWithoutItAndPeopleAreServed() {
        Health health = healthAfter(Set.of("22f59734-0a1b2c3d", EncoderOff.version("22f59734")));
        State encoder = health.dependencies().get("encoder");

        assertThat(encoder.status()).isEqualTo(Status.DEGRADED);
        assertThat(encoder.reason()).hasValue("is off: topics are found by words alone");
        assertThat(health.httpStatus()).isEqualTo(200);
    }

    @Test
    void allIsWellWhereNoEncoderIsMissed() {
        for (Set<String> models : List.of(Set.<String>of(), Set.of("22f59734"), Set.of("22f59734-0a1b2c3d"))) {
            assertThat(healthAfter(models).dependencies().get("encoder").status())
                    .isEqualTo(Status.ALIVE);
        }
    }
}
