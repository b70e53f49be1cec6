package tidings.setup;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudFormationTest {
    @Test
    void isToldOfSuccess() throws Exception {
        try (Answers answers = new Answers()) {
            tell(answers, new Result.Done("it"));

            assertThat(answers.only()).isEqualTo(Json.mapper().readTree("""
                            {"StackId": "stack", "RequestId": "request", "LogicalResourceId": "Thing",
                             "Status": "SUCCESS", "PhysicalResourceId": "it"}"""));
            assertThat(answers.requests()).as("signed without a content type").containsExactly("PUT []");
        }
    }

    @Test
    void isToldOfFailureWithTheReason() throws Exception {
        try (Answers answers = new Answers()) {
            tell(answers, new Result.Failed("it", "The moon is full."));

            assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
            assertThat(answers.only().path("Reason").asText()).isEqualTo("The moon is full.");
        }
    }

    @Test
    void isToldAgainWhenItDidNotTakeTheAnswer() throws Exception {
        try (Answers answers = new Answers(503, 500)) {
            tell(answers, new Result.Done("it"));

            assertThat(answers.requests()).hasSize(3);
            assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
        }
    }

    @Test
    void isNotAskedForeverAndItsAddressIsKeptSecret() {
        try (Answers answers = new Answers(503, 503, 503, 503, 503)) {
            assertThatThrownBy(() -> tell(answers, new Result.Done("it")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("503")
                    .hasMessageNotContaining("planted");
            assertThat(answers.requests()).hasSize(4);
        }
    }

    @Test
    void isGivenUpWhenNobodyIsThere() {
        CloudFormation.Request request =
                new CloudFormation.Request(URI.create("http://127.0.0.1:1/planted"), "stack", "request", "Thing");

        assertThatThrownBy(() -> new CloudFormation().tell(request, new Result.Done("it")))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("planted");
    }

    private static void tell(Answers answers, Result ending) throws IOException {
        new CloudFormation().tell(new CloudFormation.Request(answers.address(), "stack", "request", "Thing"), ending);
    }
}
