package tidings.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.Taste;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;

/// Lessons in memory, for tests and priming.
final class InMemoryLessons implements Lessons {
    private final PostStore posts;
    private final InstantSource clock;
    private final Map<ChatId, List<Rule>> rules = new HashMap<>();
    private final Map<PostId, String> corrected = new HashMap<>();
    private final Map<ChatId, Map<String, Taste>> tastes = new HashMap<>();
    private final Map<ChatId, Map<PostId, Integer>> votes = new HashMap<>();
    private Outcomes outcomes;
    private long ids;

    InMemoryLessons(InMemoryChatRegistry chats, PostStore posts, InstantSource clock) {
        this.posts = posts;
        this.clock = clock;
        chats.onMove(this::move);
        chats.onForget(this::forget);
        chats.onExport("topic_rule", this::rules);
        chats.onExport("taste", this::tastes);
    }

    /// What is delivered, which is made after this.
    synchronized void of(Outcomes known) {
        outcomes = known;
    }

    private synchronized void move(ChatId chat, ChatId to) {
        Optional.ofNullable(rules.remove(chat)).orElse(List.of()).reversed().stream()
                .filter(rule -> rules(to).stream().noneMatch(kept -> isAlike(kept.rule(), rule.rule())))
                .forEach(rule -> teach(to, rule.rule()));
        Optional.ofNullable(tastes.remove(chat)).ifPresent(old -> tastes.putIfAbsent(to, old));
        Optional.ofNullable(votes.remove(chat)).ifPresent(old -> votes.putIfAbsent(to, old));
    }

    private synchronized void forget(ChatId chat) {
        List.of(rules, tastes, votes).forEach(all -> all.remove(chat));
    }

    private synchronized List<Map.Entry<String, Taste>> tastes(ChatId chat) {
        return List.copyOf(tastes.getOrDefault(chat, Map.of()).entrySet());
    }

    private static boolean isAlike(TopicRule one, TopicRule other) {
        return one.kind() == other.kind() && one.value().equals(other.value());
    }

    @Override
    public synchronized boolean correct(ChatId chat, PostId post, String topic) {
        if (posts.find(post).isEmpty()) {
            return false;
        }
        teach(chat, new TopicRule(Kind.POST, post.value(), topic));
        corrected.put(post, topic);
        return true;
    }

    /// How many posts people moved out of each topic.
    synchronized Map<String, Long> corrected() {
        return corrected.entrySet().stream()
                .flatMap(
                        one -> posts
                                .find(one.getKey())
                                .map(ClassifiedPost::topic)
                                .filter(given -> !given.equals(one.getValue()))
                                .stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Override
    public synchronized void teach(ChatId chat, TopicRule rule) {
        List<Rule> of = rules.computeIfAbsent(chat, _ -> new ArrayList<>());
        of.removeIf(before -> isAlike(before.rule(), rule));
        of.add(new Rule(++ids, rule, clock.instant()));
        of.sort(Comparator.comparing(Rule::at).thenComparing(Rule::id).reversed());
        if (of.size() > MAX_RULES) {
            of.removeLast();
        }
    }

    @Override
    public synchronized List<Rule> rules(ChatId chat) {
        return List.copyOf(rules.getOrDefault(chat, List.of()));
    }

    @Override
    public synchronized void unteach(ChatId chat, long id) {
        rules.getOrDefault(chat, new ArrayList<>()).removeIf(rule -> rule.id() == id);
    }

    /// The topic that the rules of a chat give a post.
    Optional<String> topic(ChatId chat, Post post) {
        return TopicRule.topic(rules(chat).stream().map(Rule::rule).toList(), post);
    }

    /// The topics that anybody's rules give a post.
    synchronized List<String> topics(Post post) {
        return rules.keySet().stream()
                .flatMap(chat -> topic(chat, post).stream())
                .distinct()
                .toList();
    }

    /// As the chat has it.
    ClassifiedPost taught(ChatId chat, ClassifiedPost post) {
        return topic(chat, post.post()).map(post::taught).orElse(post);
    }

    @Override
    public synchronized boolean vote(ChatId chat, PostId post, boolean liked) {
        int vote = liked ? 1 : -1;
        Optional<Outcomes.Outcome> outcome = outcomes.find(chat, post);
        if (outcome.isEmpty()) {
            return false;
        }
        PostId first = outcome.get().post();
        Integer before = votes.computeIfAbsent(chat, _ -> new HashMap<>()).put(first, vote);
        int change = vote - (before == null ? 0 : before);
        if (change != 0) {
            posts.find(first)
                    .ifPresent(found -> keys(found, outcome.get().follow())
                            .values()
                            .forEach(key -> tastes.computeIfAbsent(chat, _ -> new HashMap<>())
                                    .merge(
                                            key,
                                            new Taste(change, clock.instant()),
                                            (old, _) -> old.plus(change, clock.instant()))));
        }
        return change != 0;
    }

    private static Map<String, String> keys(ClassifiedPost post, long follow) {
        Map<String, String> keys = new TreeMap<>(Map.of(
                "topic", "topic " + post.topic(),
                "follow", "follow " + follow,
                "subreddit", "subreddit " + post.post().community()));
        if (!post.post().domain().isBlank()) {
            keys.put("domain", "domain " + post.post().domain());
        }
        return keys;
    }

    @Override
    public synchronized Map<String, Double> liking(ChatId chat, ClassifiedPost post, long follow) {
        Map<String, Taste> known = tastes.getOrDefault(chat, Map.of());
        Map<String, Double> liking = new TreeMap<>();
        keys(post, follow)
                .forEach((kind, key) -> Optional.ofNullable(known.get(key))
                        .filter(taste -> taste.score() != 0)
                        .ifPresent(taste -> liking.put(kind, taste.at(clock.instant()))));
        return liking;
    }

    /// The rank of a delivery as the chat likes its post.
    float moved(ChatId chat, ClassifiedPost post, DeliveryStore.Decided decided) {
        double liking = liking(chat, post, decided.follow().id()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return (float) Taste.moved(decided.rank(), liking);
    }

    @Override
    public synchronized boolean hasTastes(ChatId chat) {
        return tastes.getOrDefault(chat, Map.of()).values().stream().anyMatch(taste -> taste.score() != 0);
    }

    @Override
    public synchronized void resetTastes(ChatId chat) {
        tastes.remove(chat);
    }
}
