package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.settings.Tunable;
import tidings.store.PostStore.Found;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

/// Full-text search in Postgres behind the cache: ids are ranked once, then pages of them are read.
///
/// The language is English, since that is what most posts are in and what `cats` for `cat` is worth having in.
/// Words of other languages are changed alike in posts and in searches, so they find themselves.
record PostSearch(Database database, Cache cache, Retention retention) {
    static final CacheRegion<Found> FOUND =
            CacheRegion.of("found", 1, Found.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Stores.STALE);
    static final CacheRegion<Posts> POSTS = CacheRegion.of(
            "found-posts", 1, Posts.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Stores.STALE);

    /// So many of the latest posts that match are ranked. Where few match, an index by words finds them; where
    /// many do, one by time comes upon so many soon.
    static final int WINDOW = 1_000;

    /// What the column `words` has of the new row, from its start: Postgres takes 1 MB of words.
    static final String WORDS = """
            setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', left(body, 20000)), 'D')""";

    /// Of a title, so many of the longest words are counted.
    private static final int COUNTED = 6;

    /// Counting ends here: a word that so many posts have is not rare.
    private static final int FREQUENT = 200;

    /// The greater it is, the less the first places are worth above the others.
    private static final int EVEN = 60;

    private static final int RARE = 4;
    private static final int SHORTEST = 3;

