package tidings.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.TopicPage;
import tidings.selection.Meaning;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.selection.Trends;

/// Posts in memory, for tests and priming.
final class InMemoryPostStore implements PostStore {
    private final CommunityStore communities;
    private final Retention retention;
    private final InMemoryPosts posts = new InMemoryPosts();
    private final InMemoryMeanings meanings = new InMemoryMeanings();
    private final InMemoryTrends trends = new InMemoryTrends();
    private Consumer<List<ClassifiedPost>> counted = _ -> {};

    /// The model of all posts, once that is known.
    private String model = "";

    InMemoryPostStore(CommunityStore communities, Retention retention) {
        this.communities = communities;
        this.retention = retention;
    }

    @Override
    public synchronized Optional<ClassifiedPost> find(PostId id) {
        Instant limit = retention.limit();
        return posts.find(id).filter(one -> !one.at().isBefore(limit)).map(InMemoryPost::post);
    }

    @Override
    public Found search(SearchWords words, Optional<Meaning> meaning, boolean adult) {
        return new InMemorySearch(all()).find(words, adult, meaning.map(this::about));
    }

    @Override
    public Found like(ClassifiedPost post, boolean adult) {
        return new InMemorySearch(all())
                .like(post, adult, near(post.post().id()).keySet());
    }

    @Override
    public synchronized List<Map<PostId, Double>> near(List<Meaning> of, double min, int max) {
        return meanings.of(posts.ids()).near(of, min, max);
    }

    @Override
    public synchronized Map<PostId, Meaning> meanings(Collection<PostId> of) {
        return meanings.of(posts.ids()).find(of);
    }

    @Override
    public synchronized Optional<Meaning> meaning(String phrase) {
        return meanings.find(phrase, retention.limit());
    }

    @Override
    public synchronized void keep(String phrase, Meaning meaning) {
        meanings.keep(phrase, meaning, retention.clock().instant());
    }

    @Override
    public List<ClassifiedPost> concerned(Kind kind, String value) {
        return latest().filter(post -> TopicRule.values(kind, post).anyMatch(value::equals))
                .limit(MAX_FOUND)
                .flatMap(post -> find(post.id()).stream())
                .toList();
    }

