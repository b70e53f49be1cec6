package tidings.sender;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import tidings.aws.Verdict;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Reminding;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// Reminders reply to what they are about, and say when they were due once they are late.
class ReminderCardsTest extends SenderFixture {
    @Test
    void aReminderRepliesToItsMessageWhetherThatIsThereOrNot() {
        show(reminder(OptionalInt.of(5)));
        show(card("p:another"));

        assertThat(sent(0).getReplyParameters().getMessageId()).isEqualTo(5);
        assertThat(sent(0).getReplyParameters().getAllowSendingWithoutReply()).isTrue();
        assertThat(sent(1).getReplyParameters()).isNull();
    }

    @Test
    void itSaysWhenItWasDueIfItIsSentLaterThanThat() {
        show(reminder(OptionalInt.empty()));
        clock.advance(Duration.ofSeconds(121));
        ShowCardV1 late = new ShowCardV1(Place.of(ADA), new CardId("p:reminder.2.1"), "2", Card.of("tea"))
                .reminding(new Reminding(OptionalInt.empty(), clock.instant().minusSeconds(1), "due at noon"));

        assertThat(show(late)).isEqualTo(Verdict.DONE);

        assertThat(sent(0).getText()).isEqualTo("tea");
        assertThat(sent(1).getText()).isEqualTo("tea\n\n<i>due at noon</i>");
    }

    @Test
    void oneThatComesTwiceIsShownOnce() {
        show(reminder(OptionalInt.empty()));
        show(reminder(OptionalInt.empty()));

        assertThat(telegram.calls).containsExactly("SendMessage 7", "EditMessageText 7/17");
    }

    private ShowCardV1 reminder(OptionalInt of) {
        return new ShowCardV1(Place.of(ADA), new CardId("p:reminder.1.1"), "1", Card.of("tea"))
                .reminding(new Reminding(of, clock.instant().plusSeconds(120), "due at noon"));
    }

    private SendMessage sent(int number) {
        return (SendMessage) telegram.methods.get(number);
    }
}
