package tidings.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tidings.aws.Env;
import tidings.aws.Wiring;

import static org.assertj.core.api.Assertions.assertThat;

class PrimingTest {
    private static final ApiConfig CONFIG = ApiConfig.from(Env.of(name -> switch (name) {
        case "PROFILE" -> "testing";
        case "REDDIT_MODE" -> "rss";
        case "CACHE_MODE" -> "serverless";
        case "TELEGRAM_KEY" -> "0".repeat(64);
        case "DATABASE_PORT", "CACHE_PORT", "RETENTION_HOURS", "OPERATORS_CHAT" -> "1";
        case "OPERATOR_KEY_HASHES" -> null;
        default -> "nowhere.invalid";
    }));

    @ParameterizedTest
    @FieldSource("tidings.api.ApiHandler#SAMPLES")
    void aSampleIsAnsweredWithoutANetwork(String path) {
        Wiring silent = Wiring.silent();

        Services services = Services.of(CONFIG, ApiCalls.CLASSIFIER, silent);

        assertThat(new Api(
                                Routes.all(services),
                                CONFIG.http(),
                                services.initData(),
                                services.tunables(),
                                _ -> {},
                                silent.meter(),
                                silent.clock())
                        .answer(ApiHandler.sample(path))
                        .status())
                .isEqualTo(200);
    }
}