    @Override
    public List<ClassifiedPost> find(List<PostId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public List<Post> whole(Collection<PostId> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .map(ClassifiedPost::post)
                .toList();
    }

    @Override
    public synchronized Trends trends() {
        return trends.of(latest(), retention.clock().instant());
    }

    @Override
    public synchronized void countTitles() {
        trends.count(this::latest, retention.clock().instant());
    }

    private Stream<Post> latest() {
        return all().stream().map(ClassifiedPost::post).filter(post -> !post.adult());
    }

    /// The newest of a community that were posted since then.
    synchronized List<ClassifiedPost> since(Community community, Instant since, int max) {
        return latest().filter(post ->
                        post.community().equals(community) && !post.created().isBefore(since))
                .limit(max)
                .flatMap(post -> find(post.id()).stream())
                .toList();
    }

    @Override
    public synchronized TopicWeek week(String topic) {
        Instant now = retention.clock().instant();
        List<Instant> wanted = TopicWeek.hours(now);
        Map<Community, Integer> communities = new HashMap<>();
        all().stream()
                .filter(post -> post.topic().equals(topic) && !post.post().adult())
                .forEach(post -> communities.merge(post.post().community(), 1, Integer::sum));
        return TopicWeek.of(
                trends.hours()
                        .filter(hour -> hour.topic().equals(topic) && wanted.contains(hour.hour()))
                        .toList(),
                communities,
                now);
    }

    @Override
    public synchronized List<Moment> latest(Community community, int max) {
        return all().stream()
                .filter(post -> !post.post().adult() && post.post().community().equals(community))
                .map(post -> new Moment(post.topic(), post.post().created()))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized int reclassify(String model, int max, Function<List<Stale>, List<ClassifiedPost>> classify) {
        if (model.equals(this.model)) {
            return 0;
        }
        List<Stale> stale = posts.all().stream()
                .map(InMemoryPost::post)
                .filter(post -> !post.model().equals(model))
                .limit(max)
                .map(post -> new Stale(post, communities.knowledge(post.post().community())))
                .toList();
        if (!stale.isEmpty()) {
            classify.apply(stale).forEach(post -> posts.change(post.post().id(), seen -> seen.with(post)));
        }
        this.model = stale.isEmpty() ? model : "";
        return stale.size();
    }

    @Override
    public synchronized List<PostId> toCheck(Instant limit, int max) {
        Instant now = retention.clock().instant();
        List<PostId> due = posts.checkedBefore(limit, max);
        due.forEach(id -> posts.change(id, seen -> seen.checked(now)));
        return due;
    }

    @Override
    public void update(List<PostCounts> counts) {
        counted.accept(count(counts));
    }

    private synchronized List<ClassifiedPost> count(List<PostCounts> counts) {
        return counts.stream()
                .map(by -> posts.change(
                        by.id(), seen -> seen.with(seen.post().with(by)).suspected(Optional.empty())))
                .flatMap(Optional::stream)
                .map(InMemoryPost::post)
                .toList();
    }

    /// @param listener gets the posts whose counts are known anew
    void onCount(Consumer<List<ClassifiedPost>> listener) {
        counted = listener;
    }

    @Override
    public synchronized void restore(List<ClassifiedPost> restored, Instant seenAt) {
        put(restored, seenAt);
    }

    @Override
    public synchronized List<PostId> suspect(List<PostId> gone, Instant limit) {
        List<PostId> again = gone.stream()
                .filter(id -> posts.find(id)
                        .flatMap(InMemoryPost::suspected)
                        .filter(since -> !since.isAfter(limit))
                        .isPresent())
                .toList();
        Instant now = retention.clock().instant();
        gone.forEach(id -> posts.change(
                id, seen -> seen.suspected(Optional.of(seen.suspected().orElse(now)))));
        return again;
    }

    @Override
    public synchronized void remove(Collection<PostId> gone) {
        gone.forEach(posts::remove);
    }

    synchronized void mean(Map<PostId, Meaning> meant) {
        meanings.keep(meant);
    }

    /// Returns the posts that were not stored before.
    synchronized Set<PostId> upsert(List<ClassifiedPost> added, Instant seenAt) {
        Set<PostId> newPosts = put(added, seenAt);
        trends.add(TopicHours.count(added, newPosts, seenAt));
        return newPosts;
    }

    private Set<PostId> put(List<ClassifiedPost> added, Instant seenAt) {
        Set<PostId> newPosts = new HashSet<>();
        for (ClassifiedPost post : added) {
            InMemoryPost before = posts.find(post.post().id()).orElse(null);
            model = post.model().equals(model) ? model : "";
            if (before == null) {
                newPosts.add(post.post().id());
            }
            posts.put(InMemoryPost.seen(post, before, seenAt));
        }
        return newPosts;
    }

    synchronized List<TopicHours.TopicHour> hours() {
        return trends.hours()
                .filter(hour -> !hour.hour().isBefore(retention.limit().truncatedTo(ChronoUnit.HOURS)))
                .toList();
    }

    /// The latest first.
    synchronized List<ClassifiedPost> all() {
        Instant limit = retention.limit();
        return posts.all().stream()
                .filter(one -> !one.at().isBefore(limit))
                .map(InMemoryPost::post)
                .toList();
    }

    /// All posts of a topic but those for adults, the best first.
    synchronized List<ClassifiedPost> ofTopic(String topic) {
        return all().stream()
                .filter(post -> post.topic().equals(topic) && !post.post().adult())
                .sorted(TopicPage.BEST_FIRST)
                .toList();
    }

    Retention retention() {
        return retention;
    }

    /// When the post that was not seen for the longest time was last seen.
    synchronized Optional<Instant> oldest() {
        return posts.oldest();
    }

    synchronized int expire(Instant limit, int max) {
        List<PostId> expired = posts.seenBefore(limit, max);
        expired.forEach(posts::remove);
        return expired.size();
    }
}
