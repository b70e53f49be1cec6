package tidings.bot;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.bot.StartCards.Done;
import tidings.bot.StartCards.Pick;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.preferences.ChatSettings;
import tidings.telegram.Button;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/// From `/start` to a first brief, by buttons alone.
class StartTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    @Test
    void topicsAPaceAndATimeEndWithAFirstBriefOfWhatIsStoredAndTheRestIsFetched() {
        bot.fetched(Duration.ofMinutes(5));
        bot.says("/start");
        press("💻 Programming");
        press("🔬 Science");
        assertThat(labels()).contains("✓ 🔬 Science").contains("Next: 2 topics ▶");
        press("Next: 2 topics ▶");
        press("about 12 a day");
        press("07:00 → 08:00");

        assertThat(ready())
                .contains("Your first brief: ")
                .contains(
                        "You follow 💻 Programming &amp; Software Development, 🔬 Science &amp; Space: about 12 a day.")
                .contains("Your next brief comes today at 08:00 (New York time).")
                .contains("<b>1.</b>")
                .contains("<b>3.</b>")
                .doesNotContain("<b>4.</b>");
        assertThat(bot.lastCard().html()).startsWith("⏳ I’m looking for what’s new on 🔬 Science &amp; Space.");
        assertThat(bot.scrapes)
                .singleElement()
                .asInstanceOf(type(ScrapeRequestedV1.class))
                .satisfies(fetch ->
                        assertThat(fetch.feed().community().parts()).hasSize(3).contains(new Community("science")));
        assertThat(queries())
                .containsExactly(
                        FollowQuery.of(new Origin.OfTopic("programming")),
                        FollowQuery.of(new Origin.OfTopic("science")));
        ChatSettings saved = bot.chats.settings(ADA).get().orElseThrow();
        assertThat(saved.chosen())
                .isEqualTo(java.util.Map.of("pace", "12", "brief", "08:00", "zone", "America/New_York"));
        assertThat(bot.toldToDeliver(ADA)).isEqualTo(saved);
    }

    @ParameterizedTest
    @CsvSource({"12:30, today at 12:30", "12:00, tomorrow at 12:00", "08:00, tomorrow at 08:00"})
    void theNextBriefIsNamed(String time, String expected) {
        pick("music");
        bot.presses(StartCards.DONE.data(new Done("5", time, "Europe/London")));

        assertThat(ready()).contains("Your next brief comes " + expected + " (London time).");
    }

    @Test
    void aBriefThatFallsIntoQuietHoursIsNamedForTheirEnd() {
        bot.says("/settings quiet 22-9");
        pick("music");
        bot.presses(StartCards.DONE.data(new Done("5", "08:00", "Europe/London")));

        assertThat(ready()).contains("Your next brief comes tomorrow at 09:00 (London time).");
    }

    @Test
    void aChatThatChoseItsZoneIsNotAskedForIt() {
        bot.says("/settings zone Tokyo");
        pick("music");
        bot.presses(StartCards.TIME.data(new StartCards.Times("5", 0)));
        assertThat(labels()).contains("08:00").doesNotContain("🌍 Other time zones");
        press("08:00");

        assertThat(bot.chats.settings(ADA).get().orElseThrow().zone().getId()).isEqualTo("Asia/Tokyo");
        assertThat(ready()).contains("tomorrow at 08:00 (Tokyo time)");
    }

    @Test
    void everyTopicIsOnOneOfThePagesWhichGoRound() {
        Set<String> seen = new HashSet<>();
        bot.says("/start");
        for (int page = 0; page < 4; page++) {
            bot.lastCard().buttons().stream()
                    .flatMap(List::stream)
                    .flatMap(button -> StartCards.PICK.parse(button.press()).stream())
                    .map(Pick::topic)
                    .forEach(seen::add);
            bot.presses(button("▶ " + (page + 1) + "/4"));
        }

        assertThat(seen).hasSize(32).doesNotContain("other");
        assertThat(labels()).contains("▶ 1/4");
    }

    @Test
    void everyZoneIsOnOneOfThePagesWhichGoRound() {
        Set<String> seen = new HashSet<>();
        pick("music");
        bot.presses(StartCards.TIME.data(new StartCards.Times("5", 0)));
        for (int page = 0; page < 7; page++) {
            bot.lastCard().buttons().stream()
                    .flatMap(List::stream)
                    .flatMap(button -> StartCards.DONE.parse(button.press()).stream())
                    .map(Done::zone)
                    .forEach(seen::add);
            press("🌍 Other time zones");
        }

        assertThat(seen).containsAll(ChatSettings.ZONE.offered());
        assertThat(labels()).contains("07:00 → 08:00");
    }

    /// Whoever taps fast presses buttons of a card that does not show the first tap yet.
    @Test
    void tapsOnTheSameCardAreAllKept() {
        pick("music");
        pick("science");
        pick("music");
        assertThat(labels()).contains("Next: 2 topics ▶");

        bot.presses(StartCards.PICK.data(new Pick("music", false, 0)));
        assertThat(labels()).contains("Next: one topic ▶");
    }

    @Test
    void whoeverPicksNothingIsAskedTo() {
        bot.presses(StartCards.DONE.data(new Done("5", "08:00", "")));

        assertThat(bot.toasts()).contains("Please pick at least one topic first.");
        assertThat(bot.chats.settings(ADA).get()).isEmpty();
    }

    @Test
    void withoutTheDatabaseNothingIsForgottenAndTheSameButtonFinishesLater() {
        pick("music");
        bot.database.goes();
        bot.presses(StartCards.DONE.data(new Done("5", "08:00", "Europe/London")));
        assertThat(bot.toasts().getLast())
                .isEqualTo("I can’t reach my database right now. Please try again in a minute.");
        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .isEmpty();

        bot.database.returns();
        bot.presses(StartCards.DONE.data(new Done("5", "08:00", "Europe/London")));
        assertThat(queries()).hasSize(1);
        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .contains(5);
    }

    @Test
    void whoeverStartsAgainFollowsNothingTwice() {
        for (int i = 0; i < 2; i++) {
            pick("music");
            bot.presses(StartCards.DONE.data(new Done("", "", "")));
        }

        assertThat(queries()).hasSize(1);
    }

    @Test
    void whoeverFollowsTooMuchIsTold() {
        for (int i = 0; i < tidings.store.FollowStore.MAX; i++) {
            bot.follows.add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic("topic" + i)));
        }
        pick("music");
        bot.presses(StartCards.DONE.data(new Done("", "", "")));

        assertThat(bot.lastCard().html()).contains("You already follow 200 things");
    }

    @Test
    void inAGroupOnlyAdministratorsSetItUp() {
        bot.saysInAGroup("/start");
        bot.pressesInAGroup(-7, StartCards.PICK.data(new Pick("music", true, 0)));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        bot.pressesInAGroup(-7, StartCards.DONE.data(new Done("", "", "")));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pick|1|nonsense|1|0", "pick|1|other|1|0", "start|1|100", "start|1|-1", "times|1|5|x"})
    void aButtonThatSomebodyMadeUpIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.toasts()).containsExactly("This button is too old. Please send the command again.");
    }

    /// What the card under the button says, beside which the first brief may follow.
    private String ready() {
        return bot.cards().stream()
                .map(ShowCardV1::html)
                .filter(html -> html.contains("All set!"))
                .toList()
                .getLast();
    }

    private void pick(String topic) {
        bot.presses(StartCards.PICK.data(new Pick(topic, true, 0)));
    }

    private List<FollowQuery> queries() {
        return bot.follows.of(ADA).stream().map(Follow::query).toList();
    }

    private void press(String label) {
        bot.presses(button(label));
    }

    private String button(String label) {
        return bot.lastCard().buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.label().equals(label))
                .map(Button::press)
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " is none of " + labels()));
    }

    private List<String> labels() {
        return bot.lastCard().buttons().stream()
                .flatMap(List::stream)
                .map(Button::label)
                .toList();
    }
}
