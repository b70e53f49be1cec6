package tidings.bot;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tidings.points.Level;
import tidings.preferences.ChatSettings;
import tidings.store.PointStore;
import tidings.store.PointStore.Counted;
import tidings.store.PointStore.Leader;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Shows who has the most points. Nobody is seen there who did not ask to be, and then by a name that they choose,
/// or by none.
record Leaders(PointStore points) implements Command {
    static final ButtonAction<String> LEADERS = ButtonAction.ofText("leaders");

    /// Be seen by a name, or by none.
    static final ButtonAction<Optional<String>> JOIN = new ButtonAction<>(
            "join",
            1,
            name -> List.of(name.orElse("")),
            fields -> Optional.of(fields.getFirst()).filter(name -> !name.isEmpty()));

    /// Be seen no more.
    static final ButtonAction<String> LEAVE = ButtonAction.ofText("leave");

    /// Neither a link nor what looks like one.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} '’_-]{1,23}");

    private static final int QUOTED = 40;
    private static final int OFFERED = 3;

    @Override
    public String word() {
        return "leaders";
    }

    @Override
    public boolean isShown(ChatSettings settings) {
        return settings.countsPoints();
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(LEADERS, (call, _) -> list(call)),
                Press.change(JOIN, (call, name) -> join(call, name.orElse(""))),
                Press.change(LEAVE, (call, _) -> leave(call)));
    }

    /// As in `/leaders`, `/leaders as Quiet Otter` and `/leaders off`.
    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        String typed = call.arguments().strip();
        if (typed.isEmpty()) {
            return list(call);
        } else if (List.of(texts.get("command.leaders.out").split(" ")).contains(typed.toLowerCase(Locale.ROOT))) {
            return leave(call);
        }
        String[] words = typed.split("\\s+", 2);
        boolean as = words.length == 2 && words[0].equalsIgnoreCase(texts.get("command.leaders.as"));
        return join(call, as ? words[1] : typed);
    }

    private Reply list(Call call) {
        Texts texts = call.texts();
        if (!call.settings().countsPoints()) {
            return PointsCommand.off(call);
        }
        Counted own = points.find(call.origin().chat());
        long mine = PointsCommand.standing(call, own).points();
        List<Leader> leaders = points.leaders();
        int ahead = own.name().isPresent() ? points.ahead(call.origin().chat(), mine) : PointStore.COUNTED;
        StringJoiner lines = new StringJoiner("\n");
        for (int i = 0; i < leaders.size(); i++) {
            String line = line(i + 1, leaders.get(i), texts);
            lines.add(i == ahead ? Html.bold(line) : line);
        }
        StringJoiner text = new StringJoiner("\n\n").add(Html.bold(texts.get("command.leaders.title")));
        text.add(leaders.isEmpty() ? texts.get("command.leaders.none") : lines.toString());
        if (own.name().isEmpty()) {
            text.add(texts.get("command.leaders.ask"));
        } else if (ahead < PointStore.COUNTED) {
            text.add(texts.get("command.leaders.own", ahead + 1, mine));
        } else {
            text.add(texts.get("command.leaders.far", PointStore.COUNTED, mine));
        }
        return new Reply.Show(new Card(text.toString(), buttons(own, call)));
    }

    private static String line(int rank, Leader leader, Texts texts) {
        String name = leader.name().isEmpty() ? texts.get("command.leaders.somebody") : Html.text(leader.name());
        return texts.get(
                "command.leaders.line",
                rank,
                name,
                leader.points(),
                Level.of(leader.points()).number());
    }

    private static List<List<Button>> buttons(Counted own, Call call) {
        Texts texts = call.texts();
        List<List<Button>> rows = new ArrayList<>();
        if (own.name().isPresent()) {
            rows.add(List.of(LEAVE.button(texts.get("command.leaders.leave"), "")));
        } else {
            List<String> names =
                    new ArrayList<>(List.of(texts.get("command.leaders.names").split(", ")));
            Collections.shuffle(names, new Random(call.origin().cause().hashCode()));
            List<Button> offered = new ArrayList<>();
            offered.add(JOIN.button(texts.get("command.leaders.anonymous"), Optional.empty()));
            names.stream().limit(OFFERED).forEach(name -> offered.add(JOIN.button(name, Optional.of(name))));
            rows.addAll(SettingCards.rows(offered, 2));
        }
        rows.add(List.of(PointsCommand.POINTS.button(texts.get("command.leaders.points"), "")));
        return rows;
    }

    /// @param typed empty for no name
    private Reply join(Call call, String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        if (!call.settings().countsPoints()) {
            return PointsCommand.off(call);
        } else if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            return Reply.text(call.texts().get("command.leaders.bad-name", Html.line(typed, QUOTED)));
        }
        points.show(call.origin().chat(), Optional.of(name));
        return list(call);
    }

    private Reply leave(Call call) {
        points.show(call.origin().chat(), Optional.empty());
        return list(call);
    }
}
