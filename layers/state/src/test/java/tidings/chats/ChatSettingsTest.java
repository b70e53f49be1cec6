package tidings.chats;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.chats.ChatSettings.Setting;

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
        assertThat(ChatSettings.ALL)
                .allSatisfy(setting ->
                        assertThat(setting.choices()).hasSizeGreaterThan(1).doesNotHaveDuplicates());
    }

    @Test
    void aChoiceHoldsUntilItIsAutomaticAgain() {
        ChatSettings german = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));

        assertThat(german.get(ChatSettings.LANGUAGE)).contains("de");
        assertThat(german.with(ChatSettings.LANGUAGE, Optional.empty())).isEqualTo(ChatSettings.NONE);
    }

    @Test
    void aChoiceThatThereIsNotIsRejectedWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("tlh")))
                .withMessage("language must be one of [en, de], not tlh");
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
