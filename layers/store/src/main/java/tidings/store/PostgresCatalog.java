package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// The catalog in Postgres behind the cache. Every query is bounded, a search by the posts that it looks through.
record PostgresCatalog(Database database, Cache cache, Retention retention) implements Catalog {
    static final CacheRegion<Statistics> STATISTICS = CacheRegion.of(
            "statistics", 1, Statistics.class, tunables -> tunables.seconds(Tunable.CATALOG_TTL), Stores.STALE);
    static final CacheRegion<Accuracy> ACCURACY = CacheRegion.of(
            "accuracy", 1, Accuracy.class, tunables -> tunables.seconds(Tunable.CATALOG_TTL), Stores.STALE);
    static final CacheRegion<Communities> COMMUNITIES = CacheRegion.of(
            "communities", 1, Communities.class, tunables -> tunables.seconds(Tunable.CATALOG_TTL), Stores.STALE);
    static final CacheRegion<Page> SEARCHES =
            CacheRegion.of("search", 1, Page.class, tunables -> tunables.seconds(Tunable.CATALOG_TTL), Stores.STALE);

    /// The group of all searches.
    static final String SEARCH_GROUP = "search";

    /// So many posts a page looks through.
    private static final int WINDOW = 1_000;

    private static final Position START = new Position(Instant.parse("9999-01-01T00:00:00Z"), new PostId("0"));

    /// Nobody shows the bodies.
    static final String COLUMNS = PostRows.COLUMNS.replace("p.body", "'' as body");

    private static final String KNOWN = """
            select name, coalesce(fixed_topic, topic) as topic, fixed_topic is not null as fixed, confidence, posts
            from subreddit where (posts > 0 or fixed_topic is not null) and name !~ :unlisted
                and not coalesce(adult >= :adult, posts > 0) and\s""";

    record Communities(List<Known> communities) {}

    @Override
    public Statistics statistics() {
        return cache.get(
                        STATISTICS,
                        Key.of("statistics"),
                        () -> Optional.of(database.with(
                                handle -> TopicHours.statistics(new TopicHours(handle).since(retention.limit())))))
                .value()
                .orElseThrow();
    }

    /// Posts that are gone are counted, and those of the retention by the hours in which they came.
    @Override
    public Accuracy accuracy() {
        return cache.get(ACCURACY, Key.of("accuracy"), () -> Optional.of(new Accuracy(database.with(this::checked))))
                .value()
                .orElseThrow();
    }

    private Map<String, Checked> checked(Handle handle) {
        return handle.createQuery("""
                        select topic, sum(posts) as posts, sum(corrected) as corrected from (
                            select topic, posts, 0 as corrected from gone_posts
                            union all select topic, sum(posts), 0 from topic_hour where hour >= :since group by topic
                            union all select given, 0, count(*) from correction where topic <> given group by given) one
                        group by topic""")
                .bind("since", PostRows.at(retention.limit()))
                .reduceRows(new TreeMap<String, Checked>(), (all, row) -> {
                    all.put(
                            row.getColumn("topic", String.class),
                            new Checked(row.getColumn("posts", Long.class), row.getColumn("corrected", Long.class)));
                    return all;
                });
    }

    @Override
    public List<Known> communities(String after, int max) {
        return cache.get(
                        COMMUNITIES,
                        new Key("communities", max + "+" + after),
                        () -> Optional.of(new Communities(known("name > :name order by name limit :max", after, max))))
                .value()
                .orElseThrow()
                .communities();
    }

    @Override
    public Optional<Known> community(Community name) {
        return cache.get(
                        COMMUNITIES,
                        new Key("communities", name.value()),
                        () -> Optional.of(new Communities(known("name = :name limit :max", name.value(), 1))))
                .value()
                .flatMap(found -> found.communities().stream().findFirst());
    }

    private List<Known> known(String which, String name, int max) {
        return database.with(handle -> handle.createQuery(KNOWN + which)
                .bind("unlisted", UNLISTED.pattern())
                .bind("adult", CommunityStore.ADULT)
                .bind("name", name)
                .bind("max", max)
                .map((row, _) -> known(row))
                .list());
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new Community(row.getString("name")),
                Optional.ofNullable(row.getString("topic")),
                row.getBoolean("fixed"),
                Optional.ofNullable(row.getObject("confidence", Float.class)).map(Float::doubleValue),
                row.getInt("posts"));
    }

    @Override
    public Page posts(Search search, Optional<Position> after, int max) {
        return cache.get(
                        SEARCHES,
                        new Key(SEARCH_GROUP, name(search, after, max)),
                        () -> Optional.of(database.with(handle -> found(handle, search, after.orElse(START), max))))
                .value()
                .orElseThrow();
    }

    private static String name(Search search, Optional<Position> after, int max) {
        return String.join(
                "+",
                Integer.toString(max),
                after.map(position -> position.created() + "/" + position.post())
                        .orElse(""),
                search.topic().orElse(""),
                search.community().map(Community::value).orElse(""),
                search.text().orElse(""));
    }

    private Page found(Handle handle, Search search, Position after, int max) {
        List<ClassifiedPost> posts = window(handle, "select " + COLUMNS + " from (select *", """
                         limit :window) p where seen_at >= :limit
                            and (cast(:topic as text) is null or topic = :topic)
                            and (cast(:text as text) is null or strpos(lower(title || ' ' || body), :text) > 0)
                        order by created desc, id desc limit :max""", search, after)
                .bind("limit", PostRows.at(retention.limit()))
                .bind("topic", search.topic())
                .bind("text", search.text().map(text -> text.toLowerCase(Locale.ROOT)))
                .bind("window", WINDOW)
                .bind("max", max + 1)
                .map(new PostRows())
                .list();
        return posts.size() > max
                ? new Page(posts.subList(0, max), Optional.of(Position.of(posts.get(max - 1))))
                : new Page(posts, end(handle, search, after));
    }

    /// The last post that was looked through, if others may follow.
    private static Optional<Position> end(Handle handle, Search search, Position after) {
        return window(handle, "select created, id", " offset :last limit 1", search, after)
                .bind("last", WINDOW - 1)
                .map((row, _) -> new Position(PostRows.instant(row, "created"), new PostId(row.getString("id"))))
                .findOne();
    }

    private static Query window(Handle handle, String select, String limit, Search search, Position after) {
        Query query = handle.createQuery(select + " from post where not adult and (created, id) < (:created, :id)"
                + (search.community().isPresent() ? " and subreddit = :community" : "")
                + " order by created desc, id desc" + limit);
        search.community().ifPresent(community -> query.bind("community", community.value()));
        return query.bind("created", PostRows.at(after.created()))
                .bind("id", after.post().value());
    }
}
