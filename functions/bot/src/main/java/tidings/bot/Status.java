package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.PostCards;
import tidings.domain.Community;
import tidings.follows.Follow;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.store.DatabaseUnavailableException;
import tidings.store.DeliveryStore;
import tidings.store.DeliveryStore.Waiting;
import tidings.store.FeedStore;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.NewPostsOf;
import tidings.store.FollowStore;
import tidings.store.Lateness;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.TopicCommunities;

/// Says whether Reddit answers, how late posts come, and what the chat can expect.
///
/// @param shipped the communities that are read for each topic
record Status(
        Supplier<Outlook> reddit,
        FeedStore feeds,
        FollowStore follows,
        DeliveryStore deliveries,
        TopicCommunities shipped,
        Settings settings)
        implements Command {
    /// So many communities that cannot be read are named.
    private static final int NAMED = 5;

    /// So long it is told that a community had more posts than could be read.
    private static final Duration MISSED = Duration.ofDays(1);

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
        follows(call).forEach(lines::add);
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

    private List<String> follows(Call call) {
        try {
            List<Follow> all = follows.of(call.origin().chat());
            List<Follow> active =
                    all.stream().filter(follow -> !follow.paused()).toList();
            String count = call.texts().get("command.status.follows", all.size(), all.size() - active.size());
            return Stream.of(Stream.of(count), late(active, call), waiting(call))
                    .flatMap(lines -> lines)
                    .toList();
        } catch (DatabaseUnavailableException _) {
            return List.of(call.texts().get("error.database"));
        }
    }

    /// How late the posts of what a chat follows come, and which communities bring none.
    private Stream<String> late(List<Follow> active, Call call) {
        Map<Community, Integer> followed = active.stream()
                .flatMap(follow -> follow.query().origins().stream())
                .flatMap(this::communities)
                .collect(Collectors.toMap(community -> community, _ -> 1, Integer::sum));
        List<NewPostsOf> newest = feeds.newest(followed, Instant.EPOCH);
        List<Due> read = newest.stream().map(NewPostsOf::due).toList();
        Set<Community> readable =
                read.stream().map(due -> due.feed().community()).collect(Collectors.toSet());
        String refused = named(followed.keySet().stream().filter(community -> !readable.contains(community)));
        String missed = named(newest.stream()
                .filter(one -> one.missedAt()
                        .filter(at -> at.isAfter(call.now().minus(MISSED)))
                        .isPresent())
                .map(one -> one.due().feed().community()));
        Lateness late = Lateness.of(read, call.now());
        PostCards cards = new PostCards(call.texts());
        String typical = cards.ago(call.now().minus(late.typical()), call.now());
        String longest = cards.ago(call.now().minus(late.longest()), call.now());
        return Stream.of(
                        line(
                                read.size() > late.unread(),
                                call,
                                typical.equals(longest) ? "command.status.late" : "command.status.late-longest",
                                typical,
                                longest),
                        line(late.unread() > 0, call, "command.status.unread", late.unread()),
                        line(!missed.isEmpty(), call, "command.status.missed", missed),
                        line(!refused.isEmpty(), call, "command.status.refused", refused))
                .flatMap(Optional::stream);
    }

    private static String named(Stream<Community> communities) {
        return communities.sorted().limit(NAMED).map(Community::label).collect(Collectors.joining(", "));
    }

    private Stream<Community> communities(Origin origin) {
        return switch (origin) {
            case Origin.OfCommunity(Community community) -> Stream.of(community);
            case Origin.OfTopic(String topic) -> shipped.of(topic).stream().map(Community::new);
            case Origin.Anywhere _ -> Stream.empty();
        };
    }

    private Stream<String> waiting(Call call) {
        Waiting waiting = deliveries.waiting(call.origin().chat());
        boolean held = waiting.held() > 0;
        Optional<String> next = settings.cards(call, call.settings()).next();
        return Stream.of(
                        line(
                                held || waiting.pending() > 0,
                                call,
                                "command.status.waiting",
                                waiting.pending(),
                                waiting.held()),
                        next.filter(_ ->
                                held || call.settings().get(ChatSettings.BRIEF).isPresent()))
                .flatMap(Optional::stream);
    }

    private static Optional<String> line(boolean isTold, Call call, String key, Object... arguments) {
        return isTold ? Optional.of(call.texts().get(key, arguments)) : Optional.empty();
    }

    private <T> String setting(Setting<T> setting, Call call) {
        SettingCards cards = settings.cards(call, call.settings());
        Optional<String> chosen = call.settings().get(setting).map(setting.write());
        return call.texts().get("command.settings.line", cards.name(setting), cards.label(setting, chosen));
    }
}
