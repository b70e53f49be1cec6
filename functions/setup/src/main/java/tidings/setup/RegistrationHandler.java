package tidings.setup;

import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tidings.aws.AwsClients;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Meter;
import tidings.aws.Secrets;

/// `Custom::Registration`: the bot at Telegram. Runs outside the VPC.
public final class RegistrationHandler extends CustomResourceHandler {
    public RegistrationHandler() {
        this(RegistrationConfig.from(Env.system()), AwsClients.secretsManager());
    }

    private RegistrationHandler(RegistrationConfig config, SecretsManagerClient secrets) {
        this(
                arn -> secrets.getSecretValue(request -> request.secretId(arn)).secretString(),
                new EmfMeter(config.service()),
                InstantSource.system());
    }

    RegistrationHandler(Secrets secrets, Meter meter, InstantSource clock) {
        super(new Registration(secrets), meter, clock);
    }
}
