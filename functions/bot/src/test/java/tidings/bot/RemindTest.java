package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.messages.UpdatesMessage;
import tidings.preferences.BriefTimes;
import tidings.reminders.ReminderCards;
import tidings.reminders.ReminderCards.Snooze;
import tidings.reminders.ReminderCards.Until;
import tidings.store.ReminderStore;
import tidings.store.ReminderStore.Came;
import tidings.store.ReminderStore.Reminder;
import tidings.store.ReminderStore.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/// What people want to be reminded of, at their own clock.
class RemindTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-7);
    private static final String JAVA = "https://www.reddit.com/r/java/comments/a1/records/";
    private static final String CATS = "https://redd.it/b2";

    private final TestBot bot = new TestBot();
    private long replies = 500;

    @Test
    void aReminderIsSetAtTheClockOfTheChatAndTheAnswerSaysWhen() {
        bot.says("/settings zone Berlin");
        bot.says("/remind tomorrow 9:00 water the <b> plants");

        assertThat(bot.lastCard().html())
                .isEqualTo("OK, I’ll remind you:\n⏰ <b>tomorrow at 09:00</b>\nwater the &lt;b&gt; plants");
        assertThat(bot.labels()).containsExactly("✏️ Change", "✖ Cancel");
        assertThat(reminders()).singleElement().satisfies(reminder -> {
            assertThat(reminder.dueAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
            assertThat(reminder.subject().words()).isEqualTo("water the <b> plants");
        });
    }

    @Test
    void whoChoseNoZoneIsToldThatItIsUtcWithAButtonToChooseOne() {
        bot.says("/remind tonight");

        assertThat(bot.lastCard().html()).contains("today at 20:00").contains("I go by UTC");
        bot.presses(bot.button("Time zone"));
        assertThat(bot.lastCard().buttons()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({
        "en, /remind water the plants, When?",
        "en, /remind today at 9, That time has already passed",
        "en, /remind 31 April taxes, There’s no such time or date",
        "en, /remind in 90 years party, up to five years",
        "en, /remind every month rent, on days of the week",
        "de, /remind Blumen gießen, Wann?",
        "de, /remind heute um 9, Die Zeit ist schon vorbei"
    })
    void whatIsNotUnderstoodIsSaidAndNothingIsSet(String language, String text, String answer) {
        bot.says(language, text);

        assertThat(bot.lastCard().html()).contains(answer);
        assertThat(reminders()).isEmpty();
    }

    @Test
    void aReplyToACardRemindsOfItsPostAndOfTheMessage() {
        reply("/remind tomorrow 9:00", JAVA, JAVA + "?sort=new");

        assertThat(bot.lastCard().html())
                .contains("https://www.reddit.com/comments/a1")
                .contains("Post on Reddit");
        assertThat(reminders().getFirst().subject())
                .isEqualTo(new Subject(
                        "", OptionalInt.of(17), Optional.of(new PostId("a1")), "https://www.reddit.com/comments/a1"));
    }

    @Test
    void ofACardOfSeveralPostsItIsTheMessageOrTheNumberedOne() {
        reply("/remind tonight read them", JAVA, CATS);
        reply("/remind 2 tonight read it", JAVA, CATS);
        reply("/remind 2 hours", JAVA, CATS);

        assertThat(reminders())
                .extracting(one -> one.subject().post().map(PostId::value).orElse(""))
                .containsExactly("", "", "b2");
        assertThat(reminders()).extracting(one -> one.subject().words()).containsExactly("", "read them", "read it");
        assertThat(reminders())
                .allSatisfy(one -> assertThat(one.subject().message()).hasValue(17));
    }

    @Test
    void aReplyWithoutATimeMeansInAnHour() {
        reply("/remind", JAVA);

        assertThat(reminders().getFirst().dueAt()).isEqualTo(TestBot.NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void theyAreListedShownMovedAndCancelledByButtons() {
        bot.says("/reminders");
        assertThat(bot.lastCard().html()).startsWith("Nothing to remind you of");
        for (int i = 1; i <= 8; i++) {
            bot.says("/remind in " + i + " h number " + i);
        }
        bot.says("/remind");
        assertThat(bot.lastCard().html())
                .contains("8 reminders")
                .contains("number 6")
                .doesNotContain("number 7");
        bot.presses(bot.button("Next"));
        assertThat(bot.lastCard().html()).contains("number 8").doesNotContain("number 6");

        bot.presses(bot.button("8"));
        bot.presses(bot.button("Change"));
        bot.presses(bot.button("Tomorrow"));
        assertThat(bot.lastCard().html()).startsWith("OK, I’ll remind you:").contains("tomorrow at 09:00");
        bot.presses(bot.button("Cancel"));
        assertThat(bot.lastCard().html()).contains("I won’t remind you: number 8");
        assertThat(reminders()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"MINUTES, PT10M", "HOUR, PT1H", "TOMORROW, PT20H", "EVENING, PT5H", "WEEK, PT164H"})
    void oneThatCameIsSnoozedAndComesAgain(Until until, Duration expected) {
        bot.says("/settings zone Berlin");
        Reminder came = came("tea", Optional.empty());
        bot.presses(ReminderCards.SNOOZE.data(new Snooze(came.id(), until)));

        assertThat(bot.lastCard().html()).contains("tea").startsWith("OK, I’ll remind you:");
        assertThat(reminders()).extracting(Reminder::dueAt).containsExactly(TestBot.NOON.plus(expected));
    }

    @Test
    void whatIsDoneIsGoneAndWhatRepeatsGoesOn() {
        Reminder once = came("tea", Optional.empty());
        bot.presses(ReminderCards.DONE.data(once.id()));
        assertThat(bot.lastCard().html()).isEqualTo("✔ tea");
        assertThat(store().find(ADA, once.id())).isEmpty();

        Reminder daily = came("vitamins", Optional.of(TestBot.NOON.plus(Duration.ofHours(20))));
        bot.presses(ReminderCards.DONE.data(daily.id()));
        assertThat(bot.lastCard().html()).contains("✔ vitamins").contains("tomorrow at 08:00 · 🔁 daily 08:00");
        assertThat(reminders()).hasSize(1);
    }

    @Test
    void aButtonOfAReminderThatIsGoneSaysSo() {
        bot.presses(ReminderCards.SNOOZE.data(new Snooze(4711, Until.HOUR)));

        assertThat(bot.outbox).anyMatch(message -> message.toString().contains("That reminder is gone."));
    }

    @Test
    void inAGroupOnlyAdministratorsSetAndMoveThemAndWhatWasRepliedToIsNotLost() {
        String replied = said("/remind tonight", GROUP, "group", JAVA);
        bot.handle(replied);
        TelegramCallV1 asked = (TelegramCallV1) bot.outbox.getLast();
        assertThat(store().of(GROUP)).isEmpty();

        bot.handle(Json.write((UpdatesMessage) asked.result(new TelegramResult.Member(Status.ADMINISTRATOR))));
        assertThat(store().of(GROUP))
                .singleElement()
                .satisfies(reminder -> assertThat(reminder.subject())
                        .isEqualTo(new Subject(
                                "",
                                OptionalInt.of(17),
                                Optional.of(new PostId("a1")),
                                "https://www.reddit.com/comments/a1")));

        bot.handle(TestBot.press(901, -8, "group", ReminderCards.DONE.data(1L)));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void aChatThatIsFullIsTold() {
        for (int i = 0; i < ReminderStore.MAX; i++) {
            store().add(
                            Place.of(ADA),
                            "c" + i,
                            subject("tea"),
                            "en",
                            TestBot.NOON.plusSeconds(60 + i),
                            Optional.empty());
        }
        bot.says("/remind in 1 h tea");

        assertThat(bot.lastCard().html()).contains("There’s no room left: 100 reminders");
    }

    @Test
    void forgettingAChatForgetsThem() {
        bot.says("/remind in 1 h tea");
        bot.presses(Erase.CONFIRM.data(""));

        assertThat(reminders()).isEmpty();
    }

    private Reminder came(String words, Optional<Instant> next) {
        Optional<BriefTimes> repeat = next.flatMap(_ -> BriefTimes.parse("08:00"));
        Reminder added = store().add(Place.of(ADA), "c" + words, subject(words), "en", TestBot.NOON, repeat)
                .orElseThrow();
        store().came(List.of(new Came(added, next)));
        return added;
    }

    private static Subject subject(String words) {
        return new Subject(words, OptionalInt.empty(), Optional.empty(), "");
    }

    private ReminderStore store() {
        return bot.stores.reminders();
    }

    private List<Reminder> reminders() {
        return store().of(ADA);
    }

    private void reply(String text, String... links) {
        bot.handle(said(text, ADA, "private", links));
    }

    private String said(String text, ChatId chat, String type, String... links) {
        String entities = Arrays.stream(links)
                .map(link -> "{\"type\": \"text_link\", \"offset\": 0, \"length\": 1, \"url\": \"" + link + "\"}")
                .collect(Collectors.joining(","));
        String replied =
                "\"reply_to_message\": {\"message_id\": 17, \"text\": \"a card\", \"entities\": [" + entities + "]}, ";
        return TestBot.text(++replies, chat.value(), type, "en", text).replace("\"chat\": {", replied + "\"chat\": {");
    }
}
