package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.loadtest.bench.Turns;

/// What functions would gain from statements that the server keeps prepared, on connections of their own: every hot
/// query as they send it, against the same with a name from its first use. Postgres plans a named statement for its
/// values five times and then, where that seems as good, once for all values; both have happened before what is
/// timed (https://www.postgresql.org/docs/current/sql-prepare.html). So it is also measured with a plan for each
/// call, which saves no more than the parsing.
public final class PreparedBenchmark {
    private static final String UNNAMED = "prepareThreshold=0";
    private static final String NAMED = "prepareThreshold=1";
    private static final String PLANNED = NAMED + "&options=-c%20plan_cache_mode=force_custom_plan";

    private final Turns turns;
    private final ObjDoubleConsumer<String> seen;

    /// @param rounds how often each query is timed
    /// @param seen gets each measure by its name
    public PreparedBenchmark(int rounds, ObjDoubleConsumer<String> seen) {
        this.turns = new Turns(rounds);
        this.seen = seen;
    }

    public void run(int posts) throws IOException, SQLException {
        try (TestPostgres postgres = TestPostgres.start(DatabaseBenchmark.SETTINGS)) {
            PGSimpleDataSource superuser = new PGSimpleDataSource();
            superuser.setURL(postgres.url());
            Generated.fill(superuser, posts, Filled.POSTS_OF_A_COMMUNITY, Filled.TOPICS);
            String shipped = new DatabaseConfig(
                            "127.0.0.1", postgres.port(), "disable", "test", "eu-west-1", TestPostgres.PROFILE)
                    .url();
            if (!shipped.contains(UNNAMED)) {
                throw new IllegalStateException("functions prepare statements already: " + shipped);
            }
            try (Database unnamed = database(shipped);
                    Database named = database(shipped.replace(UNNAMED, NAMED));
                    Database planned = database(shipped.replace(UNNAMED, PLANNED))) {
                compare(Stream.of(unnamed, named, planned)
                        .map(database -> new Filled(posts, database, superuser, new Random(7)).hotQueries())
                        .toList());
            }
        }
    }

    /// @param ways unnamed, named, and named with a plan for each call
    private void compare(List<Map<String, Runnable>> ways) {
        double[] together = new double[ways.size()];
        for (String name : new TreeMap<>(ways.getFirst()).keySet()) {
            double[] micros =
                    turns.medians(ways.stream().map(way -> way.get(name)).toList(), () -> {});
            seen.accept("unnamed " + name, micros[0]);
            seen.accept("named " + name, micros[1]);
            seen.accept("planned " + name, micros[2]);
            seen.accept("ratio of hot queries", micros[1] / micros[0]);
            seen.accept("ratio of hot queries, planned each time", micros[2] / micros[0]);
            for (int way = 0; way < together.length; way++) {
                together[way] += micros[way];
            }
        }
        seen.accept("ratio of all hot queries together", together[1] / together[0]);
        seen.accept("ratio of all hot queries together, planned each time", together[2] / together[0]);
    }

    private static Database database(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(DatabaseConfig.NAME);
        source.setPassword("any");
        return Database.of(source, TestPostgres.PROFILE, InstantSource.system());
    }
}
