package tidings.botapi;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import tidings.testing.LogCapture;

import static org.assertj.core.api.Assertions.assertThat;

/// A token in any form stays what it is: a secret.
class TokenTest {
    static Stream<String> malformedTokens() {
        return Stream.of(
                "",
                " ",
                "1",
                ":",
                "7000000001:",
                "7000000001:se cret",
                "7000000001:se\ncret",
                "7000000001:se/cret",
                "7000000001:se/../cret",
                "7000000001:se%cret",
                "7000000001:se%zzcret",
                "7000000001:se?cret",
                "7000000001:se#cret",
                "7000000001:se\u0000cret",
                "7000000001:se\uFEFFcret",
                "7000000001:sécret",
                "\"7000000001:secret\"",
                "bot7000000001:secret",
                "{\"token\": \"7000000001:secret\"}");
    }

    @ParameterizedTest
    @MethodSource("malformedTokens")
    void aMalformedTokenIsNeverSentNorTold(String token) {
        try (CannedBotApi api = new CannedBotApi(200, "{\"ok\": true, \"result\": true}");
                LogCapture log = LogCapture.ofEverything()) {
            CallResult result = new HttpTelegram(api.address(), () -> token).call(new GetMe());

            assertThat(result).isEqualTo(new CallResult.UnknownToken());
            assertThat(api.paths).isEmpty();
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("123456:ABC")
                    .doesNotContain("cret", "7000000001");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7000000001:secret\n", "\r\n7000000001:secret", " 7000000001:secret\t "})
    void spaceAroundATokenDoesNotMatter(String token) {
        try (CannedBotApi api = new CannedBotApi(200, "{\"ok\": true, \"result\": true}")) {
            assertThat(new HttpTelegram(api.address(), () -> token).call(new GetMe()))
                    .isInstanceOf(CallResult.Done.class);
            assertThat(api.paths).containsExactly("/bot7000000001:secret/getme");
        }
    }
}
