package tidings.setup;

import tidings.aws.Env;
import tidings.store.DirectEndpoint;

/// What the schema's function needs to know.
record SchemaConfig(String service, DirectEndpoint database) {
    static SchemaConfig from(Env env) {
        return new SchemaConfig(env.text("POWERTOOLS_SERVICE_NAME"), DirectEndpoint.from(env));
    }
}
