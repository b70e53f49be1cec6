package tidings.setup;

import java.time.InstantSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tidings.aws.AwsClients;
import tidings.aws.Env;
import tidings.aws.Secrets;
import tidings.aws.Wiring;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.state.DynamoDb;

/// `Custom::Registration`: the bot at Telegram. Runs outside the VPC.
public final class RegistrationHandler extends CustomResourceHandler {
    public RegistrationHandler() {
        this(RegistrationConfig.from(Env.system()), AwsClients.secretsManager());
    }

    private RegistrationHandler(RegistrationConfig config, SecretsManagerClient secrets) {
        this(
                arn -> secrets.getSecretValue(request -> request.secretId(arn)).secretString(),
                new ChatsTable(DynamoDb.of(Wiring.real(config.service())), config.chatsTable(), InstantSource.system()),
                InstantSource.system());
    }

    RegistrationHandler(Secrets secrets, Chats chats, InstantSource clock) {
        super(new Registration(secrets, chats), clock);
    }
}
