package tidings.bot;

import java.util.List;
import java.util.stream.Collectors;
import tidings.telegram.Texts;

/// The listed commands, a line each, and the menu that Telegram shows of them.
///
/// @param words of the listed commands, in their order
record HelpText(List<String> words) {
    HelpText {
        words = List.copyOf(words);
    }

    String lines(Texts texts) {
        return words.stream()
                .map(word -> texts.get("command.help.line", sample(word, texts), summary(word, texts)))
                .collect(Collectors.joining("\n"));
    }

    static String summary(String word, Texts texts) {
        return texts.get("command." + word + ".summary");
    }

    /// What somebody might send, such as `/top java week`.
    static String sample(String word, Texts texts) {
        String example = "command." + word + ".example";
        return texts.has(example) ? "/" + word + " " + texts.get(example) : "/" + word;
    }
}
