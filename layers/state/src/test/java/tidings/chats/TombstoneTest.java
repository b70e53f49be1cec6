package tidings.chats;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;

class TombstoneTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void oneThatAnEarlierVersionStoredNamesNoMessages() {
        String stored = "{\"by\": 5, \"last\": 7, \"at\": \"2026-12-01T12:00:00Z\", \"lifted\": null}";

        assertThat(Json.read(stored, Tombstone.class))
                .isEqualTo(new Tombstone(5, 7, NOON, Optional.empty(), List.of()));
    }

    @Test
    void itIsReadAsItIsWritten() {
        Tombstone tombstone = new Tombstone(5, 7, NOON, Optional.of(NOON.plusSeconds(9)), List.of(11, 12));

        assertThat(Json.read(Json.write(tombstone), Tombstone.class)).isEqualTo(tombstone);
    }
}
