package tidings.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tidings.telegram.Card;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.messages.Samples;
import tidings.store.Listings.Known;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Lesson;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheConfig;
import tidings.store.cache.Cached;
import tidings.store.cache.Key;
import tidings.store.cache.Popularity;
import tidings.store.cache.RemoteCache;

/// The database behind its cache: what is read comes from the cache where it can, and what is written takes out of the
/// cache what it makes wrong. Thread-safe.
public final class Archive implements AutoCloseable {
    private final Database database;
    private final RemoteCache remote;
    private final InstantSource clock;
    private final Cache cache;
    private final Popularity popularity;
    private final Kinds kinds;
    private final Listings feeds;
    private final Readings readings;
    private final Subreddits subreddits;
    private final Resorting resorting;

    public Archive(Database database, RemoteCache remote, Profile profile, Meter meter, InstantSource clock) {
        this.database = database;
        this.remote = remote;
        this.clock = clock;
        this.cache = new Cache(remote, profile.cacheEntries(), meter, clock, new SecureRandom());
        this.popularity = new Popularity(remote, clock);
        this.kinds = Kinds.of(profile);
        this.feeds = new Listings(database);
        this.readings = new Readings(database);
        this.subreddits = new Subreddits(database);
        this.resorting = new Resorting(database);
    }

    /// Opens no connection before the first question.
    public static Archive of(DatabaseConfig database, CacheConfig cache, Meter meter, InstantSource clock) {
        return new Archive(
                Database.of(database, meter, clock), RemoteCache.of(cache, meter, clock), database.profile(), meter, clock);
    }

    /// At most `size` posts of the latest whole reading from rank `first` on, or why there are none.
    public Cached<Known> page(Feed feed, int first, int size) {
        Key key = new Key(group(feed), first + "+" + size);
        return cache.get(kinds.feed(), key, () -> switch (feeds.page(feed, first, size)) {
                    case Known.Nothing _ -> Optional.empty();
                    case Known.Page page -> Optional.of(page);
                    case Known.Refused refused -> Optional.of(refused);
                })
                .map(known -> known.orElseGet(Known.Nothing::new));
    }

    /// The page of a topic that is at a place, of at most `size` posts that are kept.
    public Cached<TopicPage> ofTopic(String topic, TopicCursor place, int size) {
        Key key = new Key("topic:" + topic, place + "+" + size);
        return cache.get(kinds.topic(), key, () -> Optional.of(feeds.ofTopic(topic, place, size)))
                .map(Optional::orElseThrow);
    }

    /// A post, if it is kept.
    public Optional<ClassifiedPost> find(PostId id) {
        return cache.get(kinds.post(), Key.of("post:" + id), () -> feeds.find(id))
                .value();
    }

    /// Sorts again, in place, at most `most` posts that another model than `model` sorted; says how many there were.
    public int sortAgain(String model, int most, Function<List<Stale>, List<ClassifiedPost>> sort) {
        return resorting.again(model, most, sort);
    }

    public Subreddits.Known known(Community name) {
        return cache.get(kinds.subreddit(), Key.of(group(name)), () -> Optional.of(subreddits.known(name)))
                .value()
                .orElseThrow();
    }

    /// The card that says what a text is about.
    ///
    /// @param hash of the text and of everything else that the card depends on
    public Card classification(String hash, Supplier<Card> classify) {
        return cache.get(kinds.classification(), Key.of("classification:" + hash), () -> Optional.of(classify.get()))
                .value()
                .orElseThrow();
    }

    /// Stores a part of a reading. One that makes a reading whole is shown from then on.
    public Recorded record(PostsFoundV1 part, List<ClassifiedPost> sorted) {
        Recorded recorded = readings.record(part, sorted);
        if (recorded.whole()) {
            forget(part.feed());
        }
        return recorded;
    }

    /// Remembers that the source refuses a subreddit, whichever of its feeds was asked for.
    public void record(FeedRefusedV1 refused) {
        readings.record(refused);
        for (Period period : Period.values()) {
            forget(new Feed(refused.feed().community(), period));
        }
    }

    /// Replaces what is known of a subreddit.
    public void learn(Community name, Lesson lesson) {
        subreddits.learn(name, lesson);
        cache.invalidate(group(name));
    }

    /// Fixes the topic of a subreddit whatever the model thinks of its posts.
    public void fix(Community name, String topic) {
        subreddits.fix(name, topic);
        cache.invalidate(group(name));
    }

    /// Counts that somebody asked for a feed, without a word to the database.
    public void asked(Feed feed) {
        popularity.asked(feed.toString());
    }

    /// Notes in the database what was asked for since this was called last; returns it, what was asked for most first.
    public List<Feed> noteAsked(int most) {
        SequencedMap<Feed, Integer> asked = new LinkedHashMap<>();
        popularity.take(most).forEach((text, asks) -> feed(text).ifPresent(feed -> asked.put(feed, asks)));
        if (!asked.isEmpty()) {
            feeds.asked(asked, clock.instant());
        }
        return List.copyOf(asked.keySet());
    }

    /// The feeds themselves, for what is read once.
    public Listings feeds() {
        return feeds;
    }

    /// Has everything loaded that reading from the cache takes, without a connection. To be called before a snapshot is
    /// taken.
    public void rehearse() {
        PostsFoundV1 sample = (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
        List<ClassifiedPost> posts = sample.posts().stream()
                .map(post -> new ClassifiedPost(post, "other", 1, ""))
                .toList();
        kinds.feed()
                .rehearse(new Known.Page(new FeedPage(0, posts.size(), sample.source(), sample.fetchedAt(), posts)));
        kinds.topic().rehearse(new TopicPage(0, posts, false));
        kinds.subreddit().rehearse(Subreddits.Known.NOTHING);
        kinds.classification().rehearse(Card.of(""));
    }

    /// Lets go of all connections; what is asked next opens others. To be called before a snapshot is taken.
    @Override
    public void close() {
        database.close();
        remote.close();
    }

    private void forget(Feed feed) {
        cache.invalidate(group(feed));
    }

    private static String group(Feed feed) {
        return "listing:" + feed;
    }

    private static String group(Community name) {
        return "subreddit:" + name;
    }

    /// What [Feed#toString] said; empty if another version said it otherwise.
    private static Optional<Feed> feed(String text) {
        String[] parts = text.split("/", 2);
        return parts.length < 2
                ? Optional.empty()
                : Community.parse(parts[0])
                        .flatMap(name -> Period.parse(parts[1]).map(period -> new Feed(name, period)));
    }
}
