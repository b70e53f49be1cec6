package tidings.chats;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

class ChatStateTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-100);
    private static final CardId CARD = CardId.ofUpdate("42");

    @Property(seed = "1", tries = 200)
    void aPersonGetsAMessageASecondAndFiveAtOnce(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 8_000) Integer> gaps) {
        List<Instant> sent = sent(ADA, gaps);

        assertThat(mostWithin(sent, Duration.ofSeconds(5))).isLessThanOrEqualTo(5);
        assertThat(mostWithin(sent, Duration.ofSeconds(60))).isLessThanOrEqualTo(60);
    }

    @Property(seed = "1", tries = 200)
    void aGroupGetsEighteenAMinute(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 8_000) Integer> gaps) {
        List<Instant> sent = sent(GROUP, gaps);

        assertThat(mostWithin(sent, Duration.ofSeconds(5))).isLessThanOrEqualTo(5);
        assertThat(mostWithin(sent, Duration.ofMinutes(1))).isLessThanOrEqualTo(18);
    }

    @Test
    void knowsWhenAllOfSeveralMessagesMayGo() {
        ChatState three = ChatState.NEW.sentAt(NOON).sentAt(NOON.plusSeconds(1)).sentAt(NOON.plusSeconds(2));

        assertThat(three.free(ADA, 2, NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(2));
        assertThat(three.free(ADA, 3, NOON.plusSeconds(2))).isEqualTo(NOON.plusMillis(5_500));
        assertThat(three.free(ADA, 5, NOON.plusSeconds(2))).isEqualTo(NOON.plusMillis(7_500));
        assertThat(three.free(ADA, 10, NOON.plusSeconds(2))).isEqualTo(NOON.plusMillis(7_500));
    }

    @Test
    void isQuietAsLongAsTelegramAsked() {
        ChatState quiet = ChatState.NEW.quietUntil(NOON.plusSeconds(40));

        assertThat(quiet.free(ADA, 1, NOON)).isEqualTo(NOON.plusSeconds(40));
        assertThat(quiet.free(ADA, 1, NOON.plusSeconds(41))).isEqualTo(NOON.plusSeconds(41));
    }

    @Test
    void isBlockedForAnHourOrUntilSomebodyWrites() {
        ChatState blocked = ChatState.NEW.blockedAt(NOON);

        assertThat(blocked.isBlocked(NOON.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(blocked.isBlocked(NOON.plus(Duration.ofHours(1)))).isFalse();
        assertThat(blocked.welcome().isBlocked(NOON)).isFalse();
    }

    @Test
    void aMomentInTheFutureIsTheTurnOfTheNextMessageUnlessTheChatIsQuietUntilThen() {
        ChatState reserved = ChatState.NEW.sentAt(NOON.minusSeconds(3)).sentAt(NOON.plusSeconds(30));

        assertThat(reserved.turn(NOON)).contains(NOON.plusSeconds(30));
        assertThat(reserved.turn(NOON.plusSeconds(29))).as("too near to tell").isEmpty();
        assertThat(reserved.quietUntil(NOON.plusSeconds(31)).turn(NOON)).isEmpty();
        assertThat(ChatState.NEW.sentAt(NOON).turn(NOON)).isEmpty();
    }

    /// A process whose clock is an hour ahead sent what the others count.
    @Test
    void nobodyWaitsForWhatAWrongClockNoted() {
        ChatState state = ChatState.NEW.sentAt(NOON);
        for (int i = 0; i < 20; i++) {
            state = state.sentAt(NOON.plusSeconds(3_600 + i));
        }

        assertThat(state.turn(NOON.plusSeconds(1))).isEmpty();
        assertThat(state.free(GROUP, 1, NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
        assertThat(state.sentAt(NOON.plusSeconds(1)).sent()).containsExactly(NOON.plusSeconds(1));
    }

    @Test
    void theNewestMessagesThatShowCardsAreKnownHoweverOftenOlderOnesAreEdited() {
        ChatState state = ChatState.NEW;
        for (int i = 1; i <= 6; i++) {
            state = state.shows(CardId.ofUpdate("" + i), 10 + i);
        }
        state = state.shows(CardId.ofUpdate("5"), 20);
        for (int i = 0; i < 4; i++) {
            state = state.shows(CardId.ofUpdate("1"), 11).shows(CardId.ofUpdate("2"), 12);
        }

        assertThat(state.message(CardId.ofUpdate("6"))).hasValue(16);
        assertThat(state.message(CardId.ofUpdate("5"))).hasValue(20);
        assertThat(state.message(CardId.ofUpdate("3"))).hasValue(13);
        assertThat(state.message(CardId.ofUpdate("2"))).isEmpty();
    }

    /// A unit writes a kilobyte, of which keys and the names of attributes take some sixty bytes.
    @Test
    void fitsIntoOneUnitHoweverMuchIsSent() {
        ChatState state = ChatState.NEW;
        for (int i = 0; i < 100; i++) {
            state = state.sentAt(NOON.plusMillis(i)).shows(CardId.ofUpdate("999999999" + i % 10), 2_000_000_000);
        }
        state = state.quietUntil(NOON.plusMillis(1)).blockedAt(NOON.plusMillis(1));

        assertThat(Json.write(state).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(960);
    }

    @Test
    void isKeptAsLongAsItMatters() {
        assertThat(ChatState.NEW.expiry()).isEmpty();
        assertThat(ChatState.NEW.sentAt(NOON).expiry()).contains(NOON.plusSeconds(61));
        assertThat(ChatState.NEW.sentAt(NOON).shows(CARD, 17).expiry()).contains(NOON.plus(Duration.ofDays(1)));
        assertThat(ChatState.NEW.sentAt(NOON).movedTo(GROUP, NOON).expiry()).contains(NOON.plus(Duration.ofDays(180)));
    }

    /// Each message is there so many milliseconds after the one before was sent, and is sent as soon as it may.
    private static List<Instant> sent(ChatId chat, List<Integer> gaps) {
        ChatState state = ChatState.NEW;
        Instant now = NOON;
        List<Instant> sent = new ArrayList<>();
        for (int gap : gaps) {
            now = state.free(chat, 1, now.plusMillis(gap));
            state = state.sentAt(now);
            sent.add(now);
        }
        return sent;
    }

    private static long mostWithin(List<Instant> sent, Duration stretch) {
        return sent.stream()
                .mapToLong(from -> sent.stream()
                        .filter(time -> !time.isBefore(from) && time.isBefore(from.plus(stretch)))
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void roundTripsEveryFieldAsJson() {
        ChatState state = ChatState.NEW
                .sentAt(NOON.plusMillis(1))
                .quietUntil(NOON)
                .blockedAt(NOON)
                .movedTo(new ChatId(-100), NOON)
                .shows(CARD, 17);

        assertThat(Json.read(Json.write(state), ChatState.class)).isEqualTo(state);
    }
}
