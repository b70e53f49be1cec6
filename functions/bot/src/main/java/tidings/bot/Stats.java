package tidings.bot;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostCards;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.RedditLink;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore;
import tidings.store.Moment;
import tidings.store.PostStore;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Draws what the posts of a subreddit are about and when they come, or those that came to the chat. The picture
/// is drawn here, where its numbers and its language are known: it takes 50 KB of the queue's 1 MB, and the
/// sender shows it like any other.
record Stats(PostStore posts, BriefStore briefs) implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(Stats.class);
    private static final int QUOTED = 40;
    private static final int MOST = 1_000;
    private static final int NAMED = 3;

    /// What is counted.
    ///
    /// @param community none for what came to the chat
    record Shown(Optional<Community> community, boolean dark) {}

    static final ButtonAction<Shown> STATS = new ButtonAction<>(
            "stats",
            1,
            shown -> List.of(
                    shown.dark() ? "dark" : "light",
                    shown.community().map(Community::value).orElse("")),
            fields -> new Shown(
                    Optional.of(fields.get(1)).filter(name -> !name.isEmpty()).map(Community::new),
                    fields.get(0).equals("dark")));

    @Override
    public String word() {
        return "stats";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(STATS, this::show));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        String typed = call.arguments();
        if (typed.isEmpty()
                || List.of(texts.get("command.stats.me").split(" ")).contains(typed.toLowerCase(texts.locale()))) {
            return show(call, new Shown(Optional.empty(), false));
        }
        return RedditLink.parseOrName(typed)
                .flatMap(RedditLink::named)
                .map(community -> show(call, new Shown(Optional.of(community), false)))
                .orElseGet(() -> Reply.text(texts.get("command.stats.unknown", Html.line(typed, QUOTED))));
    }

    private Reply show(Call call, Shown shown) {
        Texts texts = call.texts();
        List<Moment> moments = shown.community()
                .map(community -> posts.latest(community, MOST))
                .orElseGet(
                        () -> briefs.received(call.origin().chat(), call.now().minus(DeliveryStore.RETENTION), MOST));
        List<Button> buttons = new ArrayList<>();
        shown.community()
                .ifPresent(community -> buttons.add(PostButtons.PAGE.button(
                        texts.get("command.stats.top", community.label()),
                        new FeedPosition(new Feed(community, Period.DAY), 0))));
        if (moments.isEmpty()) {
            String none = shown.community()
                    .map(community -> texts.get("command.stats.none", community.label()))
                    .orElseGet(() -> texts.get("command.stats.nothing"));
            return new Reply.Show(new Card(none, buttons.isEmpty() ? List.of() : List.of(buttons)));
        }
        buttons.add(STATS.button(
                texts.get(shown.dark() ? "command.stats.light" : "command.stats.dark"),
                new Shown(shown.community(), !shown.dark())));
        Map<String, Integer> topics = count(moments, moment -> PostCards.topicLabel(moment.topic(), texts));
        Map<Integer, Integer> hours = count(
                moments, moment -> moment.at().atZone(call.settings().zone()).getHour());
        return new Reply.Show(new Card(
                text(shown, moments.size(), topics, hours, texts),
                List.of(buttons),
                picture(shown, topics, hours, texts)));
    }

    private static <K extends Comparable<K>> Map<K, Integer> count(List<Moment> moments, Function<Moment, K> key) {
        return moments.stream().collect(Collectors.toMap(key, _ -> 1, Integer::sum, TreeMap::new));
    }

    private static String text(
            Shown shown, int total, Map<String, Integer> topics, Map<Integer, Integer> hours, Texts texts) {
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(shown.community()
                .map(community -> texts.get("command.stats.title", total, community.label()))
                .orElseGet(() -> texts.get("command.stats.mine", total, DeliveryStore.RETENTION.toDays()))));
        Chart.mostFirst(topics)
                .limit(NAMED)
                .forEach(topic -> text.add(texts.get(
                        "command.stats.topic", Html.text(topic.getKey()), (double) topic.getValue() / total)));
        int busiest = Chart.mostFirst(hours).findFirst().orElseThrow().getKey();
        return text.add(texts.get("command.stats.busiest", busiest, (busiest + 1) % Chart.HOURS))
                .toString();
    }

    /// Where no picture can be drawn, the text still tells the most.
    private static Optional<Card.Media> picture(
            Shown shown, Map<String, Integer> topics, Map<Integer, Integer> hours, Texts texts) {
        try {
            byte[] png = new Chart(texts, shown.dark()).png(topics, hours);
            return Optional.of(new Card.Media(Base64.getEncoder().encodeToString(png)));
        } catch (LinkageError e) {
            LOG.error("this runtime draws no charts", e);
            return Optional.empty();
        }
    }
}
