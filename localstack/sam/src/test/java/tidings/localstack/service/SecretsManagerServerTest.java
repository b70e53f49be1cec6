package tidings.localstack.service;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsManagerServerTest {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:sample-Key";

    private final SecretsManagerServer secrets = SecretsManagerServer.start(InstantSource.system());

    @BeforeEach
    void create() {
        secrets.create(
                List.of(new StackModel.Secret(
                        "Key",
                        "sample-Key",
                        ARN,
                        Optional.empty(),
                        Optional.of(new StackModel.Generated(40, "", Optional.empty(), Optional.empty())))),
                Map.of());
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    @Test
    void aReferenceIsTheValueOfItsSecret() {
        String value = secrets.text("Key");

        assertThat(secrets.resolved("{{resolve:secretsmanager:" + ARN + "}}"))
                .isEqualTo(value)
                .hasSize(40);
        assertThat(secrets.resolved("a {{resolve:secretsmanager:sample-Key}} b"))
                .isEqualTo("a " + value + " b");
        assertThat(secrets.resolved("{no reference}")).isEqualTo("{no reference}");
    }

    @Test
    void aReferenceToNoSecretOfTheTemplateIsRefused() {
        assertThatThrownBy(() -> secrets.resolved("{{resolve:secretsmanager:another}}"))
                .hasMessage("{{resolve:secretsmanager:another}} refers to no secret of this template");
    }
}
