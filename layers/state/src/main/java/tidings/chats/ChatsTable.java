package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import tidings.aws.Json;
import tidings.aws.UnavailableException;
import tidings.domain.ChatId;
import tidings.ratelimit.DynamoDbSharedState;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

/// The table of chats, whose keys are `chat` and `item`. This class alone knows the items:
///
/// | item | attributes | until |
/// |---|---|---|
/// | `state` | `version`, `value`: a [ChatState], of the sender | nothing in it matters any more |
/// | `settings` | `version`, `value`: a [Conversation], of the bot | 25 hours; for good if the chat chose
/// something |
/// | `card#<id>` | `message`: Telegram's id of the message that shows a card that is edited later; `captioned` if
/// its text is a caption; `album`: the ids of the messages with its pictures | two days |
/// | `wait#<card>` | `value`: what the card waits for or waited for last, if it does | a day |
/// | `quota#<what>#<stretch>` | `causes`: the updates that were admitted | the stretch is over |
/// | `draft#<update>` | `value`: what somebody was about to save | a day |
/// | `former` | `value`: the id of the group that became this one | 180 days |
/// | `erased` of a keyed hash of the chat's id | `value`: a [Tombstone] | a day |
/// | `bot` of chat 0 | `name`: the bot's own, in lower case | for good |
/// | `alarm#<key>` | `revision`, `incident` | two weeks after its last change |
///
/// Nothing is remembered between two calls, for the next message of a chat may be handled by another environment.
/// An update costs three units read and one written, for both items of its chat stay below a kilobyte.
public record ChatsTable(DynamoDbClient dynamoDb, String table, InstantSource clock) implements Chats {
    /// A card that is edited later is found by the message id that its callback query has.
    private static final Duration CARD_TTL = Duration.ofDays(2);

    /// Longer than a message that answers is tried.
    private static final Duration WAIT_TTL = Duration.ofDays(1);
    private static final Duration DRAFT_TTL = Duration.ofDays(1);
    private static final Duration INCIDENT_TTL = Duration.ofDays(14);

    /// No chat has the id 0.
    private static final Map<String, AttributeValue> BOT = key(new ChatId(0), ChatItem.BOT.of(""));

