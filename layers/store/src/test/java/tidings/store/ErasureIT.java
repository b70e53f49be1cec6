package tidings.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.messages.PendingCard;
import tidings.preferences.ChatSettings;
import tidings.settings.Tunables;
import tidings.store.ChatRegistry.Rows;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Every table with something of a chat has an owner that erases it and exports it or says why not, and so has
/// every value in the cache.
@ExtendWith(SharedPostgres.class)
class ErasureIT {
    private static final ChatId ADA = new ChatId(8_123_456_789L);
    private static final ChatId BOB = new ChatId(8_987_654_321L);

    /// What a column that has to be given is filled with, by its type.
    private static final Map<String, String> VALUES = Map.of(
            "text", "'{}'",
            "int2", "1",
            "int4", "1",
            "int8", "1",
            "float4", "0",
            "float8", "0",
            "bool", "false",
            "timestamptz", "now()",
            "_text", "'{}'");

    private static TestPostgres postgres;
    private static Database database;

    private final ManualClock clock = new ManualClock();
    private final InMemoryRemoteCache remote = new InMemoryRemoteCache(clock);
    private Stores stores;

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
        database = postgres.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
        stores = Stores.of(database, remote, Tunables.fixed(TestPostgres.PROFILE), _ -> {}, clock);
    }

    /// A column is of a chat or a person by its name, or because it refers to a chat.
    @Test
    void everyTableWithAChatHasAnOwner() {
        Set<String> owned = ChatTable.ALL.stream()
                .map(table -> table.name() + "." + table.chat())
                .collect(Collectors.toSet());

        assertThat(values("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and column_name ~ '(^|_)(chat|person|user|member|channel)(s|_id)?$'
                union select conrelid::regclass || '.' || attname
                from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                where c.confrelid = 'chat'::regclass
                union select 'chat.id'"""))
                .as("a new table of chats belongs in ChatTable.ALL")
                .containsExactlyInAnyOrderElementsOf(owned);
        assertThat(ChatTable.ALL)
                .allSatisfy(table -> assertThat(table.kept().isEmpty())
                        .as("%s is exported, or says why not", table.name())
                        .isNotEqualTo(table.exported().isEmpty()));
    }

    @Test
    void ofAnErasedChatNothingIsLeftInAnyTableAndNothingOfOthersIsMissing() throws SQLException {
        for (ChatTable table : ChatTable.ALL) {
            fill(table, ADA);
            fill(table, BOB);
        }
        assertThat(rows(ADA)).hasSize(ChatTable.ALL.size()).doesNotContainValue(0);
        Map<String, Integer> ofBob = rows(BOB);

        stores.chats().forget(ADA);

        assertThat(rows(ADA).values()).containsOnly(0);
        assertThat(rows(BOB)).isEqualTo(ofBob);
    }

    @Test
    void ofAGroupThatMovedNothingIsLeftUnderItsFormerId() throws SQLException {
        for (ChatTable table : ChatTable.ALL) {
            fill(table, ADA);
        }

        stores.chats().moved(ADA, BOB);

        assertThat(rows(ADA).values()).containsOnly(0);
        assertThat(rows(BOB)).doesNotContainValue(0);
    }

    @Test
    void everyTableThatIsExportedIs() throws SQLException {
        for (ChatTable table : ChatTable.ALL) {
            fill(table, ADA);
        }

        Map<String, Rows> exported = stores.chats().export(ADA);

        assertThat(exported.keySet())
                .containsExactlyElementsOf(ChatTable.ALL.stream()
                        .filter(ChatTable::isExported)
                        .map(ChatTable::name)
                        .toList());
        assertThat(exported.values()).allSatisfy(rows -> {
            assertThat(rows.total()).isEqualTo(1);
            assertThat(rows.rows()).hasSize(1);
        });
        assertThat(stores.chats().export(BOB).values())
                .allSatisfy(rows -> assertThat(rows.total()).isZero());
    }

    @Test
    void ofWhatGrowsTheLatestIsExportedAndTheRestIsCounted() throws SQLException {
        fill(ChatTable.ALL.getFirst(), ADA);
        postgres.execute("""
                insert into delivery (chat, story, post, follow, topic, rank, state, created_at, due_at)
                select %d, 's' || i, 'p' || i, 1, 'music', 0, 'sent', timestamptz 'epoch' + i * interval '1 s', now()
                from generate_series(1, %d) i""".formatted(ADA.value(), ChatRegistry.MAX_EXPORTED + 7));

        Rows deliveries = stores.chats().export(ADA).get("delivery");

        assertThat(deliveries.total()).isEqualTo(ChatRegistry.MAX_EXPORTED + 7);
        assertThat(deliveries.rows()).hasSize(ChatRegistry.MAX_EXPORTED);
        assertThat(deliveries.rows().getFirst().path("post").asText()).isEqualTo("p" + (ChatRegistry.MAX_EXPORTED + 7));
    }

    @Test
    void ofAnErasedChatNothingIsLeftInTheCache() {
        stores.chats().prefer(ADA, ChatSettings.NONE);
        stores.chats().find(ADA);
        stores.chats().find(BOB);
        stores.points().show(ADA, Optional.of("Ada of the lake"));
        stores.points().find(ADA);
        stores.points().leaders();
        assertThat(remote.everything()).anyMatch(text -> text.contains("Ada of the lake"));
        assertThat(remote.everything()).anyMatch(text -> text.contains(Long.toString(ADA.value())));

        stores.chats().forget(ADA);

        assertThat(remote.everything()).noneMatch(text -> text.contains(Long.toString(ADA.value())));
        assertThat(stores.points().leaders()).isEmpty();
        assertThat(remote.everything()).noneMatch(text -> text.contains("Ada of the lake"));
        assertThat(stores.chats().find(ADA)).isEmpty();
    }

    @Test
    void theCardsOfAnErasedChatThatWaitForAFeedGo() {
        Feed feed = new Feed(new Community("java"), Period.DAY);
        for (ChatId chat : List.of(ADA, BOB)) {
            stores.feeds().await(feed, new PendingCard(Place.of(chat), CardId.ofUpdate("1"), chat.value() + "", "en"));
        }

        stores.chats().forget(ADA);

        assertThat(stores.feeds().waiting(feed)).extracting(PendingCard::chat).containsExactly(BOB);
    }

    private Map<String, Integer> rows(ChatId chat) {
        return ChatTable.ALL.stream()
                .collect(Collectors.toMap(
                        ChatTable::name,
                        table -> Integer.parseInt(values("select count(*) from %s where %s = %d"
                                        .formatted(table.name(), table.chat(), chat.value()))
                                .first()),
                        (one, _) -> one,
                        TreeMap::new));
    }

    /// A row of a chat, with a value in each column that has to have one.
    private static void fill(ChatTable table, ChatId chat) throws SQLException {
        Map<String, String> row = new TreeMap<>();
        values("""
                select column_name || ' ' || udt_name from information_schema.columns
                where table_name = '%s' and is_nullable = 'NO' and column_default is null
                    and is_identity = 'NO'""".formatted(table.name()))
                .forEach(column -> row.put(column.split(" ")[0], VALUES.get(column.split(" ")[1])));
        row.put(table.chat(), Long.toString(chat.value()));
        row.computeIfPresent("code", (_, _) -> "'" + chat.value() + "'");
        row.computeIfPresent("cause", (_, _) -> "'" + chat.value() + "'");
        postgres.execute("insert into %s (%s) values (%s)"
                .formatted(table.name(), String.join(", ", row.keySet()), String.join(", ", row.values())));
    }

    private static TreeSet<String> values(String query) {
        return database.with(handle ->
                new TreeSet<>(handle.createQuery(query).mapTo(String.class).list()));
    }
}
