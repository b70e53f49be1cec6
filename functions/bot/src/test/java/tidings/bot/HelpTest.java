package tidings.bot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult.Member;
import tidings.telegram.Button;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// The list of the commands, and that each can be given by buttons alone.
class HelpTest {
    static final List<String> LANGUAGES = Texts.LANGUAGES;

    /// What a phone shows of a label where three stand in a row, and where two do.
    private static final int NARROW = 12;

    private static final int WIDE = 17;

    private final TestBot bot = new TestBot();

    static List<String> words() {
        return commands().map(Command::word).toList();
    }

    private static Stream<Command> commands() {
        return CommandList.of(new TestBot().services).stream().filter(command -> !(command instanceof Help));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyCommandIsReachedByPressesAndExplainedOnTheWay(String language) {
        List<ShowCardV1> seen = walked(language);

        assertThat(seen.stream().flatMap(HelpTest::buttons).flatMap(HelpTest::word))
                .containsExactlyInAnyOrderElementsOf(words());
        String everything = seen.stream().map(ShowCardV1::html).collect(Collectors.joining("\n"));
        for (String word : words()) {
            String summary = Texts.of(language).get("command." + word + ".summary");
            assertThat(summary).hasSizeBetween(3, 256);
            assertThat(everything).contains("/" + word).contains(summary);
        }
        assertThat(seen.getFirst().html())
                .contains(words().stream().map(word -> "/" + word).toList());
    }

    /// The cards that presses lead to from the list on, without giving a command.
    private List<ShowCardV1> walked(String language) {
        bot.says(language, "/language " + language);
        bot.says(language, "/help");
        List<ShowCardV1> seen = new ArrayList<>(List.of(bot.lastCard()));
        Set<String> pressed = new TreeSet<>();
        Deque<ShowCardV1> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Button button : buttons(open.remove()).toList()) {
                if (word(button).findFirst().isEmpty() && pressed.add(button.press())) {
                    bot.presses(button.press());
                    seen.add(bot.lastCard());
                    open.add(bot.lastCard());
                }
            }
        }
        return seen;
    }

    private static Stream<Button> buttons(ShowCardV1 card) {
        return card.buttons().stream().flatMap(List::stream);
    }

    private static Stream<String> word(Button button) {
        return Help.RUN.parse(button.press()).stream();
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void labelsFitTheScreenOfAPhone(String language) {
        for (ShowCardV1 card : walked(language)) {
            for (List<Button> row : card.buttons()) {
                assertThat(row.size()).isLessThanOrEqualTo(3);
                assertThat(row)
                        .allSatisfy(button ->
                                assertThat(button.label()).hasSizeLessThanOrEqualTo(row.size() == 3 ? NARROW : WIDE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void aButtonGivesTheCommandInAMessageOfItsOwn(String word) {
        TestBot typed = new TestBot();
        typed.says("/" + word);

        bot.presses(Help.RUN.data(word));

        assertThat(bot.toasts()).as("the press is answered").containsOnly("").hasSize(1);
        assertThat(bot.cards()).isEqualTo(typed.cards()); // and so is its id, which is that of the update
        assertThat(bot.acted).isEqualTo(typed.acted);
    }

    /// Of those that change a group, Telegram is asked first.
    @ParameterizedTest
    @MethodSource("words")
    void inAGroupAButtonGivesWhatItsAdministratorsMayGive(String word) {
        TestBot typed = new TestBot();
        typed.saysInAGroup("/" + word);
        administers(typed);

        bot.pressesInAGroup(-7, Help.RUN.data(word));
        administers(bot);

        assertThat(withoutToasts(bot)).isNotEmpty().isEqualTo(withoutToasts(typed));
    }

    /// A question to Telegram says whether it is about a press.
    private static List<OutboxMessage> withoutToasts(TestBot bot) {
        return bot.outbox.stream()
                .filter(message -> !(message instanceof AnswerCallbackV1))
                .map(message -> message instanceof TelegramCallV1 asked
                        ? new TelegramCallV1(asked.place(), asked.id(), asked.call(), Map.of())
                        : message)
                .toList();
    }

    private static void administers(TestBot bot) {
        if (bot.outbox.getLast() instanceof TelegramCallV1 asked) {
            bot.handle(Json.write(asked.result(new Member(Member.Status.ADMINISTRATOR))));
        }
    }

    @Test
    void nobodyElseInAGroupGivesThem() {
        bot.pressesInAGroup(-7, Help.RUN.data("share"));
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast()).result(new Member(Member.Status.MEMBER))));

        assertThat(bot.cards()).isEmpty();
        assertThat(bot.toasts()).containsExactly("Only administrators can do that here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help|1|games", "run|1|play", "run|1|", "help|0|", "run|2|top"})
    void aButtonOfAnotherVersionIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.toasts()).containsExactly("This button is too old. Please send the command again.");
        assertThat(bot.outbox).hasSize(1).allMatch(AnswerCallbackV1.class::isInstance);
    }

    @Test
    void aChatWithoutPointsIsNotToldOfThem() {
        bot.says("/points off");
        bot.says("/help");
        assertThat(bot.lastCard().html()).contains("/settings").doesNotContain("/points", "/leaders");

        bot.presses(bot.button("Settings"));

        assertThat(bot.labels()).contains("/settings").doesNotContain("/points", "/leaders");
    }
}
