package tidings.bot;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.telegram.Button;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    static Stream<Setting<?>> settings() {
        return ChatSettings.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsOfferedInEveryLanguage(Setting<?> setting) {
        for (String language : Texts.LANGUAGES) {
            Texts texts = Texts.of(language);
            for (String part : List.of("name", "ask", "automatic", "saved", "saved-automatic", "unknown")) {
                assertThat(texts.has(SettingCards.key(setting, part))).as(part).isTrue();
            }
            SettingCards cards = new SettingCards(texts, ChatSettings.NONE, TestBot.NOON);
            List<String> labels = Stream.concat(
                            Stream.of(Optional.<String>empty()),
                            setting.offered().stream().map(Optional::of))
                    .map(text -> cards.label(setting, text))
                    .toList();
            assertThat(labels).doesNotHaveDuplicates();
            assertThat(cards.choices(setting).buttons().stream()
                            .flatMap(List::stream)
                            .map(Button::label))
                    .allSatisfy(label -> assertThat(label).hasSizeLessThan(33));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsChosenAndTakenBackByButtonsInOneCard(Setting<?> setting) {
        bot.says("/settings");
        bot.presses(button(SettingCards.OPEN.data(setting.name())));

        String offered = SettingCards.CHOOSE.data(
                new SettingCards.Choice(setting.name(), setting.offered().getFirst()));
        bot.presses(button(offered));
        assertThat(chosen().chosen())
                .containsEntry(setting.name(), setting.offered().getFirst());
        assertThat(label(offered)).startsWith("✓ ");
        assertThat(bot.toldToDeliver(ADA)).isEqualTo(chosen());

        bot.presses(button(SettingCards.CHOOSE.data(new SettingCards.Choice(setting.name(), ""))));
        assertThat(chosen()).isEqualTo(ChatSettings.NONE);

        bot.presses(button(SettingCards.OPEN.data("")));
        assertThat(bot.lastCard().buttons().stream().mapToInt(List::size).sum()).isEqualTo(ChatSettings.ALL.size());
    }

    @Test
    void theListSaysWhatIsChosen() {
        bot.says("/settings zone Europe/Berlin");
        bot.says("/settings quiet 22-7");
        bot.says("/settings");

        assertThat(bot.lastCard().html())
                .contains("<b>🕑 Time zone</b>: 13:00 · Berlin")
                .contains("<b>🌙 Quiet hours</b>: 22:00–07:00")
                .contains("<b>🎚 Pace</b>: everything");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zone Europe/Berlin         | zone     | Europe/Berlin
                    zone europe/berlin         | zone     | Europe/Berlin
                    ZONE Berlin                | zone     | Europe/Berlin
                    timezone new york          | zone     | America/New_York
                    zone são paulo             | zone     | America/Sao_Paulo
                    zone Port-au-Prince        | zone     | America/Port-au-Prince
                    zone UTC+5                 | zone     | UTC+05:00
                    zone utc+5                 | zone     | UTC+05:00
                    quiet 22-7                 | quiet    | 22:00-07:00
                    quiet 22:30 - 6:15         | quiet    | 22:30-06:15
                    quiet from 10pm to 7am     | quiet    | 22:00-07:00
                    quiet 12am–8 a.m.          | quiet    | 00:00-08:00
                    night 22 until 7           | quiet    | 22:00-07:00
                    quiet 22-24                | quiet    | 22:00-00:00
                    pace 12                    | pace     | 12
                    volume 500                 | pace     | 500
                    pace about 12 a day        | pace     | 12
                    brief 8                    | brief    | 08:00
                    brief 8 and 18:30          | brief    | 08:00,18:30
                    brief 8am, 6.30pm          | brief    | 08:00,18:30
                    brief 8 18                 | brief    | 08:00,18:00
                    brief daily at 8           | brief    | 08:00
                    brief every monday at 9    | brief    | mon 09:00
                    brief sun 10:00            | brief    | sun 10:00
                    brief Fridays 17:00, 8:00  | brief    | fri 17:00,08:00
                    brief 12 o'clock           | brief    | 12:00
                    media previews             | media    | previews
                    pictures text only         | media    | cards
                    nsfw on                    | adult    | true
                    adult true                 | adult    | true
                    language Deutsch           | language | de
                    language en                | language | en
                    """)
    void aSettingCanBeWritten(String typed, String setting, String expected) {
        bot.says("/settings " + typed);

        assertThat(chosen().chosen()).as(bot.lastCard().html()).containsExactly(java.util.Map.entry(setting, expected));
        assertThat(bot.lastCard().html()).containsAnyOf("OK", "Alles klar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zeitzone Zürich          | zone  | Europe/Zurich
                    ruhe von 22 bis 7 Uhr    | quiet | 22:00-07:00
                    tempo 12                 | pace  | 12
                    brief 8 Uhr und 18:30 Uhr | brief | 08:00,18:30
                    brief so 10:00           | brief | sun 10:00
                    brief montags um 9       | brief | mon 09:00
                    brief jeden Mo. 9 Uhr    | brief | mon 09:00
                    nsfw an                  | adult | true
                    """)
    void aSettingCanBeWrittenInGerman(String typed, String setting, String expected) {
        bot.says("de", "/settings " + typed);

        assertThat(chosen().chosen()).as(bot.lastCard().html()).containsExactly(java.util.Map.entry(setting, expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    zone Atlantis         | I don’t know a time zone called “Atlantis”
                    zone Mars/Olympus     | I don’t know a time zone called “Mars/Olympus”
                    zone 8                | I don’t know a time zone
                    quiet 22              | isn’t a stretch of time
                    quiet 7-7             | isn’t a stretch of time
                    quiet 25-7            | isn’t a stretch of time
                    quiet 13pm-7          | isn’t a stretch of time
                    pace 0                | isn’t a number from 1 to 500
                    pace 501              | isn’t a number from 1 to 500
                    pace 99999999999999   | isn’t a number from 1 to 500
                    pace many             | isn’t a number from 1 to 500
                    brief 8 9 10 11 12 13 14 | I can’t read
                    brief someday 8       | I can’t read
                    brief 24:30           | I can’t read
                    brief 8:60            | I can’t read
                    media loud            | can’t make posts look like
                    nsfw maybe            | Please say on or off
                    language tlh          | I don’t speak “tlh” yet
                    colour blue           | I don’t have a setting called “colour”
                    zone <b>x</b>         | “&lt;b&gt;x&lt;/b&gt;”
                    """)
    void whatIsNoChoiceIsNamedAndNotSaved(String typed, String answer) {
        bot.says("/settings " + typed);

        assertThat(bot.lastCard().html()).contains(answer);
        assertThat(bot.chats.settings(ADA).get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "none", "auto", "AUTOMATIC", "never"})
    void aSettingIsTakenBackByAWord(String word) {
        bot.says("/settings quiet 22-7");
        bot.says("/settings quiet " + word);

        assertThat(chosen()).isEqualTo(ChatSettings.NONE);
        assertThat(bot.lastCard().html()).isEqualTo("OK, no quiet hours.");
    }

    @Test
    void everyZoneIsFoundByItsIdAndFitsAButton() {
        Typed typed = new Typed(new SettingCards(Texts.of("en"), ChatSettings.NONE, TestBot.NOON));
        assertThat(ZoneId.getAvailableZoneIds()).allSatisfy(id -> {
            assertThat(typed.read(ChatSettings.ZONE, id)).isPresent();
            assertThat(SettingCards.CHOOSE.data(new SettingCards.Choice("zone", id)))
                    .hasSizeLessThanOrEqualTo(64);
        });
    }

    @Test
    void quietHoursAreReadInEveryFormThatPeopleWrite() {
        Typed typed = new Typed(new SettingCards(Texts.of("en"), ChatSettings.NONE, TestBot.NOON));
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(24);
            int until = (from + 1 + random.nextInt(23)) % 24;
            String expected = "%02d:00-%02d:00".formatted(from, until);
            String written = form(random, from)
                    + List.of("-", " - ", "–", " to ", " until ", " till ").get(random.nextInt(6))
                    + form(random, until);
            assertThat(typed.read(ChatSettings.QUIET, written)).as(written).contains(expected);
        }
    }

    private static String form(Random random, int hour) {
        String half = hour < 12 ? "am" : "pm";
        int of12 = hour % 12 == 0 ? 12 : hour % 12;
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(hour);
            case 1 -> "%02d:00".formatted(hour);
            case 2 -> hour + ".00";
            case 3 -> of12 + half;
            case 4 -> of12 + ":00 " + half.toUpperCase(java.util.Locale.ROOT);
            default -> hour + "h";
        };
    }

    @Test
    void withoutTheDatabaseNothingIsHalfSavedAndThePersonIsTold() {
        bot.says("/settings pace 12");
        ChatSettings before = chosen();
        bot.database.goes();

        bot.says("/settings pace 30");
        assertThat(bot.lastCard().html()).contains("can’t reach my database");
        bot.presses(SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "60")));
        assertThat(bot.toasts().getLast())
                .isEqualTo("I can’t reach my database right now. Please try again in a minute.");

        assertThat(chosen()).isEqualTo(before);
        bot.database.returns();
        assertThat(bot.toldToDeliver(ADA)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set|1|volume|loud", "set|1|pace|0", "set|1|zone|Mars/Olympus", "settings|1|volume", "set|1|pace"
            })
    void aButtonThatThisVersionDoesNotKnowIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.toasts()).containsExactly("This button is too old. Please send the command again.");
    }

    private ChatSettings chosen() {
        return bot.chats.settings(ADA).get().orElse(ChatSettings.NONE);
    }

    /// The data of a button that the last card has.
    private String button(String data) {
        assertThat(label(data)).isNotEmpty();
        return data;
    }

    private String label(String data) {
        return bot.lastCard().buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.press().equals(data))
                .findFirst()
                .map(Button::label)
                .orElse("");
    }
}
