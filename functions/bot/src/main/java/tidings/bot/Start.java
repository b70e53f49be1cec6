package tidings.bot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tidings.bot.StartCards.Done;
import tidings.bot.StartCards.Pick;
import tidings.cards.FirstBriefCards;
import tidings.cards.PostCards;
import tidings.delivery.Deliveries;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.TopicCursor;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FirstBrief;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.store.FollowStore;
import tidings.store.TaughtPosts;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.topics.Taxonomy;
import tidings.topics.TopicCommunities;

/// Sets a chat up with buttons alone: topics, a pace, a time. It ends with a first brief: of what is stored, else
/// of what is fetched for it. Telegram sends it when somebody opens the bot
/// (https://core.telegram.org/bots/features#global-commands), with a payload if that was by a link that has one.
///
/// @param top fetches what the first brief is made of
/// @param shipped what is fetched of a topic
record Start(
        Taxonomy taxonomy,
        TaughtPosts posts,
        FollowStore follows,
        Preferences preferences,
        Settings settings,
        Offers offers,
        Top top,
        TopicCommunities shipped)
        implements Command {
    static final String WORD = "start";

    /// Communities of one request.
    private static final int TOGETHER = 18;

    @Override
    public String word() {
        return WORD;
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
            return Reply.oldButton(call);
        }
        return show(cards(call, preferences.pick(call.origin().chat(), pick.topic(), pick.picked()))
                .topics(pick.page()));
    }

    /// Can be repeated: what was picked is followed before it is forgotten, and what is followed counts as picked.
    private Reply done(Call call, Done done) {
        Set<String> picked = Preferences.picked(call.settings());
        if (picked.isEmpty()) {
            picked = followed(call);
        }
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
        Reply ready = ready(call, cards(call, saved), picked);
        preferences.unpick(call.origin().chat());
        return Reply.did(Kind.FOLLOWED, ready);
    }

    private Set<String> followed(Call call) {
        Set<String> followed = new LinkedHashSet<>();
        follows.of(call.origin().chat()).stream()
                .map(tidings.follows.Follow::query)
                .filter(query -> query.origins().size() == 1
                        && query.equals(FollowQuery.of(query.origins().getFirst())))
                .forEach(query -> {
                    if (query.origins().getFirst() instanceof Origin.OfTopic(String topic)
                            && topics().contains(topic)) {
                        followed.add(topic);
                    }
                });
        return followed;
    }

    /// @param text empty for automatic, as is a choice that this version does not know
    private static <T> ChatSettings chosen(ChatSettings settings, Setting<T> setting, String text) {
        return settings.with(setting, setting.read().apply(text));
    }

    /// With a first brief of what is stored. Topics of which nothing is are fetched and follow on a card of their
    /// own.
    private Reply ready(Call call, StartCards cards, Set<String> picked) {
        FirstBriefCards now = first(call, cards, picked, call.now());
        List<List<ClassifiedPost>> best =
                now.best(picked.stream()
                        .flatMap(topic -> posts
                                .topic(call.origin().chat(), topic, new TopicCursor.Top(), PostCards.PAGE)
                                .value()
                                .posts()
                                .stream())
                        .toList());
        List<List<Button>> rows = new ArrayList<>(now.buttons());
        rows.add(List.of(SettingCards.OPEN.button(call.texts().get("command.settings.title"), "")));
        String summary = cards.summary(picked);
        Card ready = best.isEmpty()
                ? new Card(summary, rows)
                : new Card(summary + "\n\n" + now.text(best, call.now()), rows);
        Set<String> unread = new LinkedHashSet<>(now.topics().toList());
        best.forEach(ofTopic -> unread.remove(ofTopic.getFirst().topic()));
        if (unread.isEmpty()) {
            return show(ready);
        }
        FirstBriefCards later = first(call, cards, unread, call.now().minus(Deliveries.BEFORE));
        PendingCard card = call.pending(beside(call)).with(later.brief());
        Reply fetch = top.fetch(call, new Feed(communities(unread), Period.DAY), card, later);
        if (fetch instanceof Reply.Fetch) {
            return Reply.both(show(ready), fetch);
        }
        return show(best.isEmpty() ? new Card(summary + "\n\n" + call.texts().get("start.no-posts"), rows) : ready);
    }

    /// One for each card of the start: who gets no answer soon presses again, and still gets one first brief.
    private static CardId beside(Call call) {
        return CardId.ofUpdate("first." + call.card().value().replace(':', '.'));
    }

    private static FirstBriefCards first(Call call, StartCards cards, Set<String> picked, Instant before) {
        boolean adult = cards.settings().get(ChatSettings.ADULT).orElse(false);
        return new FirstBriefCards(call.texts(), new FirstBrief(List.copyOf(picked), before, adult));
    }

    /// The largest of each topic, as many as one request is for.
    private Community communities(Set<String> picked) {
        return Community.together(picked.stream()
                .limit(TOGETHER)
                .flatMap(topic -> shipped.of(topic).stream().limit(Math.clamp(TOGETHER / picked.size(), 1, 3)))
                .map(Community::new)
                .distinct()
                .toList());
    }

    private StartCards cards(Call call, ChatSettings chosen) {
        return new StartCards(topics(), this.settings.cards(call, chosen));
    }

    private List<String> topics() {
        return taxonomy.ids().stream().filter(id -> !id.equals(Taxonomy.OTHER)).toList();
    }
}
