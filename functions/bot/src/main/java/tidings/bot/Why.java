package tidings.bot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tidings.aws.Json;
import tidings.bot.Turn.OfFollow;
import tidings.cards.PostButtons;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.follows.FollowQuery;
import tidings.follows.RuleEdits;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.selection.Meaning;
import tidings.selection.TopicRule;
import tidings.store.FollowStore;
import tidings.store.Lessons;
import tidings.store.Outcomes;
import tidings.store.Outcomes.Outcome;
import tidings.store.PostStore;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;

/// Says why a post came, waits or did not come, and offers the smallest change that would turn that.
record Why(
        PostStore posts,
        Explainer explainer,
        Outcomes outcomes,
        Lessons lessons,
        FollowStore follows,
        Chats chats,
        Preferences preferences)
        implements Command {
    /// Makes the change of an id.
    static final ButtonAction<String> TURN = ButtonAction.ofText("turn");

    @Override
    public String word() {
        return "why";
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(PostButtons.WHY, (call, id) -> new Reply.Beside(card(call, id))),
                Press.change(TURN, this::turn).ofChannel(this::isOfChannel));
    }

    @Override
    public Reply run(Call call) {
        MeantPost meant = MeantPost.of(call);
        return meant.post()
                .<Reply>map(link -> new Reply.Show(card(call, link.post())))
                .orElseGet(() -> Reply.text(
                        meant.shown() == 0
                                ? call.texts().get("command.why.missing")
                                : call.texts().get("command.why.which", meant.shown())));
    }

    private Card card(Call call, PostId id) {
        ChatId chat = call.target().chat();
        Optional<ClassifiedPost> stored = posts.find(id);
        Optional<Outcome> outcome = outcomes.find(chat, id);
        WhyCards cards = WhyCards.of(call, call.settings());
        if (stored.isEmpty()) {
            return cards.gone(outcome);
        }
        Optional<TopicRule> taught = TopicRule.deciding(
                lessons.rules(chat).stream().map(Lessons.Rule::rule).toList(),
                stored.get().post());
        ClassifiedPost post =
                taught.map(TopicRule::topic).map(stored.get()::taught).orElse(stored.get());
        Explained topic = explainer.explain("https://redd.it/" + id);
        List<tidings.follows.Follow> followed = follows.of(chat);
        Optional<Meaning> meaning = followed.stream()
                .filter(follow -> follow.query().about().isPresent())
                .findFirst()
                .flatMap(_ -> Optional.ofNullable(posts.meanings(List.of(id)).get(id)));
        Turns turns = new Turns(
                chat,
                RuleEdits.of(post, topic.words(), meaning, call.adult()),
                followed,
                call.settings(),
                outcome,
                outcomes.pace(chat),
                call.now());
        Optional<Turn> turn = turns.smallest();
        String draft = call.origin().cause();
        turn.ifPresent(found -> chats.saveDraft(call.origin().chat(), draft, Json.write(found)));
        Map<String, Double> liking =
                lessons.liking(chat, post, outcome.map(Outcome::follow).orElse(0L));
        return cards.why(turns, topic, taught, liking, turn, draft);
    }

    private boolean isOfChannel(Call call, String id) {
        return saved(call, id)
                .filter(turn -> !turn.chat().equals(call.origin().chat()))
                .isPresent();
    }

    private Optional<Turn> saved(Call call, String id) {
        return chats.draft(call.origin().chat(), id).map(json -> Json.read(json, Turn.class));
    }

    /// A change that was made is made; one that no longer fits what the chat follows is not.
    private Reply turn(Call call, String id) {
        Optional<Turn> saved =
                saved(call, id).filter(turn -> turn.chat().equals(call.target().chat()));
        if (saved.isEmpty()) {
            return Reply.oldButton(call);
        }
        Turn turn = saved.get();
        if (!turn.follows().stream().allMatch(change -> fits(turn.chat(), change))) {
            return new Reply.Toast(call.texts().get("command.why.changed"));
        }
        if (!turn.follows().stream().allMatch(change -> make(call, change))) {
            return Reply.text(call.texts().get("command.follow.full", FollowStore.MAX));
        }
        ChatSettings settings = turn.settings().isEmpty()
                ? call.settings()
                : preferences.save(call, before -> with(before, turn.settings()));
        return new Reply.Show(WhyCards.of(call, settings).done(turn));
    }

    private boolean fits(ChatId chat, OfFollow change) {
        return change.id().isEmpty()
                || follows.find(chat, change.id().getAsLong())
                        .map(tidings.follows.Follow::query)
                        .filter(query -> query.equals(change.before()) || query.equals(change.after()))
                        .isPresent();
    }

    private boolean make(Call call, OfFollow change) {
        OptionalLong id = change.id();
        FollowQuery after = change.after();
        if (id.isEmpty()) {
            return follows.add(call.target(), after).isPresent();
        }
        ChatId chat = call.target().chat();
        if (!after.equals(change.before())) {
            follows.change(chat, id.getAsLong(), after);
        }
        if (change.resumed()) {
            follows.pause(chat, id.getAsLong(), false);
        }
        return true;
    }

    private static ChatSettings with(ChatSettings settings, Map<String, String> chosen) {
        ChatSettings changed = settings;
        for (Setting<?> setting : ChatSettings.ALL) {
            if (chosen.containsKey(setting.name())) {
                changed = with(changed, setting, chosen.get(setting.name()));
            }
        }
        return changed;
    }

    private static <T> ChatSettings with(ChatSettings settings, Setting<T> setting, String text) {
        return settings.with(setting, setting.read().apply(text));
    }
}
