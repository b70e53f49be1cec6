package tidings.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.follows.FollowQuery;

import static tidings.store.PostRows.at;

/// Shared lists in Postgres.
record PostgresSharedLists(Database database, InstantSource clock) implements SharedLists {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSharedLists.class);
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 16;
    private static final RandomGenerator RANDOM = new SecureRandom();

    @Override
    public String share(ChatId chat, List<FollowQuery> queries) {
        return database.with(handle -> handle.createQuery("""
                        insert into shared_list (chat, code, queries, created_at) values (:chat, :code, :queries, :now)
                        on conflict (chat) do update set queries = excluded.queries
                        returning code""")
                .bind("chat", chat.value())
                .bind("code", code())
                .bind("queries", Json.write(queries))
                .bind("now", at(clock.instant()))
                .mapTo(String.class)
                .one());
    }

    @Override
    public Optional<List<FollowQuery>> find(String code) {
        Optional<String> found =
                database.with(handle -> handle.createQuery("select queries from shared_list where code = :code")
                        .bind("code", code)
                        .mapTo(String.class)
                        .findOne());
        try {
            return found.map(queries -> List.of(Json.read(queries, FollowQuery[].class)));
        } catch (UnreadableException e) {
            LOG.warn("a shared list cannot be read", e);
            return Optional.empty();
        }
    }

    @Override
    public boolean withdraw(ChatId chat) {
        return database.with(handle -> handle.createUpdate("delete from shared_list where chat = :chat")
                        .bind("chat", chat.value())
                        .execute()
                > 0);
    }

    static String code() {
        return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
                .collect(StringBuilder::new, (code, at) -> code.append(CHARACTERS.charAt(at)), StringBuilder::append)
                .toString();
    }
}
