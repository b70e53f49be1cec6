package tidings.preferences;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChatSettingsTest {
    @Test
    void everySettingIsListedUnderANameOfItsOwn() {
        List<Object> declared = Arrays.stream(ChatSettings.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class)
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(field.getName() + " must be public", e);
                    }
                })
                .toList();

        assertThat(List.<Object>copyOf(ChatSettings.ALL)).containsExactlyInAnyOrderElementsOf(declared);
        assertThat(ChatSettings.ALL.stream().map(Setting::name)).doesNotHaveDuplicates();
        assertThat(ChatSettings.ALL).allSatisfy(ChatSettingsTest::readsWhatItWrote);
    }

    private static <T> void readsWhatItWrote(Setting<T> setting) {
        assertThat(setting.offered()).isNotEmpty().doesNotHaveDuplicates();
        for (String offered : setting.offered()) {
            T choice = setting.read().apply(offered).orElseThrow();
            assertThat(setting.write().apply(choice)).isEqualTo(offered);
            assertThat(ChatSettings.NONE.with(setting, Optional.of(choice)).get(setting))
                    .contains(choice);
        }
        assertThat(setting.read().apply("no such choice")).isEmpty();
    }

    @Test
    void aChoiceHoldsUntilItIsAutomaticAgain() {
        ChatSettings german = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));

        assertThat(german.get(ChatSettings.LANGUAGE)).contains("de");
        assertThat(german.with(ChatSettings.LANGUAGE, Optional.empty())).isEqualTo(ChatSettings.NONE);
    }

    @Test
    void aChoiceThatThereIsNotIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("tlh")))
                .withMessage("language cannot be tlh");
    }

    @Test
    void whatAnotherVersionStoredIsKeptAndNotUsed() {
        ChatSettings stored =
                Json.read("{\"chosen\": {\"language\": \"tlh\", \"volume\": \"loud\"}}", ChatSettings.class);

        assertThat(stored.get(ChatSettings.LANGUAGE)).isEmpty();
        assertThat(stored.with(ChatSettings.LANGUAGE, Optional.of("en")).chosen())
                .isEqualTo(Map.of("language", "en", "volume", "loud"));
    }
}
