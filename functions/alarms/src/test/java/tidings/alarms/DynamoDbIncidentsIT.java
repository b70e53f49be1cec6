package tidings.alarms;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tidings.domain.ChatId;
import tidings.localstack.service.DynamoDbServer;
import tidings.localstack.template.StackModel;

class DynamoDbIncidentsIT extends IncidentsContract {
    @TempDir
    static Path logs;

    private static DynamoDbServer tables;

    @BeforeAll
    static void start() {
        tables = DynamoDbServer.start(logs);
        tables.create(List.of(new StackModel.Table(
                "ChatsTable",
                "chats",
                Map.of("chat", "N", "item", "S"),
                List.of(new StackModel.Key("chat", "HASH"), new StackModel.Key("item", "RANGE")),
                Optional.of("expires"))));
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Override
    Incidents incidents() {
        return new DynamoDbIncidents(tables.client(), "chats", new ChatId(-4711));
    }
}