    /// One call for both questions.
    @Override
    public Arrival arrival(ChatId chat) {
        BatchGetItemResponse found = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(List.of(
                                key(chat, ChatItem.STATE.of("")),
                                key(chat, ChatItem.SETTINGS.of("")),
                                Graves.key(chat)))
                        .consistentRead(true)
                        .build())));
        if (!found.unprocessedKeys().isEmpty()) {
            throw new UnavailableException("the table of chats is throttled");
        }
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        found.responses()
                .getOrDefault(table, List.of())
                .forEach(item -> items.put(item.get("item").s(), item));
        DynamoDbSharedState<Conversation> shared = conversation(chat);
        return new Arrival(
                state(chat)
                        .got(items.getOrDefault(ChatItem.STATE.of(""), Map.of()))
                        .flatMap(ChatState::blocked)
                        .isPresent(),
                shared.got(items.getOrDefault(ChatItem.SETTINGS.of(""), Map.of()))
                        .orElse(Conversation.NEW),
                shared,
                graves().read(items.getOrDefault(ChatItem.ERASED.of(""), Map.of())));
    }

    @Override
    public Optional<Tombstone> erased(ChatId chat) {
        return graves().find(chat);
    }

    @Override
    public void note(ChatId chat, Optional<Tombstone> erased) {
        graves().note(chat, erased);
    }

    @Override
    public void clear(ChatId chat) {
        graves().clear(chat);
    }

    private Graves graves() {
        return new Graves(dynamoDb, table, clock);
    }

    @Override
    public void moved(ChatId chat, ChatId to, Instant at) {
        state(chat).change(known -> Change.to(known.orElse(ChatState.NEW).movedTo(to, at), true));
        put(to, ChatItem.FORMER.of(""), ChatState.MOVED_FOR, Map.of("value", number(chat.value())));
    }

    @Override
    public Optional<ChatId> former(ChatId chat) {
        return Optional.ofNullable(get(chat, ChatItem.FORMER.of("")).get("value"))
                .map(value -> new ChatId(Long.parseLong(value.n())));
    }

    @Override
    public void botIs(String username) {
        Map<String, AttributeValue> item = new HashMap<>(BOT);
        item.put("name", AttributeValue.fromS(username.toLowerCase(Locale.ROOT)));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    @Override
    public Optional<String> botName() {
        return Optional.ofNullable(
                        dynamoDb.getItem(request -> request.tableName(table).key(BOT))
                                .item()
                                .get("name"))
                .map(AttributeValue::s);
    }

    @Override
    public DynamoDbSharedState<ChatState> state(ChatId chat) {
        return new DynamoDbSharedState<>(
                dynamoDb, table, key(chat, ChatItem.STATE.of("")), ChatState.class, ChatState::expiry);
    }

    @Override
    public DynamoDbSharedState<Conversation> conversation(ChatId chat) {
        return new DynamoDbSharedState<>(
                dynamoDb,
                table,
                key(chat, ChatItem.SETTINGS.of("")),
                Conversation.class,
                conversation -> conversation.expiry(clock.instant()));
    }

    @Override
    public CardMessages messages(ChatId chat, CardId card) {
        Map<String, AttributeValue> item = get(chat, ChatItem.CARD.of(card.value()));
        AttributeValue message = item.get("message");
        AttributeValue album = item.getOrDefault("album", AttributeValue.fromNs(List.of()));
        return new CardMessages(
                message == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(message.n())),
                item.containsKey("captioned"),
                album.ns().stream().map(Integer::valueOf).sorted().toList());
    }

    @Override
    public void shown(ChatId chat, CardId card, CardMessages messages) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        messages.message().ifPresent(message -> attributes.put("message", number(message)));
        if (messages.captioned()) {
            attributes.put("captioned", AttributeValue.fromBool(true));
        }
        if (!messages.album().isEmpty()) {
            attributes.put(
                    "album",
                    AttributeValue.fromNs(
                            messages.album().stream().map(String::valueOf).toList()));
        }
        put(chat, ChatItem.CARD.of(card.value()), CARD_TTL, attributes);
    }

    @Override
    public Optional<Waiting> waiting(ChatId chat, CardId card) {
        return waiting(get(chat, ChatItem.WAIT.of(card.value())));
    }

    private static Optional<Waiting> waiting(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("value")).map(value -> Json.read(value.s(), Waiting.class));
    }

    @Override
    public List<CardId> waiting(ChatId chat) {
        return items(chat, ChatItem.WAIT)
                .filter(item -> waiting(item).filter(wait -> !wait.isOver()).isPresent())
                .map(item -> new CardId(ChatItem.WAIT.name(item.get("item").s())))
                .toList();
    }

    @Override
    public void waits(ChatId chat, CardId card, Optional<Waiting> waiting) {
        put(
                chat,
                ChatItem.WAIT.of(card.value()),
                WAIT_TTL,
                waiting.map(value -> Map.of("value", AttributeValue.fromS(Json.write(value))))
                        .orElseGet(Map::of));
    }

    @Override
    public boolean admits(ChatId chat, String what, String cause, int max, Duration per) {
        long stretch = clock.instant().getEpochSecond() / per.toSeconds();
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(chat, ChatItem.QUOTA.of(what + "#" + stretch)))
                    .updateExpression("ADD causes :causes SET expires = :expires")
                    .conditionExpression(
                            "attribute_not_exists(causes) OR size(causes) < :max OR contains(causes, :cause)")
                    .expressionAttributeValues(Map.of(
                            ":causes", AttributeValue.fromSs(List.of(cause)),
                            ":cause", AttributeValue.fromS(cause),
                            ":max", number(max),
                            ":expires", number((stretch + 1) * per.toSeconds()))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    @Override
    public Optional<String> draft(ChatId chat, String id) {
        return Optional.ofNullable(get(chat, ChatItem.DRAFT.of(id)).get("value"))
                .map(AttributeValue::s);
    }

    @Override
    public void saveDraft(ChatId chat, String id, String json) {
        put(chat, ChatItem.DRAFT.of(id), DRAFT_TTL, Map.of("value", AttributeValue.fromS(json)));
    }

    @Override
    public List<String> incidents(ChatId chat) {
        return items(chat, ChatItem.ALARM).map(item -> item.get("incident").s()).toList();
    }

    @Override
    public boolean saveIncident(ChatId chat, String alarm, int revision, String json) {
        Map<String, AttributeValue> item = item(
                chat,
                ChatItem.ALARM.of(alarm),
                INCIDENT_TTL,
                Map.of("incident", AttributeValue.fromS(json), "revision", number(revision)));
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression(revision == 1 ? "attribute_not_exists(revision)" : "revision = :before")
                    .expressionAttributeValues(revision == 1 ? null : Map.of(":before", number(revision - 1L))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private Map<String, AttributeValue> get(ChatId chat, String item) {
        return dynamoDb.getItem(
                        request -> request.tableName(table).key(key(chat, item)).consistentRead(true))
                .item();
    }

    private Stream<Map<String, AttributeValue>> items(ChatId chat, ChatItem kind) {
        return dynamoDb
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("chat = :chat AND begins_with(#item, :kind)")
                        .expressionAttributeNames(Map.of("#item", "item"))
                        .expressionAttributeValues(
                                Map.of(":chat", number(chat.value()), ":kind", AttributeValue.fromS(kind.of(""))))
                        .consistentRead(true))
                .items()
                .stream();
    }

    private void put(ChatId chat, String item, Duration ttl, Map<String, AttributeValue> attributes) {
        dynamoDb.putItem(request -> request.tableName(table).item(item(chat, item, ttl, attributes)));
    }

    private Map<String, AttributeValue> item(
            ChatId chat, String item, Duration ttl, Map<String, AttributeValue> attributes) {
        Instant expires = clock.instant().plus(ttl);
        Map<String, AttributeValue> all = new HashMap<>(attributes);
        all.putAll(key(chat, item));
        all.put("expires", number(expires.getEpochSecond()));
        return all;
    }

    static Map<String, AttributeValue> key(ChatId chat, String item) {
        return Map.of("chat", number(chat.value()), "item", AttributeValue.fromS(item));
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
