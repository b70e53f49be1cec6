package tidings.store.cache;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

class IamTokenTest {
    private static final CacheConfig CONFIG = new CacheConfig(
            CacheConfig.Mode.SERVERLESS, "cache.example.org", 6379, "Tidings-Cache", "tidings", "eu-west-1");

    private final IamToken token =
            new IamToken(CONFIG, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));

    @Test
    void isMadeForTheServerlessCacheAndItsUser() {
        assertThat(token.token())
                .startsWith("tidings-cache/?")
                .contains("Action=connect", "User=tidings", "ResourceType=ServerlessCache")
                .containsPattern("X-Amz-Credential=AKIDEXAMPLE%2F\\d{8}%2Feu-west-1%2Felasticache%2Faws4_request");
    }

    @Test
    void goesWithTheUserAsTheCredentialsOfAConnection() {
        assertThat(token.get().getUser()).isEqualTo("tidings");
        assertThat(new String(token.get().getPassword())).startsWith("tidings-cache/?");
    }
}
