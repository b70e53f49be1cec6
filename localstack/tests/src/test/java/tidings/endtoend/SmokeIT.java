package tidings.endtoend;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.smoke.Smoke;

import static org.assertj.core.api.Assertions.assertThat;

/// The command that anyone can point at a deployed stack, pointed at this one.
@ExtendWith(SharedTidings.class)
class SmokeIT {
    private final URI api;
    private final URI webhook;

    SmokeIT(Tidings tidings) {
        this.api = URI.create(tidings.stack().model().outputs().get("ApiUrl"));
        this.webhook = URI.create(tidings.stack().model().outputs().get("WebhookUrl"));
    }

    @Test
    void aStackThatRunsPasses() {
        assertThat(new Smoke(api, webhook).run())
                .hasSizeGreaterThan(4)
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.expected()).isEmpty());
    }

    @Test
    void everyWrongDoorIsNamed() {
        assertThat(new Smoke(webhook, api).run())
                .allSatisfy(finding ->
                        assertThat(finding.wrong()).as(finding.expected()).isNotEmpty());
    }

    @Test
    void whatDoesNotAnswerIsNamed() {
        URI nobody = URI.create("http://127.0.0.1:1/");

        assertThat(new Smoke(nobody, nobody).run())
                .allSatisfy(finding -> assertThat(finding.wrong())
                        .hasValueSatisfying(wrong -> assertThat(wrong).contains("does not respond")));
    }
}
