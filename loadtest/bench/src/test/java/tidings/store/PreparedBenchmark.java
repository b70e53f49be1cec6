package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.loadtest.bench.Turns;

/// What functions would gain from statements that the server keeps prepared, on connections of their own: every hot
/// query as they send it, against the same with a name from its first use. Postgres plans a named statement for its
/// values five times and then, where that seems as good, once for all values; both have happened before what is
/// timed (https://www.postgresql.org/docs/current/sql-prepare.html).
public final class PreparedBenchmark {
    private static final String UNNAMED = "prepareThreshold=0";
    private static final String NAMED = "prepareThreshold=1";

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
                    Database named = database(shipped.replace(UNNAMED, NAMED))) {
                compare(
                        new Filled(posts, unnamed, superuser, new Random(7)).hotQueries(),
                        new Filled(posts, named, superuser, new Random(7)).hotQueries());
            }
        }
    }

    private void compare(Map<String, Runnable> unnamed, Map<String, Runnable> named) {
        double allUnnamed = 0;
        double allNamed = 0;
        for (String name : new TreeMap<>(unnamed).keySet()) {
            double[] micros = turns.medians(List.of(unnamed.get(name), named.get(name)), () -> {});
            seen.accept("unnamed " + name, micros[0]);
            seen.accept("named " + name, micros[1]);
            seen.accept("ratio of hot queries", micros[1] / micros[0]);
            allUnnamed += micros[0];
            allNamed += micros[1];
        }
        seen.accept("ratio of all hot queries together", allNamed / allUnnamed);
    }

    private static Database database(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(DatabaseConfig.NAME);
        source.setPassword("any");
        return Database.of((DataSource) source, TestPostgres.PROFILE, InstantSource.system());
    }
}
