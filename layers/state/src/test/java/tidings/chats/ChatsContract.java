package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// What all chats have in common, whoever stores them.
interface ChatsContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    CardId CARD = CardId.ofUpdate("42");

    Chats chats();

    /// One that no other test uses.
    static ChatId someChat() {
        return new ChatId(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    @Test
    default void aNewChatHasNothing() {
        ChatId chat = someChat();

        assertThat(chats().arrival(chat, 7))
                .extracting(Chats.Arrival::repeated, Chats.Arrival::blocked, Chats.Arrival::settings)
                .containsExactly(false, false, ChatSettings.NONE);
        assertThat(chats().state(chat).get()).isEmpty();
        assertThat(chats().settings(chat).get()).isEmpty();
        assertThat(chats().message(chat, CARD)).isEmpty();
        assertThat(chats().incidents(chat)).isEmpty();
    }

    @Test
    default void everyChatKnowsTheNameOfTheBot() {
        chats().botIs("TidingsBot");

        assertThat(chats().arrival(someChat(), 7).botName()).contains("tidingsbot");
        assertThat(chats().botName()).contains("tidingsbot");
    }

    @Test
    default void anUpdateThatWasHandledIsRecognizedInItsChatOnly() {
        ChatId chat = someChat();
        chats().handled(chat, 7);

        assertThat(chats().arrival(chat, 7).repeated()).isTrue();
        assertThat(chats().arrival(chat, 8).repeated()).isFalse();
        assertThat(chats().arrival(someChat(), 7).repeated()).isFalse();
    }

    @Test
    default void aMessageThatShowsACardIsFoundInItsChatOnly() {
        ChatId chat = someChat();
        chats().shown(chat, CARD, 11);
        chats().shown(chat, CardId.ofUpdate("43"), 12);

        assertThat(chats().message(chat, CARD)).hasValue(11);
        assertThat(chats().message(someChat(), CARD)).isEmpty();
    }

    @Test
    default void whatACardWaitsForIsKnownInItsChatUntilItWaitsNoLonger() {
        ChatId chat = someChat();
        assertThat(chats().waiting(chat, CARD)).isEmpty();

        chats().waits(chat, CARD, Optional.of(new Chats.Waiting("42", NOON)));
        assertThat(chats().waiting(chat, CARD)).contains(new Chats.Waiting("42", NOON));
        assertThat(chats().waiting(someChat(), CARD)).isEmpty();
        assertThat(chats().waiting(chat, CardId.ofUpdate("43"))).isEmpty();

        chats().waits(chat, CARD, Optional.empty());
        assertThat(chats().waiting(chat, CARD)).isEmpty();
    }

    @Test
    default void aChatMayDoSomethingSoOftenAndWhatWasAdmittedOnceIsAdmittedAgain() {
        ChatId chat = someChat();
        Duration day = Duration.ofDays(30_000);

        assertThat(chats().admits(chat, "fetch", "1", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "1", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "2", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "3", 2, day)).isFalse();
        assertThat(chats().admits(chat, "fetch", "2", 2, day)).isTrue();
        assertThat(chats().admits(chat, "command", "3", 2, day)).isTrue();
        assertThat(chats().admits(someChat(), "fetch", "3", 2, day)).isTrue();
    }

    @Test
    default void aCardThatIsShownAnewHasTheNewMessage() {
        ChatId chat = someChat();
        chats().shown(chat, CARD, 11);
        chats().shown(chat, CARD, 12);

        assertThat(chats().message(chat, CARD)).hasValue(12);
    }

    @Test
    default void everyPartOfAStateIsKept() {
        ChatId chat = someChat();
        ChatState state = ChatState.NEW
                .sentAt(NOON.plusMillis(1))
                .quietUntil(NOON)
                .blockedAt(NOON)
                .movedTo(new ChatId(-100), NOON);

        chats().state(chat).change(_ -> Change.to(state, true));

        assertThat(chats().state(chat).get()).contains(state);
        assertThat(chats().state(someChat()).get()).isEmpty();
        assertThat(chats().arrival(chat, 7).blocked()).isTrue();
    }

    @Test
    default void aChatThatMovedIsAnotherNow() {
        ChatId group = someChat();
        ChatId supergroup = someChat();
        chats().state(group).change(_ -> Change.to(ChatState.NEW.movedTo(supergroup, NOON), true));

        assertThat(chats().current(group)).isEqualTo(supergroup);
        assertThat(chats().current(supergroup)).isEqualTo(supergroup);
    }

    @Test
    default void aChatThatIsWelcomeAgainIsNotBlocked() {
        ChatId chat = someChat();
        chats().state(chat).change(_ -> Change.to(ChatState.NEW.blockedAt(NOON), true));
        chats().state(chat).change(state -> Change.to(state.orElseThrow().welcome(), true));

        assertThat(chats().arrival(chat, 7).blocked()).isFalse();
    }

    @Test
    default void aChatHasTheSettingsThatItChose() {
        ChatId chat = someChat();
        ChatSettings german = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));

        chats().settings(chat).change(_ -> Change.to(german, true));

        assertThat(chats().settings(chat).get()).contains(german);
        assertThat(chats().arrival(chat, 7).settings()).isEqualTo(german);
    }

    @Test
    default void theLatestRevisionOfEachIncidentIsFound() {
        ChatId chat = someChat();
        assertThat(chats().saveIncident(chat, "a", 1, "{\"revision\": 1}")).isTrue();
        assertThat(chats().saveIncident(chat, "a", 2, "{\"revision\": 2}")).isTrue();
        assertThat(chats().saveIncident(chat, "b", 1, "{}")).isTrue();

        assertThat(chats().incidents(chat)).containsExactlyInAnyOrder("{\"revision\": 2}", "{}");
        assertThat(chats().incidents(someChat())).isEmpty();
    }

    @Test
    default void ofTwoWhoSaveTheSameRevisionOneIsRefused() {
        ChatId chat = someChat();
        chats().saveIncident(chat, "a", 1, "{\"by\": \"nobody\"}");

        assertThat(chats().saveIncident(chat, "a", 2, "{\"by\": \"Ada\"}")).isTrue();
        assertThat(chats().saveIncident(chat, "a", 2, "{\"by\": \"Grace\"}")).isFalse();
        assertThat(chats().saveIncident(chat, "a", 1, "{\"by\": \"Alan\"}")).isFalse();
        assertThat(chats().incidents(chat)).containsExactly("{\"by\": \"Ada\"}");
    }

    @Test
    default void aDraftIsThatOfItsChatAndItsUpdate() {
        Chats chats = chats();
        ChatId chat = someChat();
        chats.saveDraft(chat, "41", "{}");
        chats.saveDraft(chat, "41", "{\"a\":1}");

        assertThat(chats.draft(chat, "41")).contains("{\"a\":1}");
        assertThat(chats.draft(chat, "42")).isEmpty();
        assertThat(chats.draft(someChat(), "41")).isEmpty();
    }
}
