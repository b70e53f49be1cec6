package tidings.bot;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.aws.Message;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage.TextAskedV1;

import static java.util.Optional.of;
import static org.assertj.core.api.Assertions.assertThat;

/// What a person asks through the API is answered in their chat, as if they typed it there.
class AskedByApiTest {
    private static final ChatId ADA = TestBot.ADA;

    private final TestBot bot = new TestBot();

    private void asks(String key, String text) {
        bot.handle(Json.write(TextAskedV1.of(ADA, key, text, of("de"))));
    }

    @Test
    void aTextIsAnsweredInTheChatOfWhoAskedInTheirLanguage() {
        bot.posted("Virtual threads, a year later");
        asks("a", "top java");

        assertThat(bot.lastCard().chat()).isEqualTo(ADA);
        assertThat(bot.lastCard().html()).contains("Virtual threads, a year later");
        asks("b", "/pace 12");
        assertThat(bot.lastCard().html()).contains("am Tag");
    }

    @Test
    void theSameRequestThatArrivesAgainIsAnsweredOnce() {
        asks("a", "/help");
        int answers = bot.outbox.size();
        asks("a", "/help");
        assertThat(bot.outbox).hasSize(answers);

        asks("b", "/help");
        assertThat(bot.outbox.size()).isGreaterThan(answers);
    }

    @Test
    void itGoesOnFromWhatWasShownInTheChat() {
        bot.fetched(Duration.ZERO);
        bot.says("/top java");
        String first = bot.lastCard().html();
        asks("a", "more");

        assertThat(bot.lastCard().html()).isNotEqualTo(first).contains("A title");
    }

    @Test
    void itCountsAmongTheAnswersOfAMinute() {
        for (int i = 0; i < Commands.COMMANDS; i++) {
            asks("k" + i, "/help");
        }
        asks("one more", "/help");
        int told = bot.outbox.size();
        bot.says("/help");

        assertThat(bot.outbox).hasSize(told);
    }

    @Test
    void whatStandsInNoOrderWithTelegramsUpdatesKeepsNoneOfThemFromBeingAnswered() {
        asks("a", "/help");
        bot.says("/erase");
        bot.presses(Erase.CONFIRM.data(""));
        bot.says("/start");

        assertThat(bot.chats.erased(ADA).orElseThrow().holds()).isFalse();
        int answers = bot.outbox.size();
        bot.says("/help");
        assertThat(bot.outbox.size()).isGreaterThan(answers);
    }

    @Test
    void ofAnErasedChatNothingIsAnsweredOrKeptUntilItBeginsAnew() {
        bot.says("/erase");
        bot.presses(Erase.CONFIRM.data(""));
        int answers = bot.outbox.size();

        asks("a", "/pace 12");

        assertThat(bot.outbox).hasSize(answers);
        assertThat(bot.chats.conversation(ADA).get()).isEmpty();
        bot.chats.lift(ADA, TestBot.NOON.minusSeconds(1));
        asks("b", "/pace 12");
        assertThat(bot.outbox.size()).isGreaterThan(answers);
    }

    @Test
    void itIsInTheGroupOfItsChatAndNamedAfterTheRequest() {
        Message asked = TextAskedV1.of(ADA, "a", "/help", of("de"));

        assertThat(asked.group()).isEqualTo(Long.toString(ADA.value()));
        assertThat(asked.deduplication())
                .isEqualTo(TextAskedV1.of(ADA, "a", "other words", of("en")).deduplication())
                .isNotEqualTo(TextAskedV1.of(ADA, "b", "/help", of("de")).deduplication())
                .isNotEqualTo(
                        TextAskedV1.of(new ChatId(8), "a", "/help", of("de")).deduplication())
                .startsWith("-");
    }

    @Test
    void aTextOfNothingIsLeft() {
        asks("a", " \n");

        assertThat(bot.outbox).isEmpty();
    }
}
