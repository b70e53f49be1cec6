package tidings.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestTest {
    private static final String SECRET = "\"x-telegram-bot-api-secret-token\"";

    @Test
    void readsOfAnEventWhatItNeedsWhateverStandsAround() throws IOException {
        Request request = read("""
                {"isBase64Encoded": true, "new": [{"body": "no"}], "body": "w7w=", "cookies": ["method"],
                 "requestContext": {"http": {"path": "/", "sourceIp": "192.0.2.1", "new": {"method": "no"}, "method": "POST"},
                                    "authorizer": {"http": {"method": "GET"}}},
                 "headers": {"a": {%s: "no"}, %s: "right", "z": "z"}}""".formatted(SECRET, SECRET));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.sourceIp()).isEqualTo("192.0.2.1");
        assertThat(request.secret()).contains("right");
        assertThat(request.body()).isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[1, {\"requestContext\": 2}]",
                "{\"requestContext\": null, \"headers\": null, \"body\": null, \"isBase64Encoded\": null}",
                "{\"requestContext\": [], \"headers\": [], \"body\": [\"a\"], \"isBase64Encoded\": \"yes\"}",
                "{\"requestContext\": {\"http\": {\"method\": {\"a\": 1}, \"sourceIp\": 4}}, \"body\": {\"body\": \"a\"}}",
                "{\"requestContext\": {\"http\": []}, \"headers\": {\"x-telegram-bot-api-secret-token\": [\"right\"]}}"
            })
    void whatAnEventLacksIsEmpty(String event) throws IOException {
        Request request = read(event);

        assertThat(request.method()).isEmpty();
        assertThat(request.sourceIp()).isNull();
        assertThat(request.secret()).isEqualTo(Optional.empty());
        assertThat(request.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"w7w=, ü", "!, ''", "'', ''"})
    void aBodyInBase64IsDecodedAndOneThatIsNoneIsEmpty(String body, String decoded) throws IOException {
        assertThat(read("{\"body\": \"%s\", \"isBase64Encoded\": true}".formatted(body))
                        .body())
                .isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"headers\": {", "hello"})
    void anEventThatIsNoJsonFails(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }

    private static Request read(String event) throws IOException {
        return Request.of(event.getBytes(StandardCharsets.UTF_8));
    }
}
