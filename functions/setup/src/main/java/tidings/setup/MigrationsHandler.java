package tidings.setup;

import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tidings.platform.Aws;
import tidings.platform.EmfMeter;
import tidings.platform.Env;

/// `Custom::Migrations`: the schema, before any function that needs it is deployed. Lives outside the VPC.
public final class MigrationsHandler extends CustomResourceHandler {
    public MigrationsHandler() {
        this(MigrationsConfig.from(Env.system()), Aws.secretsManager());
    }

    private MigrationsHandler(MigrationsConfig config, SecretsManagerClient secrets) {
        super(
                new SchemaUpdate(
                        arn -> secrets.getSecretValue(request -> request.secretId(arn))
                                .secretString(),
                        LambdaSchema.system()),
                new EmfMeter(config.service()),
                InstantSource.system());
    }
}
