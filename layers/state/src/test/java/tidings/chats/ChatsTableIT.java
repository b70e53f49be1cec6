package tidings.chats;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.domain.ChatId;
import tidings.localstack.service.DynamoDbServer;
import tidings.localstack.template.StackModel;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// The contract on DynamoDB Local, and the rows of the table.
class ChatsTableIT implements ChatsContract, ErasedChatsContract {
    @TempDir
    static Path logs;

    private static DynamoDbServer server;

    @BeforeAll
    static void start() {
        server = DynamoDbServer.start(logs);
        server.create(List.of(new StackModel.Table(
                "ChatsTable",
                "chats",
                Map.of("chat", "N", "item", "S"),
                List.of(new StackModel.Key("chat", "HASH"), new StackModel.Key("item", "RANGE")),
                // Without a TTL attribute, for the clock of these tests is behind that of the server.
                Optional.empty())));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public Chats chats() {
        return new ChatsTable(server.client(), "chats", InstantSource.fixed(NOON));
    }

    @Test
    void aTombstoneIsOverAfterADayAndTellsNothingOfItsChat() {
        ChatId chat = ChatsContract.someChat();
        chats().bury(chat, 5, NOON);
        Chats later = new ChatsTable(server.client(), "chats", InstantSource.fixed(NOON.plus(Duration.ofDays(1))));

        assertThat(chats().erased(chat)).isPresent();
        assertThat(later.erased(chat)).isEmpty();
        assertThat(server.client().scan(scan -> scan.tableName("chats")).items())
                .noneMatch(item -> item.toString().contains(Long.toString(chat.value())));
    }

    @Test
    void theStateThatTheFirstVersionStoredIsRead() {
        ChatId chat = ChatsContract.someChat();
        put(chat, "state", Map.of("version", number(3), "value", AttributeValue.fromS("""
                {"sent":["2026-11-20T11:59:59.001Z"],"quiet":"2026-11-20T12:00:00Z",\
                "blocked":"2026-11-20T11:00:00Z","moved":{"to":-100,"at":"2026-11-20T10:00:00Z"}}""")));

        assertThat(chats().state(chat).get())
                .contains(new ChatState(
                        List.of(Instant.parse("2026-11-20T11:59:59.001Z")),
                        Optional.of(NOON),
                        Optional.of(NOON.minus(Duration.ofHours(1))),
                        Optional.of(new ChatState.Moved(new ChatId(-100), NOON.minus(Duration.ofHours(2)))),
                        List.of()));
        assertThat(chats().arrival(chat).blocked()).isTrue();
    }

    @Test
    void theOtherRowsThatTheFirstVersionStoredAreRead() {
        ChatId chat = ChatsContract.someChat();
        put(
                chat,
                "settings",
                Map.of("version", number(3), "value", AttributeValue.fromS("{\"chosen\":{\"language\":\"de\"}}")));
        put(chat, "card#u:42", Map.of("message", number(11)));
        put(chat, "card#a:0a1b2c3d4e.1795266219", Map.of("message", number(12)));
        put(chat, "alarm#0a1b2c3d4e", Map.of("revision", number(1), "incident", AttributeValue.fromS("{}")));

        assertThat(chats().arrival(chat).conversation())
                .isEqualTo(new Conversation(
                        Map.of("language", "de"), List.of(), List.of(), Optional.empty(), OptionalLong.empty()));
        assertThat(chats().message(chat, CARD)).hasValue(11);
        assertThat(chats().message(chat, CardId.ofAlarm("0a1b2c3d4e.1795266219")))
                .hasValue(12);
        assertThat(chats().incidents(chat)).containsExactly("{}");
        assertThat(chats().saveIncident(chat, "0a1b2c3d4e", 2, "{\"revision\": 2}"))
                .isTrue();
    }

    @Test
    void everyRowExpiresButWhatAChatChose() {
        ChatId chat = ChatsContract.someChat();
        ChatId chooser = ChatsContract.someChat();
        chats().conversation(chat).change(_ -> Change.to(Conversation.NEW.handled(7), true));
        chats().settings(chooser).change(_ -> Change.to(GERMAN, true));
        chats().shown(chat, CARD, 11);
        chats().saveIncident(chat, "a", 1, "{}");
        chats().state(chat).change(_ -> Change.to(ChatState.NEW.sentAt(NOON), true));

        assertThat(ttl(chat, "settings")).contains(Duration.ofHours(25));
        assertThat(ttl(chat, "card#u:42")).contains(Duration.ofDays(2));
        assertThat(ttl(chat, "alarm#a")).contains(Duration.ofDays(14));
        assertThat(ttl(chat, "state")).contains(Duration.ofSeconds(61));
        assertThat(ttl(chooser, "settings")).isEmpty();
    }

    private static Optional<Duration> ttl(ChatId chat, String item) {
        Map<String, AttributeValue> found = server.client()
                .getItem(request -> request.tableName("chats").key(key(chat, item)))
                .item();
        assertThat(found).as(item).isNotEmpty();
        return Optional.ofNullable(found.get("expires"))
                .map(expires -> Duration.between(NOON, Instant.ofEpochSecond(Long.parseLong(expires.n()))));
    }

    private static void put(ChatId chat, String item, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> row = new HashMap<>(attributes);
        row.putAll(key(chat, item));
        server.client().putItem(request -> request.tableName("chats").item(row));
    }

    private static Map<String, AttributeValue> key(ChatId chat, String item) {
        return Map.of("chat", number(chat.value()), "item", AttributeValue.fromS(item));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
