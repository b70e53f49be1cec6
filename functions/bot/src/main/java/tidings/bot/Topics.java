package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.TopicPosition;
import tidings.cards.PostCards;
import tidings.domain.TopicCursor;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.store.ThreadStore;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Lists the topics, with a button each; `auto` gives each a thread of its own in a forum group, `off` no longer.
record Topics(Taxonomy taxonomy, Preferences preferences, ThreadStore threads) implements Command {
    private static final int BUTTONS_A_ROW = 2;
    private static final String AUTO = "auto";
    private static final String OFF = "off";

    @Override
    public String word() {
        return "topics";
    }

    @Override
    public boolean changes(Call call) {
        return choice(call).isPresent();
    }

    private static Optional<String> choice(Call call) {
        return Optional.of(call.arguments().toLowerCase(Locale.ROOT)).filter(List.of(AUTO, OFF)::contains);
    }

    @Override
    public Reply run(Call call) {
        return choice(call).map(choice -> choose(call, choice)).orElseGet(() -> list(call));
    }

    private Reply choose(Call call, String choice) {
        if (call.origin().alone()) {
            return Reply.text(call.texts().get("command.topics.no-forum"));
        }
        return choice.equals(AUTO)
                ? new Reply.Ask(word(), new TelegramCall.OwnRights(), Map.of())
                : chosen(call, Optional.empty(), "command.topics.off");
    }

    /// What the bot may do in the group decides.
    @Override
    public Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        return switch (result) {
            case TelegramResult.OwnRights(boolean forum, boolean managesTopics)
            when forum && managesTopics -> {
                Reply reply = chosen(call, Optional.of(true), "command.topics.auto");
                threads.renew(call.origin().chat());
                yield reply;
            }
            case TelegramResult.OwnRights(boolean forum, boolean _)
            when forum -> Reply.text(call.texts().get("command.topics.right"));
            case TelegramResult _ -> Reply.text(call.texts().get("command.topics.no-forum"));
        };
    }

    private Reply chosen(Call call, Optional<Boolean> choice, String text) {
        preferences.save(call, settings -> settings.with(ThreadStore.AUTO, choice));
        return Reply.text(call.texts().get(text));
    }

    private Reply list(Call call) {
        Texts texts = call.texts();
        List<String> topics = taxonomy.all().stream()
                .map(tidings.topics.Topic::id)
                .filter(id -> !id.equals(Taxonomy.OTHER))
                .toList();
        String list = topics.stream()
                .map(id -> Html.bold(Html.text(texts.get("topic.label." + id))) + ": "
                        + Html.text(texts.get("topic.about." + id)))
                .collect(Collectors.joining("\n"));
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < topics.size(); i += BUTTONS_A_ROW) {
            rows.add(topics.subList(i, Math.min(i + BUTTONS_A_ROW, topics.size())).stream()
                    .map(id -> PostButtons.TOPIC.button(
                            PostCards.topicButton(id, texts), new TopicPosition(id, new TopicCursor.Top())))
                    .toList());
        }
        return new Reply.Show(new Card(Html.bold(texts.get("command.topics.title")) + "\n" + list, rows));
    }
}
