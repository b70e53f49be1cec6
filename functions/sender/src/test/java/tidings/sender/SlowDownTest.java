package tidings.sender;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.domain.ChatId;
import tidings.domain.Place;

import static org.assertj.core.api.Assertions.assertThat;

/// Chats of which Telegram wants less.
class SlowDownTest extends SenderFixture {
    @Test
    void waitsForThePauseThatTelegramAsksFor() {
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(7)));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(7)));
    }

    @Test
    void slowsDownForAllWhenTelegramSaysSoToSeveralChatsAtATime() {
        for (int chat = 1; chat <= 3; chat++) {
            telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
            show(card(Place.of(new ChatId(chat)), "u:" + chat));
        }

        Verdict verdict = show(card(Place.of(new ChatId(8)), "u:8"));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Retry.class, retry -> {
            assertThat(retry.pause()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
            clock.advance(retry.pause());
        });
        assertThat(show(card(Place.of(new ChatId(8)), "u:8"))).isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).hasSize(4).last().isEqualTo("SendMessage 8");
    }

    @Test
    void chatsThatAreSlowedDownAmongOthersThatAreNotSlowDownNobodyElse() {
        for (int chat = 1; chat <= 5; chat++) {
            telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
            assertThat(show(card(Place.of(new ChatId(-chat)), "u:" + chat))).isInstanceOf(Verdict.Retry.class);
            assertThat(show(card(Place.of(new ChatId(chat)), "u:" + chat))).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void sendsNothingToAChatForTheTimeThatTelegramAskedAndServesTheOthers() {
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(40)));
        show("u:1");
        clock.advance(Duration.ofSeconds(10));

        assertThat(show("u:1")).isEqualTo(new Verdict.Retry(Duration.ofSeconds(30)));
        assertThat(sender.handle(delivery(card(Place.of(new ChatId(8)), "u:2"))))
                .isEqualTo(Verdict.DONE);
        assertThat(telegram.calls).containsExactly("SendMessage 7", "SendMessage 8");
    }
}