    private static final String QUERY = "websearch_to_tsquery('english', :words)";
    private static final String MATCHES = "(select id, topic, created, words from post where words @@ " + QUERY
            + " and %s and created < timestamptz '9999-01-01' and seen_at >= :limit"
            + " order by created desc, id desc limit :window)";

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::rank)
            .reversed()
            .thenComparing(Ranked::created, Comparator.reverseOrder())
            .thenComparing(ranked -> ranked.id().value());

    record Posts(List<ClassifiedPost> posts) {}

    private record Ranked(PostId id, double rank, Instant created) {
        static Ranked of(ResultSet row, StatementContext context) throws SQLException {
            return new Ranked(new PostId(row.getString("id")), row.getDouble("rank"), PostRows.instant(row, "created"));
        }
    }

    Found find(String words, boolean adult) {
        return cached(
                "words/" + adult + "/" + words,
                () -> database.with(handle -> {
                    // `T` is what no index can look for, such as everything without a word.
                    boolean isVague = handle.createQuery("select querytree(" + QUERY + ") in ('', 'T')")
                            .bind("words", words)
                            .mapTo(Boolean.class)
                            .one();
                    return isVague ? new Found(true, List.of()) : new Found(false, ranked(handle, words, "", adult));
                }));
    }

    /// Posts that match words, together with those that mean the like.
    ///
    /// @param near those that mean the like, the likest first; some may be gone or for adults
    Found find(SearchWords words, boolean adult, Supplier<Collection<PostId>> near) {
        return cached("meant/" + adult + "/" + words.text(), () -> {
            Collection<PostId> alike = near.get();
            Found byWords = find(words.text(), adult);
            return byWords.with(database.with(handle -> wanted(handle, alike, words.operators(), adult)));
        });
    }

    /// Posts that have some of the rarest words of the title, those of its topic first, together with those that
    /// mean the like.
    ///
    /// @param near those that mean the like, the likest first; some may be gone or for adults
    Found like(ClassifiedPost post, boolean adult, Supplier<Collection<PostId>> near) {
        return cached("like/" + adult + "/" + post.post().id(), () -> {
            Collection<PostId> alike = near.get();
            return database.with(handle -> {
                List<String> rare = rare(handle, post.post().title());
                List<PostId> found =
                        rare.isEmpty() ? List.of() : ranked(handle, String.join(" or ", rare), post.topic(), adult);
                return like(post, found, wanted(handle, alike, "", adult));
            });
        });
    }

    /// @param byWords the best first
    /// @param byMeaning the best first
    static Found like(ClassifiedPost post, List<PostId> byWords, List<PostId> byMeaning) {
        List<PostId> found = together(byWords, byMeaning).stream()
                .filter(id -> !id.equals(post.post().id()))
                .toList();
        return new Found(found.isEmpty(), found);
    }

    /// Two rankings as one, by the sum of what each place is worth (reciprocal rank fusion).
    static List<PostId> together(List<PostId> one, List<PostId> other) {
        Map<PostId, Double> worth = new LinkedHashMap<>();
        for (List<PostId> ranking : List.of(one, other)) {
            for (int i = 0; i < ranking.size(); i++) {
                worth.merge(ranking.get(i), 1.0 / (EVEN + i), Double::sum);
            }
        }
        return worth.entrySet().stream()
                .sorted(Map.Entry.<PostId, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .limit(PostStore.MAX_FOUND)
                .toList();
    }

    /// @param words that they have to match; empty for all
    private List<PostId> wanted(Handle handle, Collection<PostId> ids, String words, boolean adult) {
        Set<PostId> there = handle.createQuery("select id from post, " + QUERY + " wanted"
                        + " where id = any (:ids::text[]) and (numnode(wanted) = 0 or words @@ wanted)"
                        + " and (:adult or not adult) and seen_at >= :limit")
                .bind("words", words)
                .bindArray("ids", String.class, ids.stream().map(PostId::value).toList())
                .bind("adult", adult)
                .bind("limit", PostRows.at(retention.limit()))
                .map((row, _) -> new PostId(row.getString("id")))
                .set();
        return ids.stream().filter(there::contains).toList();
    }

    private Found cached(String name, Supplier<Found> source) {
        return cache.get(FOUND, new Key(PostgresCatalog.SEARCH_GROUP, name), () -> Optional.of(source.get()))
                .value()
                .orElseThrow();
    }

    private List<PostId> ranked(Handle handle, String words, String topic, boolean adult) {
        String matches = MATCHES.formatted("not adult") + (adult ? " union all " + MATCHES.formatted("adult") : "");
        return handle
                .createQuery("select id, created, ts_rank(words, " + QUERY
                        + ") * case when topic = :topic then 2 else 1 end as rank from (" + matches + ") matching")
                .bind("words", words)
                .bind("topic", topic)
                .bind("limit", PostRows.at(retention.limit()))
                .bind("window", WINDOW)
                .map(Ranked::of)
                .stream()
                .sorted(BEST_FIRST)
                .limit(PostStore.MAX_FOUND)
                .map(Ranked::id)
                .toList();
    }

    /// The words that fewest other posts have.
    private static List<String> rare(Handle handle, String title) {
        return handle.createQuery("""
                        select word from unnest(:words::text[]) word cross join lateral (
                            select count(*) as posts from (
                                select from post where words @@ plainto_tsquery('english', word) limit :frequent) few) counted
                        where posts > 1 order by posts, word limit :rare""")
                .bindArray("words", String.class, longest(title))
                .bind("frequent", FREQUENT)
                .bind("rare", RARE)
                .mapTo(String.class)
                .list();
    }

    static List<String> longest(String title) {
        return Stream.of(title.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(COUNTED)
                .toList();
    }

    List<ClassifiedPost> find(List<PostId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String name = ids.stream().map(PostId::value).collect(Collectors.joining("+"));
        return posts(name, handle -> stored(handle, ids));
    }

    /// Words are looked for as a search does, so forms of one are sorted out behind that.
    List<ClassifiedPost> concerned(Kind kind, String value) {
        String which = switch (kind) {
            case POST -> "id = :value";
            case WORD -> "words @@ plainto_tsquery('english', :value) and created < timestamptz '9999-01-01'";
            case DOMAIN -> "domain = :value";
            case SUBREDDIT -> "subreddit = :value";
        };
        return posts(
                "rule/" + kind + "/" + value,
                handle -> handle
                        .createQuery("select " + PostgresCatalog.COLUMNS + " from post p where " + which
                                + " and not adult and seen_at >= :limit order by created desc, id desc limit :max")
                        .bind("value", value)
                        .bind("limit", PostRows.at(retention.limit()))
                        .bind("max", PostStore.MAX_FOUND)
                        .map(new PostRows())
                        .stream()
                        .filter(post -> TopicRule.values(kind, post.post()).anyMatch(value::equals))
                        .toList());
    }

    private List<ClassifiedPost> posts(String name, Function<Handle, List<ClassifiedPost>> source) {
        return cache.get(
                        POSTS,
                        new Key(PostgresCatalog.SEARCH_GROUP, name),
                        () -> Optional.of(new Posts(database.with(source::apply))))
                .value()
                .orElseThrow()
                .posts();
    }

    private List<ClassifiedPost> stored(Handle handle, List<PostId> ids) {
        Map<PostId, ClassifiedPost> stored = new LinkedHashMap<>();
        handle.createQuery("select " + PostgresCatalog.COLUMNS
                        + " from post p where p.id = any (:ids::text[]) and p.seen_at >= :limit")
                .bindArray("ids", String.class, ids.stream().map(PostId::value).toList())
                .bind("limit", PostRows.at(retention.limit()))
                .map(new PostRows())
                .forEach(post -> stored.put(post.post().id(), post));
        return ids.stream().map(stored::get).filter(Objects::nonNull).toList();
    }
}
