package tidings.setup;

import tidings.aws.Env;

/// What the schema's update needs to know from its environment; the rest comes as properties.
record MigrationsConfig(String service) {
    static MigrationsConfig from(Env env) {
        return new MigrationsConfig(env.text("POWERTOOLS_SERVICE_NAME"));
    }
}
