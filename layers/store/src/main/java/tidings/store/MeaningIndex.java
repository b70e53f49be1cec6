package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.PostId;
import tidings.selection.Meaning;
import tidings.selection.SameStory;
import tidings.selection.Sketches;

/// What the latest posts mean, in memory: each search compares with all of them, and reads what came since the
/// last one. In plain Java, for Postgres has no dot product: among 10,000 it took 1,500 ms with arrays where this
/// took 3 to 13 ms. What looks for the same story compares with those alone whose [Sketches] are alike. Thread-safe.
final class MeaningIndex {
    /// 20 MB.
    static final int MAX = 50_000;

    private static final int PAGE = 5_000;

    /// Numbers are given before transactions end, so a smaller one may be seen after a greater one.
    private static final int OVERLAP = 100;

    private final Database database;
    private final Retention retention;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Set<Long> recent = new HashSet<>();
    private long last;
    private Instant begun = Instant.MIN;
    private Sketches sketches = Sketches.of(List.of());

    private record Entry(long number, PostId post, Meaning meaning, long[] sketch) {}

    private record Latest(List<Entry> entries, Sketches sketches) {}

    MeaningIndex(Database database, Retention retention) {
        this.database = database;
        this.retention = retention;
    }

    /// As [PostStore#near].
    List<Map<PostId, Double>> near(List<Meaning> meanings, double min, int max) {
        if (meanings.isEmpty()) {
            return List.of();
        }
        Latest latest = read();
        return meanings.stream()
                .map(meaning -> nearest(like(meaning, latest, min).stream(), min, max))
                .toList();
    }

    /// A plain loop: tens of thousands are compared, and few are alike.
    private static List<Map.Entry<PostId, Double>> like(Meaning meaning, Latest latest, double min) {
        long[] sketch = min >= SameStory.MIN_LIKENESS ? latest.sketches.of(meaning) : new long[0];
        List<Map.Entry<PostId, Double>> found = new ArrayList<>();
        for (Entry entry : latest.entries) {
            if (Sketches.mayBeAlike(sketch, entry.sketch)) {
                double likeness = meaning.likeness(entry.meaning);
                if (likeness >= min) {
                    found.add(Map.entry(entry.post, likeness));
                }
            }
        }
        return found;
    }

    static Map<PostId, Double> nearest(Stream<Map.Entry<PostId, Double>> all, double min, int max) {
        return all.filter(entry -> entry.getValue() >= min)
                .sorted(Map.Entry.<PostId, Double>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().value()))
                .limit(max)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private long latest() {
        return database.with(handle -> handle.createQuery("select number from post_vector order by number desc limit 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    private synchronized Latest read() {
        Instant now = retention.clock().instant();
        if (begun.plus(Stores.STALE).isBefore(now)) { // what was deleted is forgotten
            entries.clear();
            recent.clear();
            sketches = Sketches.of(List.of());
            begun = now;
            last = latest() - MAX;
        }
        List<Entry> page;
        do {
            page = database.with(handle -> handle.createQuery("""
                            select number, post, vector from post_vector where number > :after
                            order by number limit :page""")
                    .bind("after", last - OVERLAP)
                    .bind("page", PAGE)
                    .map((row, _) -> entry(row))
                    .list());
            page.stream().filter(entry -> recent.add(entry.number)).forEach(entries::add);
            last = page.isEmpty() ? last : Math.max(last, page.getLast().number);
        } while (page.size() == PAGE);
        recent.removeIf(number -> number <= last - OVERLAP);
        while (entries.size() > MAX) {
            entries.removeFirst();
        }
        if (sketches.isOutgrownBy(entries.size())) {
            sketches = Sketches.of(entries.stream().map(Entry::meaning).toList());
            List<Entry> sketched = entries.stream()
                    .map(entry -> entry(entry.number, entry.post, entry.meaning))
                    .toList();
            entries.clear();
            entries.addAll(sketched);
        }
        return new Latest(List.copyOf(entries), sketches);
    }

    private Entry entry(ResultSet row) throws SQLException {
        return entry(row.getLong("number"), new PostId(row.getString("post")), Meaning.of(row.getBytes("vector")));
    }

    private Entry entry(long number, PostId post, Meaning meaning) {
        return new Entry(number, post, meaning, sketches.of(meaning));
    }

    /// Keeps what posts mean of which nothing is kept yet. Those that are not stored are left out.
    static void keep(Handle handle, Map<PostId, Meaning> meanings) {
        List<PostId> posts = meanings.keySet().stream()
                .sorted(Comparator.comparing(PostId::value))
                .toList();
        if (!posts.isEmpty()) {
            Update insert = handle.createUpdate("""
                    insert into post_vector (post, vector) select new.post, decode(new.vector, 'base64')
                    from unnest(:id::text[], :vector::text[]) as new (post, vector) join post p on p.id = new.post
                    on conflict do nothing""");
            PostRows.bindArray(insert, "id", String.class, posts, PostId::value);
            PostRows.bindArray(
                    insert,
                    "vector",
                    String.class,
                    posts,
                    post -> Base64.getEncoder()
                            .encodeToString(meanings.get(post).toBytes()));
            insert.execute();
        }
    }
}
