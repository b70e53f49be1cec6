package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.PostId;

import static tidings.store.PostRows.at;

/// Saved posts in Postgres.
record PostgresSavedPosts(Database database, Retention retention) implements SavedPosts {
    private static final String SELECT = """
            select s.*, p.title from saved_post s left join post p on p.id = s.post and p.seen_at >= :limit
            where s.chat = :chat""";

    @Override
    public boolean save(ChatId chat, SavedPost post) {
        return database.with(handle -> handle.createUpdate("""
                        insert into saved_post (chat, post, subreddit, topic, permalink, note, saved_at)
                        select :chat, :post, :subreddit, :topic, :permalink, :note, :at
                        where (select count(*) from saved_post where chat = :chat) < :max
                            or exists (select from saved_post where chat = :chat and post = :post)
                        on conflict (chat, post) do update
                            set note = coalesce(nullif(excluded.note, ''), saved_post.note)""")
                        .bind("chat", chat.value())
                        .bind("post", post.id().value())
                        .bind(
                                "subreddit",
                                post.community().map(Community::value).orElse(""))
                        .bind("topic", post.topic())
                        .bind("permalink", post.permalink())
                        .bind("note", post.note())
                        .bind("at", at(post.at()))
                        .bind("max", MAX)
                        .execute()
                > 0);
    }

    @Override
    public Page find(ChatId chat, List<String> words, int first, int size) {
        String found = "s.chat = :chat and s.note || ' ' || s.subreddit || ' ' || s.topic ilike all (:words)";
        return database.with(handle -> {
            int total = handle.createQuery("select count(*) from saved_post s where " + found)
                    .bind("chat", chat.value())
                    .bindArray("words", String.class, patterns(words))
                    .mapTo(Integer.class)
                    .one();
            List<SavedPost> posts = handle.createQuery(
                            SELECT + " and " + found + " order by saved_at desc, post desc offset :first limit :size")
                    .bind("chat", chat.value())
                    .bindArray("words", String.class, patterns(words))
                    .bind("limit", at(retention.limit()))
                    .bind("first", first)
                    .bind("size", size)
                    .map(PostgresSavedPosts::read)
                    .list();
            return new Page(total, posts);
        });
    }

    @Override
    public Optional<SavedPost> find(ChatId chat, PostId post) {
        return database.with(handle -> handle.createQuery(SELECT + " and s.post = :post")
                .bind("chat", chat.value())
                .bind("post", post.value())
                .bind("limit", at(retention.limit()))
                .map(PostgresSavedPosts::read)
                .findOne());
    }

    @Override
    public void remove(ChatId chat, PostId post) {
        database.with(handle -> handle.createUpdate("delete from saved_post where chat = :chat and post = :post")
                .bind("chat", chat.value())
                .bind("post", post.value())
                .execute());
    }

    private static List<String> patterns(List<String> words) {
        return words.stream()
                .map(word -> "%" + word.replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .toList();
    }

    private static SavedPost read(ResultSet row, StatementContext context) throws SQLException {
        return new SavedPost(
                new PostId(row.getString("post")),
                Optional.ofNullable(row.getString("title")),
                Optional.of(row.getString("subreddit"))
                        .filter(name -> !name.isEmpty())
                        .map(Community::new),
                row.getString("topic"),
                row.getString("permalink"),
                row.getString("note"),
                PostRows.instant(row, "saved_at"));
    }
}
