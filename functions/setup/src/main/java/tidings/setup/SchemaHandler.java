package tidings.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.Map;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Meter;
import tidings.store.DirectEndpoint;
import tidings.store.Migrations;

/// Migrates the schema as the database's owner: takes `{"username": …, "password": …}`, which is never logged, and
/// returns how many migrations were applied, or fails with the reason. Runs inside the VPC.
public final class SchemaHandler implements RequestHandler<Map<String, String>, Integer> {
    private final DirectEndpoint database;
    private final Meter meter;
    private final InstantSource clock = InstantSource.system();

    public SchemaHandler() {
        this(SchemaConfig.from(Env.system()));
    }

    private SchemaHandler(SchemaConfig config) {
        this(config.database(), new EmfMeter(config.service()));
    }

    SchemaHandler(DirectEndpoint database, Meter meter) {
        this.database = database;
        this.meter = meter;
    }

    @Override
    public Integer handleRequest(Map<String, String> owner, Context context) {
        return Invocation.run(context, clock, () -> {
            int applied = Migrations.apply(database.enteredBy(owner.get("username"), owner.get("password")));
            meter.count("MigrationsApplied", "applied", applied);
            return applied;
        });
    }
}
