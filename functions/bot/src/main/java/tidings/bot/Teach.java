package tidings.bot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.Lessons;
import tidings.store.PostStore;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Learns from a chat: which topic posts belong to, and which posts it likes. Lists what it learned, to be taken
/// back.
record Teach(PostStore posts, Explainer explainer, Lessons lessons, Taxonomy taxonomy, Chats chats) implements Command {
    /// Other topics that are offered besides the likeliest two.
    private static final int LIKELY = 6;

    private static final int LISTED = 20;

    /// A post that is being moved.
    ///
    /// @param topic where to; empty until that is chosen
    /// @param channel for which; empty for the chat itself
    record Moved(PostId post, String topic, Optional<ChatId> channel) {
        Moved {
            channel = channel == null ? Optional.empty() : channel;
        }
    }

    /// @param channel for which; empty for the chat itself
    record Wrong(PostId post, Optional<ChatId> channel) {}

    /// @param draft the id of what is being moved
    record Choice(String draft, String topic) {}

    /// @param kind of a rule for more than the post itself
    record Scope(String draft, Kind kind) {}

    /// Offers other topics for a post.
    static final ButtonAction<Wrong> WRONG = new ButtonAction<>(
            "fix",
            1,
            wrong -> Stream.concat(
                            Stream.of(wrong.post().value()),
                            wrong.channel().stream().map(Teach::id))
                    .toList(),
            fields -> new Wrong(new PostId(fields.getFirst()), channel(fields.size() > 1 ? fields.get(1) : "")));

    /// Offers every topic.
    static final ButtonAction<String> ALL = ButtonAction.ofText("topics");

    static final ButtonAction<Choice> TOPIC = new ButtonAction<>(
            "teach",
            1,
            choice -> List.of(choice.draft(), choice.topic()),
            fields -> new Choice(fields.get(0), fields.get(1)));

    static final ButtonAction<Scope> SCOPE = new ButtonAction<>(
            "scope",
            1,
            scope -> List.of(scope.draft(), scope.kind().toString()),
            fields -> new Scope(fields.get(0), Kind.of(fields.get(1))));

    /// Takes the rule of an id back.
    static final ButtonAction<Long> UNTEACH = ButtonAction.ofId("unteach");

    /// Forgets what the chat liked, or the channel that is named.
    static final ButtonAction<Optional<ChatId>> RESET = new ButtonAction<>(
            "reset", 1, channel -> List.of(channel.map(Teach::id).orElse("")), fields -> channel(fields.getFirst()));

    private static String id(ChatId channel) {
        return Long.toString(channel.value());
    }

    private static Optional<ChatId> channel(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(new ChatId(Long.parseLong(id)));
    }

    static Optional<ChatId> channel(Call call) {
        return call.channel().map(Channel::chat);
    }

