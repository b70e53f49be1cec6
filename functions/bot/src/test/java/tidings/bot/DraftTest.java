package tidings.bot;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.store.FollowStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may save a draft, where, and how many.
class DraftTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-7);

    private final TestBot bot = new TestBot();

    private List<String> followed(ChatId chat) {
        return bot.follows.of(chat).stream()
                .map(follow -> FollowText.of(follow.query()))
                .toList();
    }

    @Test
    void aFollowIsThatOfTheForumTopicWhereItWasAskedFor() {
        bot.handle("""
                {"update_id": 1, "callback_query": {"id": "press-1", "data": %s, "chat_instance": "1",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
                 "message": {"message_id": 17, "date": 1, "text": "…", "is_topic_message": true,
                  "message_thread_id": 5, "chat": {"id": 7, "type": "private"}}}}""".formatted(saveOf("/follow java")));

        assertThat(bot.follows.of(ADA).getFirst().place()).isEqualTo(new Place(ADA, OptionalInt.of(5)));
    }

    private String saveOf(String text) {
        bot.says(text);
        return Json.write(bot.button("✅"));
    }

    @Test
    void inAGroupEverybodySeesThePreviewAndAdministratorsAloneSave() {
        bot.saysInAGroup("/follow java");
        String save = bot.button("✅");
        for (TelegramResult no : List.of(
                new TelegramResult.Member(Status.MEMBER), new TelegramResult.Failed("Bad Request: user not found"))) {
            bot.pressesInAGroup(GROUP.value(), save);
            bot.handle(result(no));
            assertThat(bot.toasts().getLast()).isEqualTo("Only administrators can do that here.");
        }
        assertThat(followed(GROUP)).isEmpty();

        bot.pressesInAGroup(GROUP.value(), save);
        bot.handle(result(new TelegramResult.Member(Status.ADMINISTRATOR)));

        assertThat(followed(GROUP)).containsExactly("r/java");
        assertThat(bot.lastCard().html()).contains("Saved");
    }

    private String result(TelegramResult result) {
        return Json.write(((TelegramCallV1) bot.outbox.getLast()).result(result));
    }

    @Test
    void aChatThatFollowsAsMuchAsItMayIsToldSo() {
        IntStream.range(0, FollowStore.MAX)
                .forEach(i -> bot.follows.add(
                        Place.of(ADA), FollowQuery.of(new Origin.OfCommunity(new Community("name" + i)))));
        bot.says("/follow java");
        bot.presses(bot.button("✅"));

        assertThat(bot.lastCard().html()).contains("You already follow 200 things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save|1|4711", "draft|1|4711|preview|", "draft|1|4711|name|java", "draft|1|4711|dance|"})
    void aDraftThatIsGoneIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.toasts()).containsExactly("This button is too old. Please send the command again.");
    }
}
