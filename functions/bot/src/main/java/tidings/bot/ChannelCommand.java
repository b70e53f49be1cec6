package tidings.bot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.domain.ChatId;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Chooses the channel that a private chat follows and sets things for, if both the person and the bot may decide
/// what comes there; `off` chooses the chat itself again.
record ChannelCommand(Preferences preferences) implements Command {
    /// The chat itself again.
    static final ButtonAction<String> BACK = ButtonAction.ofText("back");

    /// A public name (https://core.telegram.org/method/channels.checkUsername), after an @ or in a link.
    private static final Pattern NAME =
            Pattern.compile("(?:@|(?:https?://)?(?:t|telegram)\\.me/)([A-Za-z]\\w{3,31})/?", Pattern.CASE_INSENSITIVE);

    private static final String OFF = "off";
    private static final String ASKED = "channel";
    private static final int QUOTED = 40;

    @Override
    public String word() {
        return "channel";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(BACK, (call, _) -> back(call)));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        String typed = call.arguments().strip();
        if (!call.origin().alone()) {
            return Reply.text(texts.get("command.channel.alone"));
        } else if (typed.isEmpty()) {
            return call.repliedTo()
                    .flatMap(Interaction.Replied::channel)
                    .flatMap(channel -> call.origin()
                            .person()
                            .map(person -> ask(Long.toString(channel.chat().value()), channel.name(), person.id())))
                    .orElseGet(() -> shown(call));
        } else if (typed.toLowerCase(Locale.ROOT).equals(OFF)) {
            return back(call);
        }
        Matcher name = NAME.matcher(typed);
        return name.matches() && call.origin().person().isPresent()
                ? ask(
                        "@" + name.group(1),
                        "@" + name.group(1),
                        call.origin().person().get().id())
                : Reply.text(texts.get("command.channel.unclear", Html.line(typed, QUOTED)));
    }

    /// @param channel its public name or its id
    /// @param shown what people know it by
    private Reply ask(String channel, String shown, long person) {
        return new Reply.Ask(word(), new TelegramCall.Channel(channel, person), Map.of(ASKED, shown));
    }

    private Reply shown(Call call) {
        return Channel.of(call.settings())
                .map(channel -> withBack(call, "command.channel.chosen", channel))
                .orElseGet(() -> Reply.text(call.texts().get("command.channel.none")));
    }

    private static Reply withBack(Call call, String text, Channel channel) {
        return new Reply.Show(new Card(
                call.texts().get(text, Html.text(channel.name())),
                List.of(List.of(BACK.button(call.texts().get("command.channel.back"), "")))));
    }

    private Reply back(Call call) {
        preferences.choose(call.origin().chat(), Optional.empty());
        return Reply.text(call.texts().get("command.channel.off"));
    }

    /// What Telegram says of both decides.
    @Override
    public Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        String asked = Html.text(context.get(ASKED));
        Texts texts = call.texts();
        if (!(result instanceof TelegramResult.Channel found)) {
            return Reply.text(texts.get("command.channel.unknown", asked));
        } else if (!found.posts()) {
            return Reply.text(texts.get("command.channel.rights", asked));
        } else if (!found.mayBeFed()) {
            return Reply.text(texts.get("command.channel.administrators", asked));
        }
        Channel channel = new Channel(new ChatId(found.id()), context.get(ASKED));
        preferences.choose(call.origin().chat(), Optional.of(channel));
        return withBack(call, "command.channel.chosen", channel);
    }
}
