package tidings.bot;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.bot.Command.Press;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.cards.BriefCards;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostButtons.TopicPosition;
import tidings.delivery.FollowCards;
import tidings.delivery.SearchPage;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.reminders.ReminderCards;
import tidings.selection.TopicRule;
import tidings.store.HistoryStore.Position;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for every command, those to come included.
class CommandsTest {
    private static final Feed LONGEST_FEED =
            new Feed(new Community("a".repeat(21) + "+" + "b".repeat(21) + "+cc"), Period.MONTH);

    private static final Position LONGEST_MOMENT =
            new Position(Instant.ofEpochMilli(9_999_999_999_999L), Long.toString(Long.MAX_VALUE));

    private static final String LONGEST_ZONE = "America/Argentina/ComodRivadavia";

    private static final PostId LONGEST_ID = new PostId("a".repeat(16) + ":" + "b".repeat(40));

    /// The longest value of each kind of button.
    private static final Map<String, Object> EXTREMES = Map.ofEntries(
            Map.entry("top", new FeedPosition(LONGEST_FEED, 1_000)),
            Map.entry("new", LONGEST_FEED),
            Map.entry(
                    "topic",
                    new TopicPosition(
                            "relationships-family",
                            new TopicCursor.Before(
                                    OptionalInt.of(Integer.MIN_VALUE), new PostId("1234567890abc"), 99_999))),
            Map.entry("language", "de"),
            Map.entry("settings", "language"),
            Map.entry("set", new SettingCards.Choice("zone", LONGEST_ZONE)),
            Map.entry("start", 99),
            Map.entry("pick", new StartCards.Pick("relationships-family", true, 99)),
            Map.entry("paces", ""),
            Map.entry("times", new StartCards.Times("500", 99)),
            Map.entry("ready", new StartCards.Done("500", "08:00,18:00", LONGEST_ZONE)),
            Map.entry("pack", new Packs.Shown("relationships-family", Packs.How.LIGHT)),
            Map.entry("take", "r_" + "a".repeat(47)),
            Map.entry("import", Long.toString(Long.MAX_VALUE)),
            Map.entry("feed", LONGEST_FEED),
            Map.entry("unshare", ""),
            Map.entry("back", ""),
            Map.entry("forget", ""),
            Map.entry("erase", ""),
            Map.entry("export", ""),
            Map.entry("follow", "topic:relationships-family"),
            Map.entry(
                    "draft",
                    new FollowCards.Choice(Long.toString(Long.MAX_VALUE), FollowCards.Step.NAME, "a".repeat(22))),
            Map.entry("save", Long.toString(Long.MAX_VALUE)),
            Map.entry("following", 400),
            Map.entry("item", Long.MAX_VALUE),
            Map.entry("edit", Long.MAX_VALUE),
            Map.entry("pause", Long.MAX_VALUE),
            Map.entry("resume", Long.MAX_VALUE),
            Map.entry("unfollow", LONGEST_FEED.community()),
            Map.entry("keep", LONGEST_FEED.community()),
            Map.entry("remove", Long.MAX_VALUE),
            Map.entry("about", new FollowCards.Move(Long.MAX_VALUE, -1)),
            Map.entry("mark", LONGEST_ID),
            Map.entry("snooze", new ReminderCards.Snooze(Long.MAX_VALUE, ReminderCards.Until.TOMORROW)),
            Map.entry("reminded", Long.MAX_VALUE),
            Map.entry("reminders", 100),
            Map.entry("reminder", Long.MAX_VALUE),
            Map.entry("retime", Long.MAX_VALUE),
            Map.entry("unremind", Long.MAX_VALUE),
            Map.entry("why", LONGEST_ID),
            Map.entry("up", LONGEST_ID),
            Map.entry("down", LONGEST_ID),
            Map.entry("fix", new Teach.Wrong(LONGEST_ID, Optional.empty())),
            Map.entry("topics", Long.toString(Long.MAX_VALUE)),
            Map.entry("teach", new Teach.Choice(Long.toString(Long.MAX_VALUE), "relationships-family")),
            Map.entry("scope", new Teach.Scope(Long.toString(Long.MAX_VALUE), TopicRule.Kind.SUBREDDIT)),
            Map.entry("unteach", Long.MAX_VALUE),
            Map.entry("reset", Optional.of(new ChatId(-1_009_999_999_999L))),
            Map.entry("turn", Long.toString(Long.MAX_VALUE)),
            Map.entry("points", ""),
            Map.entry("leaders", ""),
            Map.entry("join", Optional.of("ü".repeat(24))),
            Map.entry("leave", ""),
            Map.entry("kept", LONGEST_ID),
            Map.entry("drop", LONGEST_ID),
            Map.entry("past", Optional.of(LONGEST_MOMENT)),
            Map.entry("did", LONGEST_MOMENT),
            Map.entry("open", LONGEST_ID),
            Map.entry("hour", LONGEST_ID),
            Map.entry("saved", new SavedList.Place("ü".repeat(23), 1_000)),
            Map.entry("search", new SearchPage("ü".repeat(20), 200, "-zzzzzz", true)),
            Map.entry("like", LONGEST_ID),
            Map.entry("stats", new Stats.Shown(Optional.of(LONGEST_FEED.community()), true)),
            Map.entry("find", new Find.Results("ü".repeat(23), 9_999)),
            Map.entry("briefing", new BriefCards.Position(Instant.ofEpochSecond(60L * Integer.MAX_VALUE), true, 9_999)),
            Map.entry("help", "settings"),
            Map.entry("run", "a".repeat(32)),
            Map.entry("alarm", new AlarmPress(ButtonPressedV1.Button.ACKNOWLEDGE, "a".repeat(40))));

