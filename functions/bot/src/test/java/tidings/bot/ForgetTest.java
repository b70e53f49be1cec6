package tidings.bot;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Registered;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

class ForgetTest {
    private static final ChatId ADA = new ChatId(7);
    private static final String CONFIRM = Forget.CONFIRM.data("");

    private final TestBot bot = new TestBot();

    @BeforeEach
    void keptSomething() {
        bot.says("/settings pace 12");
        bot.follows.add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic("music")));
    }

    @Test
    void nothingIsErasedBeforeItIsConfirmed() {
        bot.says("/forget");

        assertThat(bot.lastCard().html()).contains("Shall I really erase everything");
        assertThat(bot.follows.of(ADA)).hasSize(1);
    }

    @Test
    void whatIsConfirmedIsErasedEverywhere() {
        bot.says("/share");
        bot.says("/forget");
        bot.presses(CONFIRM);

        assertThat(bot.lastCard().html()).contains("I’ve forgotten everything");
        assertThat(bot.follows.of(ADA)).isEmpty();
        assertThat(bot.chats.settings(ADA).get()).isEmpty();
        assertThat(bot.registry.find(ADA))
                .contains(new Registered(ADA, Status.ACTIVE, TestBot.NOON, ChatSettings.NONE));
    }

    @Test
    void withoutTheDatabaseNothingIsHalfErased() {
        bot.database.goes();
        bot.presses(CONFIRM);

        assertThat(bot.outbox.getLast())
                .isEqualTo(new AnswerCallbackV1(
                        "press-1", "I can’t reach my database right now. Please try again in a minute."));
        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .isEqualTo(Optional.of(12));
    }

    @Test
    void inAGroupOnlyAdministratorsErase() {
        bot.pressesInAGroup(-7, CONFIRM);

        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void whatIsKeptIsTold() {
        bot.says("/privacy");

        assertThat(bot.lastCard().html())
                .contains("/forget")
                .contains("for 8 days")
                .contains("seen them for 36 hours")
                .contains("after 5 days");
        bot.says("de", "/privacy");
        assertThat(bot.lastCard().html())
                .contains("8 Tage lang")
                .contains("36 Stunden")
                .contains("nach 5 Tagen");
    }
}
