package tidings.localstack.stack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ResponseUrlsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ResponseUrls addresses = new ResponseUrls();

    @AfterEach
    void close() {
        addresses.close();
    }

    @RepeatedTest(200)
    void aResponseIsRecordedBeforeItsSenderGetsThe200() throws Exception {
        ResponseUrls.Address address = addresses.open();

        int status = send(address, "PUT");

        assertThat(address.answer()).isCompleted();
        assertThat(address.answer().join().path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(status).isEqualTo(200);
    }

    @Test
    void aResponseAfterTheEndIsRejected() throws Exception {
        ResponseUrls.Address address = addresses.open();
        address.close();

        assertThat(send(address, "PUT")).isEqualTo(403);
        assertThat(address.answer()).isNotCompleted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void onlyAPutIsSigned(String method) throws Exception {
        ResponseUrls.Address address = addresses.open();

        assertThat(send(address, method)).isEqualTo(403);
        assertThat(address.answer()).isNotCompleted();
    }

    @Test
    void aContentTypeIsNotSigned() throws Exception {
        ResponseUrls.Address address = addresses.open();

        assertThat(send(address, "PUT", "Content-Type", "application/json")).isEqualTo(403);
        assertThat(address.answer()).isNotCompleted();
    }

    private static int send(ResponseUrls.Address address, String method, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                .method(method, HttpRequest.BodyPublishers.ofString("{\"Status\":\"SUCCESS\"}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
