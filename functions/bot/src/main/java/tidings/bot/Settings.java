package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.delivery.BriefQueue;
import tidings.domain.ChatId;
import tidings.follows.FollowParser;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.telegram.Card;
import tidings.telegram.Html;

/// Shows what a chat chose and lets it choose: by buttons, or as in `/settings quiet 22-7`.
///
/// @param queue of briefs that many chats want at the same time
/// @param parser reads times that are said in a sentence
record Settings(Preferences preferences, BriefQueue queue, FollowParser parser) implements Command {
    private static final int QUOTED = 40;

    /// What a sentence may choose, one along with another.
    private static final Set<Setting<?>> SAID = Set.of(ChatSettings.PACE, ChatSettings.BRIEF, ChatSettings.QUIET);

    @Override
    public String word() {
        return "settings";
    }

    @Override
    public boolean changes(Call call) {
        return call.arguments().contains(" ");
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        return choose(call, call.arguments());
    }

    /// @param typed a setting and a choice, a setting, or nothing
    private Reply choose(Call call, String typed) {
        SettingCards cards = cards(call, call.settings());
        if (typed.isEmpty()) {
            return new Reply.Show(cards.all());
        }
        String[] words = typed.split(" ", 2);
        Optional<Setting<?>> setting = new Typed(cards).setting(words[0]);
        if (setting.isEmpty()) {
            String names = ChatSettings.ALL.stream().map(Setting::name).collect(Collectors.joining(", "));
            return Reply.text(call.texts().get("command.settings.unknown", Html.line(words[0], QUOTED), names));
        }
        return words.length == 1 ? new Reply.Show(cards.choices(setting.get())) : typed(call, setting.get(), words[1]);
    }

    /// Saves a choice that was written, or what a sentence chooses.
    Reply typed(Call call, Setting<?> setting, String typed) {
        SettingCards cards = cards(call, call.settings());
        Optional<String> choice = new Typed(cards).read(setting, typed);
        if (choice.isPresent()) {
            return saved(save(call, setting, choice.get()), List.of(setting));
        }
        return parser.timing(typed, call.settings().get(ChatSettings.QUIET))
                .filter(_ -> SAID.contains(setting))
                .map(said -> saved(cards(call, preferences.save(call, said::over)), said.settings()))
                .orElseGet(() -> {
                    Card choices = cards.choices(setting);
                    String unknown = cards.unknown(setting, Html.line(typed, QUOTED));
                    return new Reply.Show(new Card(unknown + "\n\n" + choices.html(), choices.buttons()));
                });
    }

    private static Reply saved(SettingCards saved, List<Setting<?>> chosen) {
        Stream<String> next = chosen.contains(ChatSettings.BRIEF) ? saved.nextBrief().stream() : Stream.empty();
        String text = Stream.concat(chosen.stream().map(saved::saved), next).collect(Collectors.joining("\n"));
        return new Reply.Show(new Card(text, List.of(List.of(saved.back()))));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(SettingCards.OPEN, this::open).ofChannel(),
                Press.change(SettingCards.CHOOSE, this::press).ofChannel(),
                Press.change(SettingCards.LANGUAGE, (call, choice) -> press(call, ChatSettings.LANGUAGE, choice))
                        .ofChannel());
    }

    private Reply open(Call call, String name) {
        SettingCards cards = cards(call, call.settings());
        return name.isEmpty()
                ? new Reply.Show(cards.all())
                : find(name)
                        .<Reply>map(setting -> new Reply.Show(cards.choices(setting)))
                        .orElseGet(() -> Reply.oldButton(call));
    }

    private Reply press(Call call, SettingCards.Choice choice) {
        return find(choice.setting())
                .map(setting -> press(call, setting, choice.text()))
                .orElseGet(() -> Reply.oldButton(call));
    }

    /// Saves a choice that a button carries; empty text for automatic.
    private Reply press(Call call, Setting<?> setting, String text) {
        if (!text.isEmpty() && setting.read().apply(text).isEmpty()) {
            return Reply.oldButton(call);
        }
        SettingCards saved = save(call, setting, text);
        return Reply.both(new Reply.Toast(saved.saved(setting)), new Reply.Show(saved.choices(setting)));
    }

    private <T> SettingCards save(Call call, Setting<T> setting, String text) {
        return cards(
                call,
                preferences.save(
                        call, settings -> settings.with(setting, setting.read().apply(text))));
    }

    /// In the language that was chosen.
    SettingCards cards(Call call, ChatSettings settings) {
        ChatId chat = call.target().chat();
        return new SettingCards(call.texts(settings), settings, call.now(), due -> queue.comes(chat, due));
    }

    private static Optional<Setting<?>> find(String name) {
        return ChatSettings.ALL.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }
}
