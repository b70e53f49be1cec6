package tidings.setup;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudFormationTest {
    @Test
    void receivesASuccess() throws Exception {
        try (Answers answers = new Answers()) {
            respond(answers, new Result.Done("it"));

            assertThat(answers.only()).isEqualTo(Json.mapper().readTree("""
                            {"StackId": "stack", "RequestId": "request", "LogicalResourceId": "Thing",
                             "Status": "SUCCESS", "PhysicalResourceId": "it"}"""));
            assertThat(answers.requests()).as("signed without a content type").containsExactly("PUT []");
        }
    }

    @Test
    void receivesAFailureWithItsReason() throws Exception {
        try (Answers answers = new Answers()) {
            respond(answers, new Result.Failed("it", "The moon is full."));

            assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
            assertThat(answers.only().path("Reason").asText()).isEqualTo("The moon is full.");
        }
    }

    @Test
    void receivesTheResponseAgainAfterRejectingIt() throws Exception {
        try (Answers answers = new Answers(503, 500)) {
            respond(answers, new Result.Done("it"));

            assertThat(answers.requests()).hasSize(3);
            assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
        }
    }

    @Test
    void receivesALimitedNumberOfAttemptsWhoseUrlIsKeptSecret() {
        try (Answers answers = new Answers(503, 503, 503, 503, 503)) {
            assertThatThrownBy(() -> respond(answers, new Result.Done("it")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("503")
                    .hasMessageNotContaining("planted");
            assertThat(answers.requests()).hasSize(4);
        }
    }

    @Test
    void failsWithoutItsUrlWhenItIsUnreachable() {
        CloudFormation.Request request =
                new CloudFormation.Request(URI.create("http://127.0.0.1:1/planted"), "stack", "request", "Thing");

        assertThatThrownBy(() -> new CloudFormation().respond(request, new Result.Done("it")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("planted");
    }

    private static void respond(Answers answers, Result result) throws IOException {
        new CloudFormation()
                .respond(new CloudFormation.Request(answers.address(), "stack", "request", "Thing"), result);
    }
}
