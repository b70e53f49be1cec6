package tidings.bot;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member;
import tidings.messages.TelegramResult.Member.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// What a private chat teaches for the channel that it chose.
class ChannelTeachTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId CHANNEL = new ChatId(-1004713);
    private static final TelegramResult FED =
            new TelegramResult.Channel(CHANNEL.value(), true, new Member(Status.ADMINISTRATOR));
    private static final String NAME = "📢 <b>@java_weekly</b>\n";

    private final TestBot bot = new TestBot();

    @Test
    void aTopicIsCorrectedForTheChannelAndTakenBackThere() {
        bot.posted("My cat refuses to eat dry food");
        choose();
        bot.says("/why https://redd.it/p0");
        answer(FED);
        bot.presses(bot.button("Wrong topic"));
        bot.presses(bot.button("Animals"));
        assertThat(bot.lastCard().html()).startsWith(NAME).contains("🐾 Animals &amp; Pets it is");
        bot.presses(bot.button("Everything from r/java"));
        assertThat(bot.lastCard().html()).startsWith(NAME);
        assertThat(bot.stores.lessons().rules(CHANNEL)).hasSize(2);
        assertThat(bot.stores.lessons().rules(ADA)).isEmpty();

        bot.says("/corrections");
        assertThat(bot.lastCard().html()).startsWith(NAME).contains("r/java is 🐾");
        bot.presses(bot.button("🗑 1"));
        assertThat(bot.stores.lessons().rules(CHANNEL)).hasSize(1);
        assertThat(bot.lastCard().html()).startsWith(NAME);
    }

    @Test
    void whatTheChatItselfTeachesMeanwhileIsItsOwn() {
        bot.posted("My cat refuses to eat dry food");
        choose();
        bot.presses(PostButtons.WHY.data(new PostId("p0")));
        bot.presses(bot.button("Wrong topic"));
        bot.presses(bot.button("Animals"));

        assertThat(bot.stores.lessons().rules(ADA)).hasSize(1);
        assertThat(bot.stores.lessons().rules(CHANNEL)).isEmpty();
    }

    /// Whoever chose another channel since teaches nothing by an old button.
    @Test
    void anOldButtonTeachesNoOtherChat() {
        bot.posted("My cat refuses to eat dry food");
        choose();
        bot.says("/why https://redd.it/p0");
        answer(FED);
        bot.presses(bot.button("Wrong topic"));
        String topic = bot.button("Animals");
        bot.says("/channel off");
        bot.presses(topic);
        bot.presses(Teach.RESET.data(Optional.of(CHANNEL)));

        assertThat(bot.stores.lessons().rules(ADA)).isEmpty();
        assertThat(bot.stores.lessons().rules(CHANNEL)).isEmpty();
    }

    private void choose() {
        bot.says("/channel @java_weekly");
        answer(FED);
    }

    private void answer(TelegramResult result) {
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast()).result(result)));
    }
}
