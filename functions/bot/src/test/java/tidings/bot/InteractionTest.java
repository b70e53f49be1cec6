package tidings.bot;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InteractionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"update_id\":1}",
                "{\"update_id\":1,\"edited_message\":{\"message_id\":1,\"date\":1,\"text\":\"/help\",\"chat\":{\"id\":1,\"type\":\"private\"}}}",
                "{\"update_id\":1,\"tomorrow\":{\"a\":1}}"
            })
    void anUpdateThatAsksNothingIsNoInteraction(String update) {
        assertThat(Interaction.of(TestBot.update(update))).isEmpty();
    }
}
