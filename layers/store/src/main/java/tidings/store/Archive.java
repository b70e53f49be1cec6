package tidings.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tidings.cards.Card;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.PostsFoundV1;
import tidings.contracts.PostsMessage;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.domain.SubredditName;
import tidings.domain.TopicPage;
import tidings.domain.TopicPlace;
import tidings.platform.Meter;
import tidings.platform.Profile;
import tidings.platform.Samples;
import tidings.store.Listings.Known;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Lesson;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheConfig;
import tidings.store.cache.Cached;
import tidings.store.cache.Key;
import tidings.store.cache.Popularity;
import tidings.store.cache.Remote;

/// The database behind its cache: what is read comes from the cache where it can, and what is written takes out of the
/// cache what it makes wrong. Thread-safe.
public final class Archive implements AutoCloseable {
    private final Database database;
    private final Remote remote;
    private final InstantSource clock;
    private final Cache cache;
    private final Popularity popularity;
    private final Kinds kinds;
    private final Listings listings;
    private final Readings readings;
    private final Subreddits subreddits;
    private final Resorting resorting;

    public Archive(Database database, Remote remote, Profile profile, Meter meter, InstantSource clock) {
        this.database = database;
        this.remote = remote;
        this.clock = clock;
        this.cache = new Cache(remote, profile.cacheEntries(), meter, clock, new SecureRandom());
        this.popularity = new Popularity(remote, clock);
        this.kinds = Kinds.of(profile);
        this.listings = new Listings(database);
        this.readings = new Readings(database);
        this.subreddits = new Subreddits(database);
        this.resorting = new Resorting(database);
    }

    /// Opens no connection before the first question.
    public static Archive of(DatabaseConfig database, CacheConfig cache, Meter meter, InstantSource clock) {
        return new Archive(
                Database.of(database, meter, clock), Remote.of(cache, meter, clock), database.profile(), meter, clock);
    }

    /// At most `size` posts of the latest whole reading from rank `first` on, or why there are none.
    public Cached<Known> page(Listing listing, int first, int size) {
        Key key = new Key(group(listing), first + "+" + size);
        return cache.get(kinds.listing(), key, () -> switch (listings.page(listing, first, size)) {
                    case Known.Nothing _ -> Optional.empty();
                    case Known.Page page -> Optional.of(page);
                    case Known.Refused refused -> Optional.of(refused);
                })
                .map(known -> known.orElseGet(Known.Nothing::new));
    }

    /// The page of a topic that is at a place, of at most `size` posts that are kept.
    public Cached<TopicPage> ofTopic(String topic, TopicPlace place, int size) {
        Key key = new Key("topic:" + topic, place + "+" + size);
        return cache.get(kinds.topic(), key, () -> Optional.of(listings.ofTopic(topic, place, size)))
                .map(Optional::orElseThrow);
    }

    /// A post, if it is kept.
    public Optional<SortedPost> find(PostId id) {
        return cache.get(kinds.post(), Key.of("post:" + id), () -> listings.find(id))
                .value();
    }

    /// Sorts again, in place, at most `most` posts that another model than `model` sorted; says how many there were.
    public int sortAgain(String model, int most, Function<List<Stale>, List<SortedPost>> sort) {
        return resorting.again(model, most, sort);
    }

    public Subreddits.Known known(SubredditName name) {
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
    public Recorded record(PostsFoundV1 part, List<SortedPost> sorted) {
        Recorded recorded = readings.record(part, sorted);
        if (recorded.whole()) {
            forget(part.listing());
        }
        return recorded;
    }

    /// Remembers that the source refuses a subreddit, whichever of its listings was asked for.
    public void record(ListingRefusedV1 refused) {
        readings.record(refused);
        for (Period period : Period.values()) {
            forget(new Listing(refused.listing().subreddit(), period));
        }
    }

    /// Replaces what is known of a subreddit.
    public void learn(SubredditName name, Lesson lesson) {
        subreddits.learn(name, lesson);
        cache.invalidate(group(name));
    }

    /// Fixes the topic of a subreddit whatever the model thinks of its posts.
    public void fix(SubredditName name, String topic) {
        subreddits.fix(name, topic);
        cache.invalidate(group(name));
    }

    /// Counts that somebody asked for a listing, without a word to the database.
    public void asked(Listing listing) {
        popularity.asked(listing.toString());
    }

    /// Notes in the database what was asked for since this was called last; returns it, what was asked for most first.
    public List<Listing> noteAsked(int most) {
        SequencedMap<Listing, Integer> asked = new LinkedHashMap<>();
        popularity.take(most).forEach((text, asks) -> listing(text).ifPresent(listing -> asked.put(listing, asks)));
        if (!asked.isEmpty()) {
            listings.asked(asked, clock.instant());
        }
        return List.copyOf(asked.keySet());
    }

    /// The listings themselves, for what is read once.
    public Listings listings() {
        return listings;
    }

    /// Has everything loaded that reading from the cache takes, without a connection. To be called before a snapshot is
    /// taken.
    public void rehearse() {
        PostsFoundV1 sample = (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
        List<SortedPost> posts = sample.posts().stream()
                .map(post -> new SortedPost(post, "other", 1, ""))
                .toList();
        kinds.listing()
                .rehearse(new Known.Page(new ListingPage(0, posts.size(), sample.source(), sample.fetchedAt(), posts)));
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

    private void forget(Listing listing) {
        cache.invalidate(group(listing));
    }

    private static String group(Listing listing) {
        return "listing:" + listing;
    }

    private static String group(SubredditName name) {
        return "subreddit:" + name;
    }

    /// What [Listing#toString] said; empty if another version said it otherwise.
    private static Optional<Listing> listing(String text) {
        String[] parts = text.split("/", 2);
        return parts.length < 2
                ? Optional.empty()
                : SubredditName.parse(parts[0])
                        .flatMap(name -> Period.parse(parts[1]).map(period -> new Listing(name, period)));
    }
}
