package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.lambda.InvocationResult;

import static org.assertj.core.api.Assertions.assertThat;

/// What Lambda does with an invocation, by the sample template.
@ExtendWith(SampleStack.Shared.class)
class InvocationsIT {
    private final SampleStack sample;
    private final Stack stack;

    InvocationsIT(SampleStack sample) {
        this.sample = sample;
        this.stack = sample.stack();
    }

    @Test
    void functionsSeeTheTemplatesEnvironmentOnly() throws Exception {
        JsonNode environment = sample.invoke("WebFunction", "{\"do-environment\":1}");

        assertThat(environment.path("GREETING").asText()).isEqualTo("hello from us-east-1");
        assertThat(environment.path("ORDERS_URL").asText())
                .isEqualTo(stack.model().queue("Orders").url());
        assertThat(environment.path("ZONE").asText()).isEqualTo("us-east-1b");
        assertThat(environment.path("OWN_URL").asText())
                .isEqualTo(stack.url("WebFunction").toString());
        assertThat(environment.has("ONLY_PROD")).isFalse();
        assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(environment.path("arn").asText()).endsWith(":function:tidings-WebFunction");
        assertThat(environment.path("left").asInt()).isBetween(1, 10_000);
        assertThat(environment.path("heap").asLong()).isBetween(200L << 20, 256L << 20);
        assertThat(environment.has("HOME")).isFalse();
    }

    @Test
    void anUncaughtExceptionIsTheFunctionsError() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", SampleStack.bytes("{\"do-throw\":1}"));

        assertThat(SampleStack.error(outcome).path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(SampleStack.error(outcome).path("errorMessage").asText()).isEqualTo("as asked");
    }

    @Test
    void aProcessThatExitsFailsItsInvocationAndIsReplaced() throws Exception {
        List<Long> before = stack.environments("WebFunction");
        InvocationResult outcome = stack.invoke("WebFunction", SampleStack.bytes("{\"do-exit\":1}"));

        assertThat(SampleStack.error(outcome).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(SampleStack.error(outcome).path("errorMessage").asText())
                .endsWith("Runtime exited with error: exit status 3");
        assertThat(sample.invoke("WebFunction", "{}").has("echo")).isTrue();
        assertThat(stack.environments("WebFunction")).isNotEqualTo(before);
    }

    @Test
    void aFunctionThatExceedsItsTimeoutIsStopped() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", SampleStack.bytes("{\"do-sleep\":1}"));

        assertThat(SampleStack.error(outcome).path("errorMessage").asText())
                .endsWith("Task timed out after 10.00 seconds");
        assertThat(sample.invoke("WebFunction", "{}").has("echo")).isTrue();
    }

    @Test
    void aResponseOverSixMegabytesIsRejected() throws Exception {
        InvocationResult outcome = stack.invoke("WebFunction", SampleStack.bytes("{\"do-huge\":1}"));

        assertThat(SampleStack.error(outcome).path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(sample.invoke("WebFunction", "{}").has("echo")).isTrue();
    }

    @Test
    void snapStartFunctionsGoThroughCheckpointAndRestore() throws Exception {
        assertThat(sample.invoke("SnapFunction", "{}")).map(JsonNode::asText).containsExactly("checkpoint", "restore");
    }
}
