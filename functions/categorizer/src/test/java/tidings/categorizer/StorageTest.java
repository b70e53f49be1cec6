package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.QueueSource;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.encoder.EncoderLayer;
import tidings.messages.StoredMessage;
import tidings.settings.Profile;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

import static org.assertj.core.api.Assertions.assertThat;

class StorageTest {
    @Test
    void theSamplesAreHandledOnASilentWiring() {
        CategorizerConfig config = new CategorizerConfig(
                new QueueSource("test", List.of()),
                "https://sqs.invalid/new-posts",
                "https://sqs.invalid/outbox.fifo",
                "https://sqs.invalid/deliveries.fifo",
                "chats",
                "tunables",
                "sources",
                new DatabaseConfig(
                        "database.invalid",
                        5432,
                        "disable",
                        "test",
                        "eu-west-1",
                        Profile.all().get("testing")),
                new CacheConfig(CacheConfig.Mode.PLAIN, "cache.invalid", 6379, "cache", "functions", "eu-west-1"),
                new EncoderLayer(Optional.empty()));

        Storage storage = Storage.of(config, Optional.empty(), Wiring.silent());
        for (String sample : CategorizerHandler.samples()) {
            StoredMessage message = Json.read(sample, StoredMessage.class);
            assertThat(storage.handle(new Delivery<>(message, "m1", 1, 0))).isEqualTo(Verdict.DONE);
        }
    }
}
