package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InitDataTest {
    private static final Instant NOW = ApiCalls.NOW;
    private static final SigningTelegram TELEGRAM = new SigningTelegram();

    private final InitData reader = new InitData(TELEGRAM.key(), SigningTelegram.BOT, () -> NOW);

    private static Map<String, String> with(String name, String value) {
        Map<String, String> fields = new TreeMap<>(SigningTelegram.fields(42, NOW));
        fields.put(name, value);
        return fields;
    }

    private void refuses(String initData, String why) {
        assertThatThrownBy(() -> reader.person(initData))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whoOpenedThePageIsKnownByTelegramsSignature() {
        assertThat(reader.person(TELEGRAM.initData(SigningTelegram.fields(42, NOW))))
                .isEqualTo(new Caller.Person(42, Optional.of("de")));
    }

    @Test
    void fieldsThatAreNotKnownAreSignedToo() {
        assertThat(reader.person(TELEGRAM.initData(with("start_param", "a=b\nc&d +")))
                        .id())
                .isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "auth_date", "query_id", "signature", "extra"})
    void aFieldThatWasChangedOrAddedIsNotSigned(String field) {
        String signed = TELEGRAM.initData(SigningTelegram.fields(42, NOW));
        String other = signed.contains(field + "=9") ? "8" : "9"; // keys are random
        String changed = field.equals("extra")
                ? signed + "&extra=1"
                : signed.replaceFirst("(^|&)" + field + "=.", "$1" + field + "=" + other);

        assertThat(changed).isNotEqualTo(signed);
        refuses(changed, "did not sign");
    }

    @Test
    void anotherBotsSignatureAndAnotherKeysAreRefused() {
        Map<String, String> fields = SigningTelegram.fields(42, NOW);

        refuses(TELEGRAM.initData(fields, "7000000002"), "did not sign");
        refuses(new SigningTelegram().initData(fields), "did not sign");
        refuses(SigningTelegram.query(fields), "did not sign");
    }

    @Test
    void aSignatureIsGoodForAnHourAndNotBeforeItsTime() {
        for (Duration good : new Duration[] {Duration.ofMinutes(-1), Duration.ZERO, Duration.ofHours(1)}) {
            assertThat(reader.person(TELEGRAM.initData(SigningTelegram.fields(42, NOW.minus(good))))
                            .id())
                    .isEqualTo(42);
        }
        for (Duration bad : new Duration[] {Duration.ofSeconds(-61), Duration.ofSeconds(3601), Duration.ofDays(9000)}) {
            refuses(TELEGRAM.initData(SigningTelegram.fields(42, NOW.minus(bad))), "valid for an hour");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "1e9"})
    void aTimeThatIsNoneIsRefused(String time) {
        refuses(TELEGRAM.initData(with("auth_date", time)), "when it signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"id\":0}", "{\"id\":-5}", "{\"id\":\"x\"}", "7"})
    void whoIsNobodyIsRefused(String user) {
        refuses(TELEGRAM.initData(with("user", user)), "who opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "user", "a=1&a=2", "a=%", "a=%zz", "a=1&&b=2", "%61=1&a=1"})
    void whatHasNoFieldsIsRefusedWithTheForm(String text) {
        refuses(text, "tma <tgWebAppData>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242dff"})
    void aKeyThatIsNoneEndsTheStart(String key) {
        assertThatThrownBy(() -> new InitData(key, SigningTelegram.BOT, () -> NOW))
                .hasMessageContaining("64 hexadecimal digits");
    }
}
