package tidings.bot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.bot.Command.Press;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.messages.TelegramResult;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Everything that the bot can do, and how a text or a press finds it.
final class Commands {
    private static final int QUOTED = 40;

    static final int COMMANDS = 20;

    private final Chats chats;
    private final Map<String, Command> byWord;
    private final List<Press<?>> presses;

    Commands(Services services) {
        List<Command> all = all(services);
        this.chats = services.chats();
        this.byWord = all.stream().collect(Collectors.toUnmodifiableMap(Command::word, Function.identity()));
        this.presses = Stream.concat(
                        all.stream().flatMap(command -> command.buttons().stream()),
                        new AlarmPresses(services.operators(), services.chats()).buttons().stream())
                .toList();
    }

    /// In the order of help and menu.
    static List<Command> all(Services services) {
        List<Command> all = new ArrayList<>(List.of(
                new Top(services.feeds(), services.chats(), services.feedTtl()),
                new Topics(services.taxonomy()),
                new Topic(services.feeds(), services.taxonomy()),
                new Classify(services.explainer()),
                new Language(services.chats())));
        HelpText help = new HelpText(Stream.concat(all.stream().map(Command::word), Stream.of(Help.WORD))
                .toList());
        all.add(new Help(help));
        all.add(new Start(help));
        return List.copyOf(all);
    }

    /// What a text asks for; empty if it is no command.
    Optional<Reply> text(String text, Call call) {
        String stripped = text.strip();
        if (!stripped.startsWith("/")) {
            return Optional.empty();
        }
        String[] parts = stripped.split("\\s+", 2);
        String word = parts[0].substring(1).replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
        String arguments = parts.length > 1 ? parts[1].strip() : "";
        Texts texts = call.texts();
        return Optional.of(Optional.ofNullable(byWord.get(word))
                .map(command -> run(command, call.with(arguments)))
                .orElseGet(() -> Reply.text(texts.get("error.unknown-command", Html.line(word, QUOTED)))));
    }

    /// So many commands of a chat are answered in a minute; the first one beyond is told so.
    private Reply run(Command command, Call call) {
        ChatId chat = call.origin().chat();
        String cause = call.origin().cause();
        if (chats.admits(chat, "command", cause, COMMANDS, Duration.ofMinutes(1))) {
            return command.run(call);
        }
        return chats.admits(chat, "notice", cause, 1, Duration.ofMinutes(1))
                ? Reply.text(call.texts().get("error.too-many-commands"))
                : new Reply.Nothing();
    }

    /// What a button asks for; old buttons live on, and data can be made up.
    Reply press(String data, Call call) {
        return presses.stream()
                .flatMap(press -> press.run(data, call).stream())
                .findFirst()
                .orElseGet(() -> new Reply.Toast(call.texts().get("error.old-button")));
    }

    /// Goes on with a command that asked Telegram.
    Reply resume(String word, Call call, TelegramResult result, Map<String, String> context) {
        return Optional.ofNullable(byWord.get(word))
                .map(command -> command.resume(call, result, context))
                .orElseGet(Reply.Nothing::new);
    }
}
