package tidings.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.FeedStore.Recent;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.cache.Cached;

/// What is stored, with the topics that a chat taught. All chats share what is read and cached; the few rules of
/// the chat are applied behind that. Thread-safe.
public record TaughtPosts(FeedStore feeds, PostStore posts, Lessons lessons) {
    private static final Logger LOG = LoggerFactory.getLogger(TaughtPosts.class);

    /// So many rules of a chat, the latest, bring posts to a topic.
    private static final int RULES = 20;

    /// As [FeedStore#page].
    public Cached<StoredFeed> page(ChatId chat, Feed feed, int first, int size) {
        return feeds.page(feed, first, size).map(stored -> of(chat, stored));
    }

    /// As [FeedStore#topic]: with the posts that the chat's rules move there, without those that they move away.
    public Cached<TopicPage> topic(ChatId chat, String topic, TopicCursor cursor, int size) {
        Cached<TopicPage> shared = feeds.topic(topic, cursor, size);
        List<TopicRule> rules = rules(chat);
        return rules.isEmpty()
                ? shared
                : shared.map(page ->
                        new TaughtTopic(feeds, topic, taught(rules), added(topic, rules), size).at(cursor, page));
    }

    /// As [FeedStore#recent].
    public Optional<Recent> recent(ChatId chat, Community community, int max) {
        return feeds.recent(community, max)
                .map(recent -> new Recent(of(chat, recent.posts()), recent.since(), recent.until()));
    }

    public StoredFeed of(ChatId chat, StoredFeed stored) {
        return stored instanceof StoredFeed.Page(FeedPage page)
                ? new StoredFeed.Page(page.with(of(chat, page.posts())))
                : stored;
    }

    /// As [PostStore#find].
    public Optional<ClassifiedPost> find(ChatId chat, PostId id) {
        return posts.find(id).map(post -> of(chat, List.of(post)).getFirst());
    }

    public List<ClassifiedPost> of(ChatId chat, List<ClassifiedPost> all) {
        if (all.isEmpty()) {
            return all;
        }
        UnaryOperator<ClassifiedPost> taught = taught(rules(chat));
        return all.stream().map(taught).toList();
    }

    private static UnaryOperator<ClassifiedPost> taught(List<TopicRule> rules) {
        return post -> TopicRule.topic(rules, post.post()).map(post::taught).orElse(post);
    }

    /// Without the database, a topic as the model has it is better than none.
    private List<TopicRule> rules(ChatId chat) {
        try {
            return lessons.rules(chat).stream().map(Lessons.Rule::rule).toList();
        } catch (DatabaseUnavailableException e) {
            LOG.warn("shown without what the chat taught", e);
            return List.of();
        }
    }

    /// The posts of other topics that rules move to this one, each once, by however many rules.
    private List<ClassifiedPost> added(String topic, List<TopicRule> rules) {
        UnaryOperator<ClassifiedPost> taught = taught(rules);
        return rules.stream()
                .filter(rule -> rule.topic().equals(topic))
                .limit(RULES)
                .flatMap(this::concerned)
                .filter(post -> !post.topic().equals(topic) && !post.post().adult())
                .map(taught)
                .filter(post -> post.topic().equals(topic))
                .collect(Collectors.toMap(
                        post -> post.post().id(), Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private Stream<ClassifiedPost> concerned(TopicRule rule) {
        return rule.kind() == Kind.POST
                ? posts.find(new PostId(rule.value())).stream()
                : posts.concerned(rule.kind(), rule.value()).stream();
    }
}
