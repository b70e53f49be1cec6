package tidings.setup;

import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tidings.platform.Aws;
import tidings.platform.EmfMeter;
import tidings.platform.Env;
import tidings.platform.Meter;
import tidings.platform.Secrets;

/// `Custom::Registration`: the bot at Telegram. Lives outside the VPC.
public final class RegistrationHandler extends CustomResourceHandler {
    public RegistrationHandler() {
        this(RegistrationConfig.from(Env.system()), Aws.secretsManager());
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