    private static final Path MENU = Path.of("../../layers/core/src/main/resources/tidings/telegram/commands.json");

    /// What people do in load tests.
    private static final Path MIX = Path.of("../../loadtest/scenarios/src/main/resources/tidings/loadtest/mix.yaml");

    private final TestBot bot = new TestBot();
    private final List<Command> commands = CommandList.of(bot.services);

    @Test
    void wordsAreUniqueAndAsTelegramWantsThem() {
        assertThat(commands.stream().map(Command::word))
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(word).matches("[a-z0-9_]{1,32}"));
    }

    @Test
    void everyCommandAnswersItsOwnExampleAndItsBareWord() {
        for (Command command : commands) {
            for (String text : List.of("/" + command.word(), Help.sample(command.word(), Texts.of("en")))) {
                TestBot fresh = new TestBot(); // nobody is answered so often in a minute
                fresh.says(text);
                assertThat(fresh.outbox).as(text).isNotEmpty();
                assertThat(fresh.lastCard().html()).as(text).doesNotContain("I don’t know");
            }
        }
    }

    @Test
    void everyKindOfButtonIsReadAsItWasWrittenAndFitsItsLongestValue() {
        List<Press<?>> presses = new Commands(bot.services).presses();

        assertThat(presses.stream().map(press -> press.action().word()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(EXTREMES.keySet());
        presses.forEach(this::roundTrip);
    }

    @SuppressWarnings("unchecked") // EXTREMES has a value of each button's own type
    private <T> void roundTrip(Press<T> press) {
        T value = (T) EXTREMES.get(press.action().word());
        String data = press.action().data(value);

        assertThat(data.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
        assertThat(data).startsWith(press.action().word() + "|" + press.action().version() + "|");
        assertThat(press.action().parse(data)).contains(value);
    }

    /// With `-Dcommands=write` the menu is written anew.
    @Test
    void theMenuThatIsRegisteredIsThatOfTheCommands() throws IOException {
        Map<String, Object> menu = new LinkedHashMap<>();
        menu.put("allowed_updates", allowedUpdates());
        for (String language : Texts.LANGUAGES) {
            Texts texts = Texts.of(language);
            menu.put(
                    language,
                    commands.stream()
                            .filter(CommandsTest::isListed)
                            .map(Command::word)
                            .map(word -> {
                                Map<String, String> entry = new LinkedHashMap<>();
                                entry.put("command", word);
                                entry.put("description", texts.get("command." + word + ".summary"));
                                return entry;
                            })
                            .toList());
        }
        String json = Json.mapper().writer(new DefaultPrettyPrinter()).writeValueAsString(menu) + "\n";
        if ("write".equals(System.getProperty("commands"))) {
            Files.writeString(MENU, json);
        }
        assertThat(Files.readString(MENU)).isEqualTo(json);
    }

    @Test
    void theUpdatesThatTelegramIsAskedForAreThoseThatAreUnderstood() {
        assertThat(allowedUpdates()).containsExactly("callback_query", "inline_query", "message", "my_chat_member");
    }

    @Test
    void peopleOfALoadTestUseEveryCommandAndEveryKindOfButton() throws IOException {
        String mix = Files.readString(MIX);

        assertThat(found(mix, "say: \"?/([a-z]+)"))
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(Command::word).collect(Collectors.toSet()));
        Set<String> buttons = new TreeSet<>(found(mix, "press: ([a-z]+)"));
        buttons.addAll(found(mix.substring(mix.indexOf("never:"), mix.indexOf("unasked:")), "\n  ([a-z]+): "));
        assertThat(buttons).isEqualTo(new TreeSet<>(EXTREMES.keySet()));
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean isListed(Command command) {
        return !(command instanceof Start);
    }

    /// The kinds of updates to ask Telegram for: those that an interaction can come from
    /// (https://core.telegram.org/bots/api#setwebhook, `allowed_updates`).
    private static List<String> allowedUpdates() {
        return Stream.of(Interaction.class.getPermittedSubclasses())
                .map(CommandsTest::updateKind)
                .distinct()
                .sorted()
                .toList();
    }

    private static String updateKind(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Text", "Wordless" -> "message";
            case "ButtonPress" -> "callback_query";
            case "InlineQuery" -> "inline_query";
            case "MembershipChange" -> "my_chat_member";
            case String other -> throw new IllegalStateException("no kind of update for " + other);
        };
    }
}
