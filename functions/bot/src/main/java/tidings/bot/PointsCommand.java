package tidings.bot;

import java.util.List;
import java.util.StringJoiner;
import tidings.points.Achievement;
import tidings.points.Level;
import tidings.points.Standing;
import tidings.points.Streak;
import tidings.preferences.ChatSettings;
import tidings.store.PointStore;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Shows the points, the level, the streak and the achievements of a chat; `/points off` is the setting.
record PointsCommand(PointStore points, Settings settings) implements Command {
    static final ButtonAction<String> POINTS = ButtonAction.ofText("points");

    private static final int BAR = 10;

    @Override
    public String word() {
        return "points";
    }

    @Override
    public boolean isShown(ChatSettings settings) {
        return settings.countsPoints();
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(POINTS, (call, _) -> run(call)));
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public Reply run(Call call) {
        if (!call.arguments().isEmpty()) {
            return settings.typed(call, ChatSettings.POINTS, call.arguments());
        }
        Texts texts = call.texts();
        if (!call.settings().countsPoints()) {
            return off(call);
        }
        Standing standing = standing(call, points.find(call.origin().chat()));
        StringJoiner text = new StringJoiner("\n\n");
        if (standing.points() == 0) {
            text.add(texts.get("command.points.none"));
        } else {
            text.add(level(standing, texts))
                    .add(streak(standing.streak(), texts))
                    .add(achievements(standing, texts));
        }
        return new Reply.Show(new Card(
                text.toString(),
                List.of(List.of(Leaders.LEADERS.button(texts.get("command.points.leaders"), ""), setting(texts)))));
    }

    /// As it is now at the clock of the chat.
    static Standing standing(Call call, PointStore.Counted counted) {
        return counted.score().on(call.now().atZone(call.settings().zone()).toLocalDate());
    }

    /// What a chat sees of points that turned them off.
    static Reply off(Call call) {
        return new Reply.Show(
                new Card(call.texts().get("command.points.off"), List.of(List.of(setting(call.texts())))));
    }

    private static Button setting(Texts texts) {
        return SettingCards.OPEN.button(texts.get("command.points.setting"), ChatSettings.POINTS.name());
    }

    private static String level(Standing standing, Texts texts) {
        Level level = standing.level();
        int full = (int) (BAR * (standing.points() - level.from()) / (level.next() - level.from()));
        return texts.get("command.points.level", level.number(), standing.points()) + "\n" + "▰".repeat(full)
                + "▱".repeat(BAR - full) + " "
                + texts.get("command.points.next", level.next() - standing.points(), level.number() + 1) + "\n"
                + texts.get("command.points.today", standing.today());
    }

    private static String streak(Streak streak, Texts texts) {
        return texts.get("command.points.streak", streak.days(), streak.best()) + "\n"
                + texts.get("command.points.freezes", streak.freezes(), Streak.EARNED_BY);
    }

    private static String achievements(Standing standing, Texts texts) {
        StringJoiner lines = new StringJoiner("\n").add(Html.bold(texts.get("command.points.achievements")));
        for (Achievement achievement : standing.achievements()) {
            lines.add(texts.get("achievement." + achievement.id()));
        }
        return lines.toString();
    }
}
