package tidings.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.selection.Meaning;
import tidings.selection.TopicRule.Kind;
import tidings.selection.Trends;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Posts in Postgres behind the cache.
record PostgresPostStore(Database database, Cache cache, Retention retention, MeaningIndex index) implements PostStore {
    static final CacheRegion<ClassifiedPost> POSTS = CacheRegion.of(
            "post", 1, ClassifiedPost.class, tunables -> tunables.seconds(Tunable.LISTING_TTL), Stores.STALE);

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
    public Found search(SearchWords words, Optional<Meaning> meaning, boolean adult) {
        PostSearch search = new PostSearch(database, cache, retention);
        return meaning.map(known -> search.find(words, adult, () -> about(known)))
                .orElseGet(() -> search.find(words.text(), adult));
    }

    @Override
    public Found like(ClassifiedPost post, boolean adult) {
        return new PostSearch(database, cache, retention)
                .like(post, adult, () -> near(post.post().id()).keySet());
    }

    @Override
    public List<Map<PostId, Double>> near(List<Meaning> meanings, double min, int max) {
        return index.near(meanings, min, max);
    }

    @Override
    public Map<PostId, Meaning> meanings(Collection<PostId> posts) {
        return posts.isEmpty()
                ? Map.of()
                : database.with(handle -> handle.createQuery(
                                "select post, vector from post_vector where post = any (:ids::text[])")
                        .bindArray("ids", String.class, ids(posts))
                        .map((row, _) ->
                                Map.entry(new PostId(row.getString("post")), Meaning.of(row.getBytes("vector"))))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<Meaning> meaning(String phrase) {
        return database.with(handle -> handle.createQuery("""
            select vector from phrase_vector where phrase = sha256(:phrase) and kept_at >= :limit""")
                .bind("phrase", phrase.getBytes(StandardCharsets.UTF_8))
                .bind("limit", PostRows.at(retention.limit()))
                .map((row, _) -> Meaning.of(row.getBytes("vector")))
                .findOne());
    }

    @Override
    public void keep(String phrase, Meaning meaning) {
        database.with(handle -> handle.createUpdate("""
            insert into phrase_vector (phrase, vector, kept_at) values (sha256(:phrase), :vector, :now)
            on conflict (phrase) do update set vector = excluded.vector, kept_at = excluded.kept_at""")
                .bind("phrase", phrase.getBytes(StandardCharsets.UTF_8))
                .bind("vector", meaning.toBytes())
                .bind("now", PostRows.at(retention.clock().instant()))
                .execute());
    }

    @Override
    public List<ClassifiedPost> concerned(Kind kind, String value) {
        return new PostSearch(database, cache, retention).concerned(kind, value);
    }

    @Override
    public List<ClassifiedPost> find(List<PostId> ids) {
        return new PostSearch(database, cache, retention).find(ids);
    }

    @Override
    public List<Post> whole(Collection<PostId> ids) {
        List<String> values = ids.stream().map(PostId::value).toList();
        return ids.isEmpty()
                ? List.of()
                : database.with(handle -> PostRows.read(handle, values)).stream()
                        .map(ClassifiedPost::post)
                        .toList();
    }

    @Override
    public Trends trends() {
        return new PostTrends(database, cache, retention).trends();
    }

    @Override
    public void countTitles() {
        new PostTrends(database, cache, retention).count();
    }

    @Override
    public TopicWeek week(String topic) {
        return database.with(handle -> TopicWeek.of(handle, topic, retention));
    }

    @Override
    public List<Moment> latest(Community community, int max) {
        return database.with(handle -> handle.createQuery("""
                        select topic, created as at from post
                        where not adult and subreddit = :community and seen_at >= :limit
                        order by created desc, id desc limit :max""")
                .bind("community", community.value())
                .bind("limit", PostRows.at(retention.limit()))
                .bind("max", max)
                .map(Moment::of)
                .list());
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

    @Override
    public List<PostId> toCheck(Instant limit, int max) {
        return database.with(handle -> handle.createQuery("""
                        update post set checked_at = :now where id = any (array(
                            select id from post where source = 'reddit' and checked_at < :limit
                            order by checked_at limit :max for update skip locked)) returning id""")
                .bind("now", PostRows.at(retention.clock().instant()))
                .bind("limit", PostRows.at(limit))
                .bind("max", max)
                .map((row, _) -> new PostId(row.getString("id")))
                .list());
    }

    @Override
    public void update(List<PostCounts> posts) {
        if (posts.isEmpty()) {
            return;
        }
        database.inTransaction(handle -> {
            lock(handle, posts.stream().map(PostCounts::id).toList());
            Query update = handle.createQuery("""
                    update post p set score = coalesce(new.score, p.score),
                        comments = coalesce(new.comments, p.comments), suspected_at = null
                    from unnest(:id::text[], :score::int4[], :comments::int4[]) as new (id, score, comments)
                    where p.id = new.id returning p.id, %s as grown""".formatted(PostRows.GROWN));
            PostRows.bindArray(
                    update, "id", String.class, posts, post -> post.id().value());
            PostRows.bindArray(update, "score", Integer.class, posts, post -> PostRows.nullable(post.score()));
            PostRows.bindArray(update, "comments", Integer.class, posts, post -> PostRows.nullable(post.comments()));
            List<String> grown = update.map((row, _) -> row.getBoolean("grown") ? row.getString("id") : "")
                    .filter(id -> !id.isEmpty())
                    .list();
            if (!grown.isEmpty()) {
                FanOut.grown(handle, grown, retention.clock().instant());
            }
            return null;
        });
    }

    @Override
    public void restore(List<ClassifiedPost> posts, Instant seenAt) {
        Fetches.storeEach(
                database,
                posts,
                (handle, one) -> PostRows.upsert(handle, one, seenAt, true).fresh());
        posts.forEach(post -> cache.invalidate("post:" + post.post().id()));
    }

    @Override
    public List<PostId> suspect(List<PostId> posts, Instant limit) {
        return database.inTransaction(handle -> {
            lock(handle, posts);
            Object[] ids = ids(posts);
            List<PostId> again = handle.createQuery(
                            "select id from post where id = any (:ids::text[]) and suspected_at <= :limit")
                    .bindArray("ids", String.class, ids)
                    .bind("limit", PostRows.at(limit))
                    .map((row, _) -> new PostId(row.getString("id")))
                    .list();
            handle.createUpdate(
                            "update post set suspected_at = :now where id = any (:ids::text[]) and suspected_at is null")
                    .bindArray("ids", String.class, ids)
                    .bind("now", PostRows.at(retention.clock().instant()))
                    .execute();
            return again;
        });
    }

    private record Shown(String id, String topic, Community community) {}

    @Override
    public void remove(Collection<PostId> posts) {
        List<Shown> removed = database.inTransaction(handle -> {
            lock(handle, posts);
            return handle.createQuery("delete from post where id = any (:ids::text[]) returning id, topic, subreddit")
                    .bindArray("ids", String.class, ids(posts))
                    .map((row, _) -> new Shown(
                            row.getString("id"), row.getString("topic"), new Community(row.getString("subreddit"))))
                    .list();
        });
        if (!removed.isEmpty()) {
            cache.invalidate(PostgresCatalog.SEARCH_GROUP);
        }
        removed.stream()
                .flatMap(post -> Stream.concat(
                        Stream.of("post:" + post.id, PostgresFeedStore.topicGroup(post.topic)),
                        PostgresFeedStore.groups(post.community)))
                .distinct()
                .forEach(cache::invalidate);
    }

    /// In the order of every other statement that changes several posts.
    private static void lock(Handle handle, Collection<PostId> posts) {
        handle.createQuery("select id from post where id = any (:ids::text[]) order by id for update")
                .bindArray("ids", String.class, ids(posts))
                .mapTo(String.class)
                .list();
    }

    private static Object[] ids(Collection<PostId> posts) {
        return posts.stream().map(PostId::value).toArray();
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
                update post p set topic = new.topic, confidence = new.confidence, model = new.model, likely = new.likely
                from unnest(:id::text[], :topic::text[], :confidence::real[], :model::text[], :likely::text[])
                    as new (id, topic, confidence, model, likely)
                where p.id = new.id""");
        PostRows.bindIds(update, posts);
        PostRows.bindTopics(update, posts);
        update.execute();
    }
}
