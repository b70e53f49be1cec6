package tidings.bot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member;
import tidings.messages.TelegramResult.Member.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// A channel without a name is chosen by a reply to a post that was forwarded from it.
class PrivateChannelTest {
    private static final long CHANNEL = -1004713;
    private static final String FORWARDED =
            "\"forward_origin\": {\"type\": \"channel\", \"date\": 1, \"message_id\": 3, \"chat\": %s}";

    private final TestBot bot = new TestBot();

    private void replies(String origin) {
        bot.handle("""
                {"update_id": 42, "message": {"message_id": 9, "date": 1, "text": "/channel",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"},
                 "chat": {"id": 7, "type": "private"},
                 "reply_to_message": {"message_id": 8, "date": 1, "text": "A post", %s,
                  "chat": {"id": 7, "type": "private"}}}}""".formatted(origin));
    }

    @Test
    void telegramIsAskedByItsIdAndItIsNamedByItsTitle() {
        replies(FORWARDED.formatted(
                "{\"id\": " + CHANNEL + ", \"type\": \"channel\", \"title\": \"Our <small> news\"}"));

        TelegramCallV1 asked = (TelegramCallV1) bot.outbox.getLast();
        assertThat(asked.call()).isEqualTo(new TelegramCall.Channel(Long.toString(CHANNEL), 7));
        bot.handle(
                Json.write(asked.result(new TelegramResult.Channel(CHANNEL, true, new Member(Status.ADMINISTRATOR)))));

        assertThat(bot.lastCard().html()).contains("for <b>Our &lt;small&gt; news</b>");
        assertThat(Channel.of(bot.chats.settings(new ChatId(7)).get().orElseThrow()))
                .contains(new Channel(new ChatId(CHANNEL), "Our <small> news"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": -1004713, \"type\": \"supergroup\", \"title\": \"A group\"}",
                "{\"id\": 0, \"type\": \"channel\"}",
                "{\"type\": \"channel\"}",
                "[]"
            })
    void aReplyToAnythingElseTellsHow(String chat) {
        replies(FORWARDED.formatted(chat));

        assertThat(bot.outbox).noneMatch(TelegramCallV1.class::isInstance);
        assertThat(bot.lastCard().html()).contains("forward");
    }
}
