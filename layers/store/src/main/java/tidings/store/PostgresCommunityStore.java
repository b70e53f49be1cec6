package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tidings.domain.Community;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Communities in Postgres behind the cache.
record PostgresCommunityStore(Database database, Cache cache) implements CommunityStore {
    static final CacheRegion<Knowledge> KNOWLEDGE = CacheRegion.of(
            "subreddit", 1, Knowledge.class, tunables -> tunables.seconds(Tunable.SUBREDDIT_TTL), Stores.STALE);

    @Override
    public Knowledge knowledge(Community community) {
        return cache.get(
                        KNOWLEDGE,
                        Key.of(group(community)),
                        () -> Optional.of(database.with(handle -> handle.createQuery(
                                        "select fixed_topic, prior from subreddit where name = :name")
                                .bind("name", community.value())
                                .map((row, _) -> knowledge(row))
                                .findOne()
                                .orElse(Knowledge.NONE))))
                .value()
                .orElseThrow();
    }

    /// From the columns `fixed_topic` and `prior`.
    static Knowledge knowledge(ResultSet row) throws SQLException {
        return new Knowledge(
                Optional.ofNullable(row.getString("fixed_topic")), Optional.ofNullable(row.getBytes("prior")));
    }

    @Override
    public void fix(Community community, String topic) {
        database.with(handle -> handle.createUpdate("""
                        insert into subreddit (name, source, fixed_topic) values (:name, :source, :topic)
                        on conflict (name) do update set fixed_topic = excluded.fixed_topic""")
                .bind("name", community.value())
                .bind("source", community.source().value())
                .bind("topic", topic)
                .execute());
        cache.invalidate(group(community));
    }

    @Override
    public void learn(Community community, PriorUpdate update) {
        database.inTransaction(handle -> {
            Learned learned = update.after(lockedPrior(handle, community));
            return handle.createUpdate("""
                            update subreddit set prior = :prior, posts = :posts, topic = :topic,
                                confidence = :confidence, adult = coalesce(adult + (:adult - adult) * :news, :adult)
                            where name = :name""")
                    .bind("prior", learned.prior())
                    .bind("posts", learned.posts())
                    .bind("topic", learned.topic())
                    .bind("confidence", learned.confidence())
                    .bind("adult", learned.adult())
                    .bind("news", NEWS)
                    .bind("name", community.value())
                    .execute();
        });
        cache.invalidate(group(community));
    }

    /// In one order, so that two that count the same communities do not wait for each other.
    @Override
    public void count(Map<Community, Count> posts) {
        List<Community> names = posts.keySet().stream().sorted().toList();
        database.with(handle -> handle.createUpdate("""
                        insert into subreddit as known (name, source, posts, adult)
                        select name, source, posts, adult
                        from unnest(:name::text[], :source::text[], :posts::int4[], :adult::float4[])
                            with ordinality as new (name, source, posts, adult, place) order by place
                        on conflict (name) do update set posts = known.posts + excluded.posts, adult = coalesce(
                            known.adult + (excluded.adult - known.adult) * :news, excluded.adult)""")
                .bind("news", NEWS)
                .bindArray(
                        "name",
                        String.class,
                        names.stream().map(Community::value).toList())
                .bindArray(
                        "source",
                        String.class,
                        names.stream().map(name -> name.source().value()).toList())
                .bindArray(
                        "posts",
                        Integer.class,
                        names.stream().map(name -> posts.get(name).posts()).toList())
                .bindArray(
                        "adult",
                        Float.class,
                        names.stream().map(name -> posts.get(name).share()).toList())
                .execute());
    }

    @Override
    public Set<Community> nameable(Collection<Community> communities) {
        return communities.isEmpty()
                ? Set.of()
                : database.with(handle -> handle.createQuery(
                                "select name from subreddit where name = any (:names::text[]) and adult < :adult")
                        .bindArray(
                                "names",
                                String.class,
                                communities.stream().map(Community::value).toList())
                        .bind("adult", ADULT)
                        .map((row, _) -> new Community(row.getString("name")))
                        .set());
    }

    @Override
    public List<Community> ofTopic(String topic, int max) {
        return database.with(handle -> handle.createQuery("""
                        select name from subreddit
                        where coalesce(fixed_topic, topic) = :topic and posts >= 25
                        order by posts desc limit :max""")
                .bind("topic", topic)
                .bind("max", max)
                .map((row, _) -> new Community(row.getString("name")))
                .list());
    }

    /// Locks the community's row until the transaction ends.
    private static Optional<byte[]> lockedPrior(Handle handle, Community community) {
        handle.createUpdate("insert into subreddit (name, source) values (:name, :source) on conflict do nothing")
                .bind("name", community.value())
                .bind("source", community.source().value())
                .execute();
        return handle.createQuery("select prior from subreddit where name = :name for update")
                .bind("name", community.value())
                .map((row, _) -> Optional.ofNullable(row.getBytes("prior")))
                .one();
    }

    private static String group(Community community) {
        return "subreddit:" + community;
    }
}
