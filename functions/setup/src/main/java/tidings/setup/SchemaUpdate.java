package tidings.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Secrets;

/// The database's schema. No function inside the VPC can read the owner's password, and none outside can reach the
/// database: so this one, outside, passes the password to one inside. Thread-safe.
///
/// Properties: `OwnerSecretArn`, `SchemaFunction`.
final class SchemaUpdate implements CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaUpdate.class);

    private final Secrets secrets;
    private final Schema schema;

    /// Migrates the schema.
    @FunctionalInterface
    interface Schema {
        /// @param function its name or ARN
        /// @param owner the database's owner, as JSON with `username` and `password`
        /// @return how many migrations were applied
        /// @throws SetupException if one failed
        int migrate(String function, String owner);
    }

    SchemaUpdate(Secrets secrets, Schema schema) {
        this.secrets = secrets;
        this.schema = schema;
    }

    @Override
    public String physicalId(ResourceChange change) {
        return "schema";
    }

    /// The database's final snapshot keeps the data, so a deletion does nothing.
    @Override
    public void make(ResourceChange change) {
        switch (change.kind()) {
            case CREATE, UPDATE -> {
                Properties properties = change.properties();
                int applied = schema.migrate(
                        properties.text("SchemaFunction"), secrets.get(properties.text("OwnerSecretArn")));
                LOG.info("{} migrations were applied", applied);
            }
            case DELETE -> LOG.info("the schema stays as it is");
        }
    }
}
