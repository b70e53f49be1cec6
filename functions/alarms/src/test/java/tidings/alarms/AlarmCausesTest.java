package tidings.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.alarms.Findings.Advice;
import tidings.alarms.Findings.Changed;
import tidings.alarms.Findings.NewError;
import tidings.alarms.Findings.Suspect;
import tidings.aws.Json;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.alarms.OperatorsChat.NOON;
import static tidings.alarms.OperatorsChat.labels;

/// What the card of an alarm says of its causes, and what can be done there.
class AlarmCausesTest {
    private static final Instant CHANGED_AT = NOON.minus(Duration.ofMinutes(12));
    private static final Suspect BOT_FAILS = new Suspect(Cause.FAILS, "bot", 12, 0);

    private final OperatorsChat chat = new OperatorsChat();

    private void finds(Findings findings) {
        chat.analysis = _ -> findings;
    }

    private void ttlWasLowered() {
        chat.tunables.add(new TunableChange(
                Tunable.LISTING_TTL, 30, "to see", "arn:aws:iam::1:user/ada", CHANGED_AT, Optional.empty()));
        finds(new Findings(
                List.of(new Suspect(Cause.CHANGED, "listing-ttl", 12, 0)),
                Optional.of(new Changed("listing-ttl", 600, 30, "arn:aws:iam::1:user/ada", CHANGED_AT)),
                Optional.of(new Advice("scrape-interval", 600, 1_200)),
                Optional.empty()));
    }