    @Override
    public String word() {
        return "corrections";
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                Press.change(WRONG, this::offer)
                        .ofChannel((_, wrong) -> wrong.channel().isPresent()),
                Press.change(
                                ALL,
                                (Call call, String draft) -> moved(call, draft)
                                        .map(_ -> all(call, draft))
                                        .orElseGet(() -> Reply.oldButton(call)))
                        .ofChannel(this::isOfChannel),
                Press.change(TOPIC, this::correct).ofChannel((call, choice) -> isOfChannel(call, choice.draft())),
                Press.change(SCOPE, this::widen).ofChannel((call, scope) -> isOfChannel(call, scope.draft())),
                Press.change(UNTEACH, (Call call, Long id) -> {
                            lessons.unteach(call.target().chat(), id);
                            return run(call);
                        })
                        .ofChannel((call, id) ->
                                lessons.rules(call.origin().chat()).stream().noneMatch(rule -> rule.id() == id)),
                Press.change(RESET, this::reset).ofChannel((_, channel) -> channel.isPresent()),
                Press.change(PostButtons.LIKE, (call, id) -> vote(call, id, true)),
                Press.change(PostButtons.DISLIKE, (call, id) -> vote(call, id, false)));
    }

    private boolean isOfChannel(Call call, String draft) {
        return saved(call, draft).filter(moved -> moved.channel().isPresent()).isPresent();
    }

    private Reply reset(Call call, Optional<ChatId> channel) {
        if (!channel.equals(channel(call))) {
            return Reply.oldButton(call);
        }
        lessons.resetTastes(call.target().chat());
        return new Reply.Toast(call.texts().get("taste.forgotten"));
    }

    private Reply vote(Call call, PostId id, boolean liked) {
        boolean noted = lessons.vote(call.origin().chat(), id, liked);
        String key = noted ? liked ? "taste.liked" : "taste.disliked" : "taste.nothing";
        Reply toast = new Reply.Toast(call.texts().get(key));
        return noted ? Reply.did(liked ? ActedV1.Kind.LIKED : ActedV1.Kind.DISLIKED, id, toast) : toast;
    }

    /// The rules, each with a button that takes it back; with votes, another that forgets these.
    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        List<Lessons.Rule> rules = lessons.rules(call.target().chat());
        StringJoiner text = new StringJoiner("\n");
        text.add(rules.isEmpty() ? texts.get("command.corrections.none") : texts.get("command.corrections.title"));
        List<Button> numbers = new ArrayList<>();
        for (Lessons.Rule rule : rules.subList(0, Math.min(LISTED, rules.size()))) {
            String number = Integer.toString(numbers.size() + 1);
            text.add(number + ". " + line(rule.rule(), texts));
            numbers.add(UNTEACH.button("🗑 " + number, rule.id()));
        }
        if (rules.size() > LISTED) {
            text.add(texts.get("command.corrections.more", rules.size() - LISTED));
        }
        List<List<Button>> rows = SettingCards.rows(numbers, 5);
        if (lessons.hasTastes(call.target().chat())) {
            rows.add(List.of(RESET.button(texts.get("taste.reset"), channel(call))));
        }
        return new Reply.Show(new Card(text.toString(), rows));
    }

    static String line(TopicRule rule, Texts texts) {
        return texts.get("teach.rule." + rule.kind(), value(rule.kind(), rule.value()), label(rule.topic(), texts));
    }

    private static String value(Kind kind, String value) {
        return switch (kind) {
            case POST -> "https://redd.it/" + Html.text(value);
            case SUBREDDIT -> Html.text(new Community(value).label());
            case WORD, DOMAIN -> Html.text(value);
        };
    }

    private static String label(String topic, Texts texts) {
        return Html.text(PostCards.topicLabel(topic, texts));
    }

    private Reply offer(Call call, Wrong wrong) {
        Texts texts = call.texts();
        PostId id = wrong.post();
        if (!wrong.channel().equals(channel(call))) {
            return Reply.oldButton(call);
        }
        Optional<ClassifiedPost> post = posts.find(id);
        if (post.isEmpty()) {
            return new Reply.Toast(texts.get("teach.gone"));
        }
        String draft = call.origin().cause();
        chats.saveDraft(call.origin().chat(), draft, Json.write(new Moved(id, "", channel(call))));
        Set<String> likely = new LinkedHashSet<>(explainer.likely(post.get().post(), LIKELY));
        likely.remove(post.get().topic());
        List<List<Button>> rows = rows(call, draft, likely.stream().toList());
        rows.add(List.of(ALL.button(texts.get("teach.all"), draft)));
        return new Reply.Beside(
                new Card(texts.get("teach.ask", Html.line(post.get().post().title(), 120)), rows));
    }

    private static List<List<Button>> rows(Call call, String draft, List<String> topics) {
        return SettingCards.rows(
                topics.stream()
                        .map(topic ->
                                TOPIC.button(PostCards.topicButton(topic, call.texts()), new Choice(draft, topic)))
                        .toList(),
                2);
    }

    private Reply all(Call call, String draft) {
        List<String> topics = taxonomy.all().stream()
                .map(tidings.topics.Topic::id)
                .filter(topic -> !topic.equals(Taxonomy.OTHER))
                .toList();
        return new Reply.Show(new Card(call.texts().get("teach.which"), rows(call, draft, topics)));
    }

    private Optional<Moved> moved(Call call, String draft) {
        return saved(call, draft).filter(moved -> moved.channel().equals(channel(call)));
    }

    private Optional<Moved> saved(Call call, String draft) {
        return chats.draft(call.origin().chat(), draft).map(json -> Json.read(json, Moved.class));
    }

    /// Holds at once for the post; then asks what else it holds for.
    private Reply correct(Call call, Choice choice) {
        Texts texts = call.texts();
        Optional<Moved> moved = moved(call, choice.draft())
                .filter(_ -> taxonomy.find(choice.topic()).isPresent());
        if (moved.isEmpty()) {
            return Reply.oldButton(call);
        }
        PostId id = moved.get().post();
        Optional<Post> post = posts.find(id).map(ClassifiedPost::post);
        if (post.isEmpty() || !lessons.correct(call.target().chat(), id, choice.topic())) {
            return new Reply.Toast(texts.get("teach.gone"));
        }
        String draft = call.origin().cause();
        chats.saveDraft(call.origin().chat(), draft, Json.write(new Moved(id, choice.topic(), channel(call))));
        List<List<Button>> rows = new ArrayList<>();
        Stream.of(Kind.SUBREDDIT, Kind.DOMAIN, Kind.WORD)
                .flatMap(kind -> value(kind, post.get()).stream()
                        .map(value -> SCOPE.button(
                                texts.get("teach.scope." + kind, value(kind, value)), new Scope(draft, kind))))
                .forEach(button -> rows.add(List.of(button)));
        Card card = new Card(texts.get("teach.corrected", label(choice.topic(), texts)), rows);
        return Reply.did(ActedV1.Kind.CORRECTED, id, new Reply.Show(card));
    }

    /// What a rule of a kind is about that the post gives rise to: of words, the most telling one.
    private Optional<String> value(Kind kind, Post post) {
        if (kind != Kind.WORD) {
            return TopicRule.values(kind, post).findFirst();
        }
        List<String> words = TopicRule.values(kind, post).toList();
        return explainer.telling(post).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(words::contains)
                .findFirst()
                .or(() -> words.stream().max(Comparator.comparingInt(String::length)));
    }

    private Reply widen(Call call, Scope scope) {
        Texts texts = call.texts();
        ChatId chat = call.target().chat();
        Optional<Moved> moved =
                moved(call, scope.draft()).filter(one -> !one.topic().isEmpty());
        Optional<TopicRule> rule = moved.flatMap(one -> posts.find(one.post())
                .flatMap(post -> value(scope.kind(), post.post()))
                .map(value -> new TopicRule(scope.kind(), value, one.topic())));
        if (rule.isEmpty()) {
            return moved.isEmpty() ? Reply.oldButton(call) : new Reply.Toast(texts.get("teach.gone"));
        }
        lessons.teach(chat, rule.get());
        return Reply.text(texts.get("teach.taught", line(rule.get(), texts)));
    }
}
