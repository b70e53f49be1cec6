package tidings.setup;

import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tidings.aws.AwsClients;
import tidings.aws.EmfMeter;
import tidings.aws.Env;

/// `Custom::Migrations`: migrates the schema before any function that needs it is deployed. Runs outside the VPC.
public final class MigrationsHandler extends CustomResourceHandler {
    public MigrationsHandler() {
        this(MigrationsConfig.from(Env.system()), AwsClients.secretsManager());
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