    private void rings() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
    }

    private void press(ButtonPressedV1.Button button) {
        chat.press(button, Alarm.key("BotErrors"));
    }

    private int current(Tunable tunable) {
        return chat.tunables.latest().stream()
                .filter(change -> change.tunable() == tunable)
                .map(TunableChange::value)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void theCardComesFirstAndIsEditedOnceTheCausesAreKnown() {
        finds(new Findings(List.of(BOT_FAILS), Optional.empty(), Optional.empty(), Optional.empty()));

        rings();

        assertThat(chat.sent)
                .hasSize(2)
                .extracting(message -> ((ShowCardV1) message).html())
                .satisfiesExactly(
                        plain -> assertThat(plain).doesNotContain("Likely causes"),
                        explained ->
                                assertThat(explained).contains("Likely causes", "• bot fails: 12 failures, 0 before"));
        assertThat(chat.cards()).hasSize(1);
    }

    @Test
    void aCardWhoseCausesCannotBeLookedForStaysAsItIs() {
        rings();

        assertThat(chat.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).startsWith("🔴 <b>The bot fails.</b>"));
        assertThat(labels(chat.cards().getFirst()))
                .containsExactly("👀 Acknowledge", "🔕 Mute 1 h", "📈 Graph", "📖 Runbook");
    }

    @Test
    void whereNothingMovedTheCardSaysSo() {
        finds(new Findings(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));

        rings();

        assertThat(chat.cards().getFirst().html()).contains("Nothing else has changed in the last ten minutes.");
    }

    @Test
    void causesAreLookedForOnceUntilTheAlarmRingsAgain() {
        int[] asked = {0};
        chat.analysis = _ -> {
            asked[0]++;
            return new Findings(List.of(BOT_FAILS), Optional.empty(), Optional.empty(), Optional.empty());
        };

        rings();
        press(ButtonPressedV1.Button.ACKNOWLEDGE);
        assertThat(asked[0]).isEqualTo(1);

        chat.notify("BotErrors", AlarmState.OK, 60);
        assertThat(chat.cards().getFirst().html()).doesNotContain("Likely causes");

        chat.notify("BotErrors", AlarmState.ALARM, 120);
        assertThat(asked[0]).isEqualTo(2);
    }

    @Test
    void theLastChangeIsNamedWithWhoMadeItAndTakenBackByAButton() {
        ttlWasLowered();
        rings();

        ShowCardV1 card = chat.cards().getFirst();
        assertThat(card.html()).contains("Last change: listing-ttl from 600 to 30 by ada, 11:48 UTC");
        assertThat(labels(card)).contains("↩ listing-ttl back to 600");

        press(ButtonPressedV1.Button.UNDO);

        assertThat(current(Tunable.LISTING_TTL)).isEqualTo(600);
        assertThat(chat.answers()).containsExactly("listing-ttl is 600 now.");
        assertThat(chat.cards().getFirst().html())
                .contains("Last change: listing-ttl from 30 to 600 by", "Ada, 12:00 UTC");
        assertThat(labels(chat.cards().getFirst())).contains("↩ listing-ttl back to 30");
    }

    @Test
    void whatIsAdvisedIsDoneForADayByAButton() {
        ttlWasLowered();
        rings();
        assertThat(labels(chat.cards().getFirst())).contains("🛠 scrape-interval 600 → 1200");

        press(ButtonPressedV1.Button.APPLY);

        assertThat(current(Tunable.SCRAPE_INTERVAL)).isEqualTo(1_200);
        assertThat(chat.tunables.history(Tunable.SCRAPE_INTERVAL, 1).getFirst().until())
                .contains(NOON.plusSeconds(30).plus(Duration.ofDays(1)));
        assertThat(labels(chat.cards().getFirst()))
                .contains("↩ scrape-interval back to 600")
                .noneMatch(label -> label.startsWith("🛠"));
    }

    /// Somebody may have repaired it already.
    @ParameterizedTest
    @EnumSource(
            value = ButtonPressedV1.Button.class,
            names = {"UNDO", "APPLY"})
    void whatWasChangedSinceIsLeftAlone(ButtonPressedV1.Button button) {
        ttlWasLowered();
        rings();
        for (Tunable tunable : List.of(Tunable.LISTING_TTL, Tunable.SCRAPE_INTERVAL)) {
            chat.tunables.add(new TunableChange(tunable, 900, "repaired", "grace", NOON, Optional.empty()));
        }

        press(button);

        assertThat(current(Tunable.LISTING_TTL)).isEqualTo(900);
        assertThat(current(Tunable.SCRAPE_INTERVAL)).isEqualTo(900);
        assertThat(chat.answers()).containsExactly("That was changed in the meantime.");
    }

    @Test
    void aPressThatComesTwiceChangesOnce() {
        ttlWasLowered();
        rings();

        press(ButtonPressedV1.Button.APPLY);
        press(ButtonPressedV1.Button.APPLY);

        assertThat(chat.tunables.history(Tunable.SCRAPE_INTERVAL, 9)).hasSize(1);
    }

    @Test
    void aStormNamesItsCausesOnItsOneCard() {
        ttlWasLowered();
        for (String alarm : List.of("BotErrors", "Throttles", "OutboxAge", "UpdatesAgeWarn")) {
            chat.notify(alarm, AlarmState.ALARM, 5);
        }

        ShowCardV1 storm = chat.cards().getLast();
        assertThat(storm.html()).contains("⛈", "Likely causes", "listing-ttl was changed, 12 min ago");
        assertThat(labels(storm)).contains("↩ listing-ttl back to 600");
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasATextInEveryLanguage(Cause cause) {
        assertThat(Texts.LANGUAGES)
                .allSatisfy(language ->
                        assertThat(Texts.of(language).has(cause.text())).isTrue());
    }

    @Test
    void namesOfOthersAreEscaped() {
        finds(new Findings(
                List.of(BOT_FAILS),
                Optional.of(new Changed("listing-ttl", 600, 30, "<b>ada", CHANGED_AT)),
                Optional.empty(),
                Optional.empty()));

        rings();

        assertThat(chat.cards().getFirst().html()).contains("by &lt;b&gt;ada");
    }

    @Test
    void theTopNewErrorIsNamedWithItsTypeAndItsFunction() {
        finds(new Findings(
                List.of(BOT_FAILS),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new NewError("bot", "ClassCastException at Bot.handle", CHANGED_AT, 12))));

        rings();

        assertThat(chat.cards().getFirst().html())
                .contains("New error since 11:48 UTC: <code>ClassCastException at Bot.handle</code> in bot, at least 12"
                        + " times");
    }

    /// As an incident has them that was stored by the version before.
    @Test
    void findingsWithoutAnErrorCanBeRead() {
        assertThat(Json.read("{\"suspects\": []}", Findings.class).error()).isEmpty();
    }
}
