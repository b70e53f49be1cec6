package tidings.bot;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import tidings.cards.PostCards;
import tidings.follows.Follow;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FollowStore;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Says whether Reddit answers, and what the chat can expect.
record Status(Supplier<Outlook> reddit, FollowStore follows) implements Command {
    @Override
    public String word() {
        return "status";
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(Html.bold(texts.get("command.status.title"))).add("");
        lines.add(reddit(reddit.get(), texts, call.now()));
        lines.add(follows(call));
        lines.add(setting(ChatSettings.PACE, call)).add(setting(ChatSettings.BRIEF, call));
        call.settings().get(ChatSettings.QUIET).ifPresent(_ -> lines.add(setting(ChatSettings.QUIET, call)));
        return new Reply.Show(new Card(
                lines.toString(), List.of(List.of(SettingCards.OPEN.button(texts.get("command.settings.title"), "")))));
    }

    private static String reddit(Outlook outlook, Texts texts, Instant now) {
        String health =
                texts.get("command.status.reddit." + outlook.health().name().toLowerCase(Locale.ROOT));
        Optional<String> last =
                outlook.lastSuccess().map(at -> texts.get("command.status.last", new PostCards(texts).ago(at, now)));
        return health + " " + last.orElseGet(() -> texts.get("command.status.never"));
    }

    private String follows(Call call) {
        try {
            List<Follow> all = follows.of(call.origin().chat());
            long paused = all.stream().filter(Follow::paused).count();
            return call.texts().get("command.status.follows", all.size(), paused);
        } catch (DatabaseUnavailableException _) {
            return call.texts().get("error.database");
        }
    }

    private static <T> String setting(Setting<T> setting, Call call) {
        SettingCards cards = Settings.cards(call, call.settings());
        Optional<String> chosen = call.settings().get(setting).map(setting.write());
        return call.texts().get("command.settings.line", cards.name(setting), cards.label(setting, chosen));
    }
}
