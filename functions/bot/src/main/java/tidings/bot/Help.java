package tidings.bot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.preferences.ChatSettings;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists the commands.
///
/// @param others the listed ones before this, in their order
record Help(List<Command> others) implements Command {
    @Override
    public String word() {
        return "help";
    }

    @Override
    public Reply run(Call call) {
        return Reply.text(
                Html.bold(call.texts().get("command.help.title")) + "\n" + lines(call.texts(), call.settings()));
    }

    /// The listed commands, a line each.
    private String lines(Texts texts, ChatSettings settings) {
        return Stream.concat(others.stream(), Stream.of(this))
                .filter(command -> command.isShown(settings))
                .map(Command::word)
                .map(word ->
                        texts.get("command.help.line", sample(word, texts), texts.get("command." + word + ".summary")))
                .collect(Collectors.joining("\n"));
    }

    /// What somebody might send, such as `/top java week`.
    static String sample(String word, Texts texts) {
        String example = "command." + word + ".example";
        return texts.has(example) ? "/" + word + " " + texts.get(example) : "/" + word;
    }
}
