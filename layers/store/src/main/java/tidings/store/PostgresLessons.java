package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.Taste;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.DeliveryStore.Shown;
import tidings.store.PostgresChatRegistry.Known;

import static tidings.store.PostRows.at;

/// Lessons in Postgres, the rules behind the cache, together with their chat.
record PostgresLessons(Database database, PostgresChatRegistry chats, Corrections corrections, InstantSource clock)
        implements Lessons {
    @Override
    public boolean correct(ChatId chat, PostId post, String topic) {
        if (!corrections.record(post, topic)) {
            return false;
        }
        teach(chat, new TopicRule(Kind.POST, post.value(), topic));
        return true;
    }

    @Override
    public void teach(ChatId chat, TopicRule rule) {
        database.inTransaction(handle -> {
            PostgresChatRegistry.lock(handle, chat);
            handle.createUpdate("""
                            insert into topic_rule (chat, kind, value, topic, created_at)
                            values (:chat, :kind, :value, :topic, :now)
                            on conflict (chat, kind, value) do update
                                set topic = excluded.topic, created_at = excluded.created_at""")
                    .bind("chat", chat.value())
                    .bind("kind", rule.kind().toString())
                    .bind("value", rule.value())
                    .bind("topic", rule.topic())
                    .bind("now", at(clock.instant()))
                    .execute();
            handle.createUpdate("""
                            delete from topic_rule where chat = :chat and id in (
                                select id from topic_rule where chat = :chat order by created_at desc, id desc offset :max)""")
                    .bind("chat", chat.value())
                    .bind("max", MAX_RULES)
                    .execute();
            PostgresFollowStore.connect(handle, chat);
            return null;
        });
        chats.changed(chat);
    }

    @Override
    public List<Rule> rules(ChatId chat) {
        return chats.known(chat).map(Known::rules).orElseGet(List::of);
    }

    /// Gives what is shown the topic that the rules of its chat give it.
    static UnaryOperator<Shown> taught(Handle handle, List<Shown> all) {
        Map<Long, List<TopicRule>> rules = all.isEmpty()
                ? Map.of()
                : rules(
                        handle,
                        all.stream().map(one -> one.key().place().chat()).toList(),
                        all.stream().map(one -> one.post().post()).toList());
        return shown -> TopicRule.topic(
                        rules.getOrDefault(shown.key().place().chat().value(), List.of()),
                        shown.post().post())
                .map(shown::taught)
                .orElse(shown);
    }

    /// The rules of chats that may concern one of these posts, by the chats' ids.
    static Map<Long, List<TopicRule>> rules(Handle handle, Collection<ChatId> chats, Collection<Post> posts) {
        return handle.createQuery("""
                        select chat, kind, value, topic from topic_rule
                        where chat = any (:chats) and (kind = 'word' or value = any (:values))""")
                .bindArray(
                        "chats",
                        Long.class,
                        chats.stream().map(ChatId::value).distinct().toArray())
                .bindArray(
                        "values",
                        String.class,
                        posts.stream()
                                .flatMap(post -> Stream.of(
                                        post.id().value(), post.community().value(), post.domain()))
                                .distinct()
                                .toArray())
                .map((row, _) -> Map.entry(row.getLong("chat"), rule(row)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// The rule of a row in which `rule` is its id; none if that is null.
    static List<Rule> rules(ResultSet row) throws SQLException {
        long id = row.getLong("rule");
        return row.wasNull() ? List.of() : List.of(new Rule(id, rule(row), PostRows.instant(row, "created_at")));
    }

    /// From the columns `kind`, `value` and `topic`.
    static TopicRule rule(ResultSet row) throws SQLException {
        return new TopicRule(Kind.of(row.getString("kind")), row.getString("value"), row.getString("topic"));
    }

    @Override
    public void unteach(ChatId chat, long id) {
        database.inTransaction(handle -> {
            PostgresChatRegistry.lock(handle, chat);
            handle.createUpdate("delete from topic_rule where chat = :chat and id = :id")
                    .bind("chat", chat.value())
                    .bind("id", id)
                    .execute();
            PostgresFollowStore.connect(handle, chat);
            return null;
        });
        chats.changed(chat);
    }

    /// @param subreddit empty if the post is no longer stored, as is the domain
    private record Voted(int before, String topic, long follow, Optional<String> subreddit, Optional<String> domain) {}

    @Override
    public boolean vote(ChatId chat, PostId post, boolean liked) {
        int vote = liked ? 1 : -1;
        return database.inTransaction(handle -> {
            Optional<Voted> voted = note(handle, chat, post, vote).filter(one -> one.before != vote);
            voted.ifPresent(one -> {
                Instant now = clock.instant();
                int change = vote - one.before;
                add(handle, chat, "topic", one.topic, change, now);
                add(handle, chat, "follow", Long.toString(one.follow), change, now);
                one.subreddit.ifPresent(name -> add(handle, chat, "subreddit", name, change, now));
                one.domain
                        .filter(host -> !host.isBlank())
                        .ifPresent(host -> add(handle, chat, "domain", host, change, now));
            });
            return voted.isPresent();
        });
    }

    private static Optional<Voted> note(Handle handle, ChatId chat, PostId post, int vote) {
        return handle.createQuery("""
                        with old as (
                            select * from delivery where chat = :chat and (story = :post or post = :post or :post = any (also))
                            order by created_at desc limit 1 for update
                        ), noted as (
                            update delivery d set vote = :vote from old
                            where d.chat = old.chat and d.thread = old.thread and d.story = old.story)
                        select coalesce(old.vote, 0) as before, old.topic, old.follow, p.subreddit, p.domain
                        from old left join post p on p.id = old.post""")
                .bind("chat", chat.value())
                .bind("post", post.value())
                .bind("vote", vote)
                .map((row, _) -> new Voted(
                        row.getInt("before"),
                        row.getString("topic"),
                        row.getLong("follow"),
                        Optional.ofNullable(row.getString("subreddit")),
                        Optional.ofNullable(row.getString("domain"))))
                .findOne();
    }

    private static void add(Handle handle, ChatId chat, String kind, String value, int change, Instant now) {
        handle.createUpdate("""
                        insert into taste as t (chat, kind, value, score, at) values (:chat, :kind, :value, :change, :now)
                        on conflict (chat, kind, value) do update set at = excluded.at, score = excluded.score
                            + t.score * power(0.5, extract(epoch from excluded.at - t.at) / :life)""")
                .bind("chat", chat.value())
                .bind("kind", kind)
                .bind("value", value)
                .bind("change", change)
                .bind("now", at(now))
                .bind("life", (double) Taste.HALF_LIFE.toSeconds())
                .execute();
    }

    @Override
    public Map<String, Double> liking(ChatId chat, ClassifiedPost classified, long follow) {
        Post post = classified.post();
        Instant now = clock.instant();
        return database.with(handle -> handle.createQuery("""
                        select kind, score, at from taste where chat = :chat and (kind, value) in (('topic', :topic),
                            ('follow', :follow), ('subreddit', :subreddit), ('domain', :domain)) order by kind""")
                .bind("chat", chat.value())
                .bind("topic", classified.topic())
                .bind("follow", Long.toString(follow))
                .bind("subreddit", post.community().value())
                .bind("domain", post.domain())
                .reduceRows(new LinkedHashMap<String, Double>(), (liking, row) -> {
                    Taste taste = new Taste(row.getColumn("score", Double.class), row.getColumn("at", Instant.class));
                    if (taste.score() != 0) {
                        liking.put(row.getColumn("kind", String.class), taste.at(now));
                    }
                    return liking;
                }));
    }

    @Override
    public boolean hasTastes(ChatId chat) {
        return database.with(
                handle -> handle.createQuery("select exists (select from taste where chat = :chat and score <> 0)")
                        .bind("chat", chat.value())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public void resetTastes(ChatId chat) {
        database.with(handle -> handle.createUpdate("delete from taste where chat = :chat")
                .bind("chat", chat.value())
                .execute());
    }
}
