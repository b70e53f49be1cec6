package tidings.selection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryPolicyTest {
    private static final ChatSettings BERLIN =
            ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(ZoneId.of("Europe/Berlin")));
    private static final ChatSettings QUIET = BERLIN.with(ChatSettings.QUIET, QuietHours.parse("22:00-07:00"));
    private static final ChatSettings BRIEF = BERLIN.with(ChatSettings.BRIEF, BriefTimes.parse("08:00"));
    private static final Instant NOON = Instant.parse("2026-05-05T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-05-05T21:30:00Z");
    private static final Instant SEVEN = Instant.parse("2026-05-06T05:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-05-06T06:00:00Z");

    @Test
    void aPostComesAtOnceToAChatThatPrefersNothing() {
        assertThat(DeliveryPolicy.plan(ChatSettings.NONE, 0, 0, NIGHT))
                .isEqualTo(new Planned(DeliveryState.PENDING, Optional.empty(), NIGHT));
        assertThat(DeliveryPolicy.plan(QUIET, 0, 0.5, NOON))
                .isEqualTo(new Planned(DeliveryState.PENDING, Optional.empty(), NOON));
    }

    @Test
    void quietHoursHoldAPostUntilTheyEnd() {
        assertThat(DeliveryPolicy.plan(QUIET, 0.5, 0.5, NIGHT))
                .isEqualTo(new Planned(DeliveryState.HELD, Optional.of(DeliveryPolicy.QUIET), SEVEN));
    }

    @Test
    void aChatWithBriefsGetsAPostInTheNextOneEvenAfterAQuietNight() {
        assertThat(DeliveryPolicy.plan(BRIEF, 0, 1, NOON))
                .isEqualTo(new Planned(DeliveryState.HELD, Optional.of(DeliveryPolicy.BRIEF), EIGHT));
        assertThat(DeliveryPolicy.plan(BRIEF.with(ChatSettings.QUIET, QuietHours.parse("22:00-07:00")), 0, 1, NIGHT))
                .isEqualTo(new Planned(DeliveryState.HELD, Optional.of(DeliveryPolicy.BRIEF), EIGHT));
    }

    @Test
    void aPostBelowTheThresholdIsSkippedWhateverElseTheChatPrefers() {
        assertThat(DeliveryPolicy.plan(BRIEF, 0.7, 0.69, NOON))
                .isEqualTo(new Planned(DeliveryState.SKIPPED, Optional.of(DeliveryPolicy.PACE), NOON));
        assertThat(DeliveryPolicy.plan(QUIET, 0.7, 0.69, NIGHT).state()).isEqualTo(DeliveryState.SKIPPED);
    }
}
