package tidings.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.testing.RandomUpdates;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever an update looks like, it is queued if it has an id.
class AnyUpdateTest {
    /// `-Dseeds=20000` for a long run.
    private static final int SEEDS = Integer.getInteger("seeds", 500);

    private static final int UPDATES_A_SEED = 20;

    @Test
    void everyUpdateWithAnIdIsQueued() throws JsonProcessingException {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomUpdates updates = new RandomUpdates(seed, List.of("/top java"), List.of("top|1|java|day|5"));
            for (long id = 1; id <= UPDATES_A_SEED; id++) {
                String update = updates.next(id);
                JsonNode updateId = new ObjectMapper().readTree(update).path("update_id");

                assertThat(UpdateHead.parse(update).isPresent())
                        .as("seed " + seed + ": " + update)
                        .isEqualTo(updateId.isIntegralNumber() && updateId.canConvertToLong());
            }
        }
    }
}
