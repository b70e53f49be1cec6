package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import tidings.domain.ClassifiedPost;
import tidings.loadtest.bench.Turns;
import tidings.store.cache.SlowProxy;

/// What the database does with one row and with a hundred, near by and a millisecond away, and how frequent
/// queries grow with the number of posts. An exponent of 0 is a time that does not grow, one of 1 a time that
/// grows in proportion.
public final class DatabaseBenchmark {
    /// All of the largest database fits into memory, as what is asked for often does.
    static final Map<String, String> SETTINGS = Map.of(
            "fsync",
            "off",
            "autovacuum",
            "off",
            "jit",
            "off",
            "max_wal_size",
            "8GB",
            "maintenance_work_mem",
            "256MB",
            "shared_buffers",
            "2GB");

    private final Turns turns;
    private final ObjDoubleConsumer<String> seen;

    /// @param rounds how often each is timed
    /// @param seen gets each measure by its name
    public DatabaseBenchmark(int rounds, ObjDoubleConsumer<String> seen) {
        this.turns = new Turns(rounds);
        this.seen = seen;
    }

    /// @param sizes numbers of posts, the smallest first
    public void run(List<Integer> sizes) throws IOException, SQLException {
        try (TestPostgres postgres = TestPostgres.start(SETTINGS)) {
            writes("near", postgres, postgres.port());
            try (SlowProxy proxy = new SlowProxy(postgres.port())) {
                proxy.delay(Duration.ofMillis(1));
                writes("1 ms away", postgres, proxy.port());
            }
            queries(postgres, sizes);
        }
    }

    private void writes(String where, TestPostgres postgres, int port) {
        try (Database database = TestPostgres.database(port)) {
            List<ClassifiedPost> hundred = TestPosts.posts("java", "h", 100);
            List<Runnable> ways = List.of(
                    () -> store(database, hundred.subList(0, 1)),
                    () -> store(database, hundred),
                    () -> hundred.forEach(post -> store(database, List.of(post))));
            List<ClassifiedPost> others = TestPosts.posts("java", "o", 100);
            double[] micros = turns.medians(ways, () -> {
                postgres.empty();
                store(database, others); // the first rows of a table take longer than any
            });
            seen.accept("insert one post, " + where, micros[0]);
            seen.accept("insert a hundred posts, " + where, micros[1]);
            seen.accept("insert growth from 1 to 100 rows, " + where, exponent(micros[0], micros[1], 100));
            seen.accept("a hundred inserts against one of a hundred, " + where, micros[2] / micros[1]);
        }
    }

    private static void store(Database database, List<ClassifiedPost> posts) {
        database.inTransaction(handle -> PostRows.upsert(handle, posts, TestPosts.NOON, true));
    }

    private void queries(TestPostgres postgres, List<Integer> sizes) throws SQLException {
        List<Filled> filled = new ArrayList<>();
        try {
            for (int size : sizes) {
                filled.add(Filled.with(postgres, size, "posts" + size));
            }
            double growth = (double) sizes.getLast() / sizes.getFirst();
            double worst = 0;
            List<Map<String, Runnable>> queries =
                    filled.stream().map(Filled::hotQueries).toList();
            for (String name : new TreeMap<>(queries.getFirst()).keySet()) {
                double[] micros =
                        turns.medians(queries.stream().map(of -> of.get(name)).toList(), () -> {});
                double exponent = exponent(micros[0], micros[micros.length - 1], growth);
                seen.accept("growth of " + name, exponent);
                seen.accept("growth of hot queries", exponent);
                worst = Math.max(worst, exponent);
            }
            seen.accept("growth of the hot query that grows most", worst);
        } finally {
            filled.forEach(one -> one.database().close());
        }
    }

    private static double exponent(double few, double many, double growth) {
        return Math.log(many / few) / Math.log(growth);
    }
}
