package tidings.bot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tidings.bot.StartCards.Done;
import tidings.bot.StartCards.Pick;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.TopicPosition;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.TopicCursor;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.store.FeedStore;
import tidings.store.FollowStore;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Sets a chat up with buttons alone: topics, a pace, a time. It ends with a first brief of what is there.
/// Telegram sends it when somebody opens the bot (https://core.telegram.org/bots/features#global-commands), with
/// a payload if that was by a link that has one.
record Start(Taxonomy taxonomy, FeedStore feeds, FollowStore follows, Preferences preferences, Offers offers)
        implements Command {
    /// So many topics have posts in the first brief, and so many posts it has.
    private static final int TOPICS = 6;

    @Override
    public String word() {
        return "start";
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? show(cards(call, call.settings()).topics(0))
                : offers.offer(call, call.arguments());
    }

    @Override
    public List<Press<?>> buttons() {
        return Stream.concat(steps().stream(), offers.buttons().stream()).toList();
    }

    private List<Press<?>> steps() {
        return List.of(
                new Press<>(
                        StartCards.TOPICS,
                        (call, page) -> show(cards(call, call.settings()).topics(page))),
                Press.change(StartCards.PICK, this::pick),
                new Press<>(
                        StartCards.PACES,
                        (call, _) -> show(cards(call, call.settings()).paces())),
                new Press<>(
                        StartCards.TIME,
                        (call, at) -> show(cards(call, call.settings()).times(at))),
                Press.change(StartCards.DONE, this::done));
    }

    private static Reply show(Card card) {
        return new Reply.Show(card);
    }

    private Reply pick(Call call, Pick pick) {
        if (!topics().contains(pick.topic())) {
            return new Reply.Toast(call.texts().get("error.old-button"));
        }
        return show(cards(call, preferences.pick(call.origin().chat(), pick.topic(), pick.picked()))
                .topics(pick.page()));
    }

    /// Can be repeated until it is done: what was picked is forgotten last.
    private Reply done(Call call, Done done) {
        Set<String> picked = Preferences.picked(call.settings());
        if (picked.isEmpty()) {
            return Reply.both(
                    new Reply.Toast(call.texts().get("start.nothing-picked")),
                    show(cards(call, call.settings()).topics(0)));
        }
        ChatSettings saved = preferences.save(call, settings -> {
            ChatSettings next =
                    chosen(chosen(settings, ChatSettings.PACE, done.pace()), ChatSettings.BRIEF, done.brief());
            return done.zone().isEmpty() ? next : chosen(next, ChatSettings.ZONE, done.zone());
        });
        for (String topic : picked) {
            if (follows.add(call.origin().place(), FollowQuery.of(new Origin.OfTopic(topic)))
                    .isEmpty()) {
                return Reply.text(call.texts().get("start.too-many", FollowStore.MAX));
            }
        }
        Reply ready = show(ready(call, cards(call, saved), picked));
        preferences.unpick(call.origin().chat());
        return ready;
    }

    /// @param text empty for automatic, as is a choice that this version does not know
    private static <T> ChatSettings chosen(ChatSettings settings, Setting<T> setting, String text) {
        return settings.with(setting, setting.read().apply(text));
    }

    private Card ready(Call call, StartCards cards, Set<String> picked) {
        Texts texts = call.texts();
        Map<String, List<ClassifiedPost>> posts = new LinkedHashMap<>();
        picked.stream().limit(TOPICS).forEach(topic -> posts.put(topic, best(topic, cards.settings(), picked.size())));
        posts.values().removeIf(List::isEmpty);
        String brief = posts.isEmpty()
                ? texts.get("start.no-posts")
                : new PostCards(texts).brief(List.copyOf(posts.values()), call.now());
        List<Button> more = posts.keySet().stream()
                .map(topic -> PostButtons.TOPIC.button(
                        PostCards.topicLabel(topic, texts), new TopicPosition(topic, new TopicCursor.Top())))
                .toList();
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(more, 2));
        rows.add(List.of(SettingCards.OPEN.button(texts.get("command.settings.title"), "")));
        return new Card(cards.summary(picked) + "\n\n" + brief, rows);
    }

    /// The fewer topics there are, the more of each.
    private List<ClassifiedPost> best(String topic, ChatSettings settings, int topics) {
        boolean adult = settings.get(ChatSettings.ADULT).orElse(false);
        return feeds.topic(topic, new TopicCursor.Top(), PostCards.PAGE).value().posts().stream()
                .filter(post -> adult || !post.post().adult())
                .limit(Math.max(1, TOPICS / topics))
                .toList();
    }

    private StartCards cards(Call call, ChatSettings settings) {
        return new StartCards(topics(), call.origin().texts(settings), settings, call.now());
    }

    private List<String> topics() {
        return taxonomy.all().stream()
                .map(tidings.topics.Topic::id)
                .filter(id -> !id.equals(Taxonomy.OTHER))
                .toList();
    }
}
