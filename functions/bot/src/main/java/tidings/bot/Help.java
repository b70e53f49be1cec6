package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.bot.Interaction.ButtonPress;
import tidings.preferences.ChatSettings;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists the commands by groups, each with a button that gives it.
record Help(List<Group> groups) implements Command {
    /// Shows a group by its name; with an empty one, all.
    private static final ButtonAction<String> OPEN = ButtonAction.ofText("help");

    /// Gives a command by its word, as if it were sent without arguments.
    static final ButtonAction<String> RUN = ButtonAction.ofText("run");

    /// Of a row. The longest word has room on the screen of a phone.
    private static final int WIDTH = 3;

    /// Commands that belong together.
    ///
    /// @param name of its text, `command.help.group.<name>`
    record Group(String name, List<Command> commands) {
        private Stream<String> words(ChatSettings settings) {
            return commands.stream()
                    .filter(command -> command.isShown(settings))
                    .map(Command::word);
        }

        private String title(Texts texts) {
            return texts.get("command.help.group." + name);
        }
    }

    @Override
    public String word() {
        return "help";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(OPEN, this::open));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        String lines = groups.stream()
                .map(group -> Html.bold(group.title(texts)) + "\n"
                        + group.words(call.settings()).map(word -> "/" + word).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n\n"));
        List<Button> buttons = groups.stream()
                .map(group -> OPEN.button(group.title(texts), group.name()))
                .toList();
        return new Reply.Show(new Card(
                Html.bold(texts.get("command.help.title")) + "\n\n" + lines + "\n\n" + texts.get("command.help.open"),
                SettingCards.rows(buttons, 2)));
    }

    private Reply open(Call call, String name) {
        return name.isEmpty()
                ? run(call)
                : groups.stream()
                        .filter(group -> group.name().equals(name))
                        .findFirst()
                        .<Reply>map(group -> new Reply.Show(card(group, call.texts(), call.settings())))
                        .orElseGet(() -> Reply.oldButton(call));
    }

    private static Card card(Group group, Texts texts, ChatSettings settings) {
        String lines = group.words(settings)
                .map(word ->
                        texts.get("command.help.line", sample(word, texts), texts.get("command." + word + ".summary")))
                .collect(Collectors.joining("\n"));
        List<Button> buttons =
                group.words(settings).map(word -> RUN.button("/" + word, word)).toList();
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(buttons, WIDTH));
        rows.add(List.of(OPEN.button(texts.get("command.help.back"), "")));
        return new Card(Html.bold(group.title(texts)) + "\n\n" + lines + "\n\n" + texts.get("command.help.run"), rows);
    }

    /// A command that a button gives is answered in a message of its own, and the list stays.
    static ButtonPress placed(ButtonPress press) {
        return RUN.parse(press.data()).isPresent()
                ? press.under(CardId.ofUpdate(press.origin().cause()))
                : press;
    }

    /// What somebody might send, such as `/top java week`.
    static String sample(String word, Texts texts) {
        String example = "command." + word + ".example";
        return texts.has(example) ? "/" + word + " " + texts.get(example) : "/" + word;
    }
}
