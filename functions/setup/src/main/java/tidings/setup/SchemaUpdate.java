package tidings.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Secrets;

/// The database's schema. Its owner's password is kept where no function inside the VPC can read it, and the
/// database is where none outside can reach it: so this one, outside, hands it to one inside. Thread-safe.
///
/// Properties: `OwnerSecretArn`, `SchemaFunction`.
final class SchemaUpdate implements CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaUpdate.class);

    private final Secrets secrets;
    private final Schema schema;

    /// Who brings the schema up to date.
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
    public String physicalId(Change change) {
        return "schema";
    }

    /// The data outlives the stack in the database's last snapshot, so a deletion takes nothing away.
    @Override
    public void make(Change change) {
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
