package tidings.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.settings.Profile;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Posts in Postgres behind the cache.
record PostgresPostStore(Database database, Cache cache, Retention retention) implements PostStore {
    static final CacheRegion<ClassifiedPost> POSTS =
            CacheRegion.of("post", 1, ClassifiedPost.class, Profile::listingTtl, Stores.STALE);

    @Override
    public Optional<ClassifiedPost> find(PostId id) {
        return cache.get(
                        POSTS,
                        Key.of("post:" + id),
                        () -> database.with(handle -> handle.createQuery("select " + PostRows.COLUMNS
                                        + " from post p where p.id = :id and p.seen_at >= :limit")
                                .bind("id", id.value())
                                .bind("limit", PostRows.at(retention.limit()))
                                .map(new PostRows())
                                .findOne()))
                .value();
    }

    @Override
    public int reclassify(String model, int max, Function<List<Stale>, List<ClassifiedPost>> classify) {
        return database.inTransaction(handle -> {
            List<Stale> stale = stale(handle, model, max);
            if (!stale.isEmpty()) {
                update(handle, classify.apply(stale));
            }
            return stale.size();
        });
    }

    /// Looks for smaller and for greater versions, because "not equal" uses no index.
    private static List<Stale> stale(Handle handle, String model, int max) {
        return handle.createQuery("select " + PostRows.COLUMNS + """
                        , s.fixed_topic, s.prior from post p
                            left join lateral (select * from subreddit where name = p.subreddit limit 1) s on true
                        where p.id = any (array(
                            (select id from post where model < :model order by model, subreddit, id limit :max)
                            union all
                            (select id from post where model > :model order by model, subreddit, id limit :max)
                            limit :max))
                        for update of p skip locked""")
                .bind("model", model)
                .bind("max", max)
                .map((row, context) ->
                        new Stale(new PostRows().map(row, context), PostgresCommunityStore.knowledge(row)))
                .list();
    }

    private static void update(Handle handle, List<ClassifiedPost> posts) {
        Update update = handle.createUpdate("""
                update post p set topic = new.topic, confidence = new.confidence, model = new.model
                from unnest(:id::text[], :topic::text[], :confidence::real[], :model::text[])
                    as new (id, topic, confidence, model)
                where p.id = new.id""");
        PostRows.bindIds(update, posts);
        PostRows.bindTopics(update, posts);
        update.execute();
    }
}
