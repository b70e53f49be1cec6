package tidings.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureV4Test {
    private static final int SEEDS = 300;

    @Test
    void signsAsTheLibraryOfAwsDoesWhateverIsSent() {
        Instant start = Instant.parse("2026-11-20T09:00:00Z");
        SignatureV4 signature = new SignatureV4("sqs", "eu-central-1");
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            // Each key for a few requests, of which some are on another day.
            String key = "secret" + seed / 3;
            Optional<String> token = random.nextBoolean() ? Optional.of(text(random, 900)) : Optional.empty();
            Instant time = start.plus(Duration.ofHours(random.nextInt(1_000)));
            byte[] body = (text(random, random.nextInt(3_000)) + "שלום 🙂").getBytes(StandardCharsets.UTF_8);

            SdkHttpRequest signed = signedByAws(key, token, time, body, text(random, 12));
            TreeMap<String, String> headers = new TreeMap<>();
            signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String expected = headers.remove("authorization");

            assertThat(signature.of(headers, body, new Credentials("id", key, token)))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    private static SdkHttpRequest signedByAws(
            String key, Optional<String> token, Instant time, byte[] body, String target) {
        AwsCredentials credentials = token.<AwsCredentials>map(some -> AwsSessionCredentials.create("id", key, some))
                .orElseGet(() -> AwsBasicCredentials.create("id", key));
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://sqs.eu-central-1.amazonaws.com"))
                .putHeader("Content-Type", List.of("application/x-amz-json-1.0"))
                .putHeader("X-Amz-Target", target)
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
                .request();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return text.toString();
    }
}
