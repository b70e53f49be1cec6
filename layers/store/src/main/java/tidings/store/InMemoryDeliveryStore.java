package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;
import tidings.selection.PostRanks;
import tidings.store.ChatRegistry.Registered;
import tidings.store.InMemoryFanOut.NewPost;

/// Deliveries in memory, for tests and priming.
final class InMemoryDeliveryStore implements DeliveryStore {
    private final FollowStore follows;
    private final ChatRegistry chats;
    private final InMemoryPostStore posts;
    private final InMemoryLessons lessons;
    private final InstantSource clock;
    private final InMemoryFanOut fanOut;
    private final InMemoryPaces paces;
    private final InMemoryDeliveries deliveries = new InMemoryDeliveries();

    InMemoryDeliveryStore(
            FollowStore follows,
            InMemoryChatRegistry chats,
            InMemoryPostStore posts,
            InMemoryLessons lessons,
            InstantSource clock) {
        this.follows = follows;
        this.chats = chats;
        this.posts = posts;
        this.clock = clock;
        this.lessons = lessons;
        fanOut = new InMemoryFanOut(follows, posts, lessons);
        posts.onCount(this::counted);
        paces = new InMemoryPaces(chats, clock);
        lessons.of(new InMemoryOutcomes(this));
        chats.onMove(this::move);
        chats.onPrefer(this::prefer);
        chats.onForget(this::forget);
        chats.onExport("delivery", this::of);
    }

    private synchronized void prefer(ChatId chat, ChatSettings settings) {
        paces.prefer(chat, settings);
    }

    private synchronized void forget(ChatId chat) {
        deliveries.forget(chat);
    }

    private synchronized List<Key> of(ChatId chat) {
        return deliveries.keys(chat);
    }

    synchronized void change(Key key, UnaryOperator<InMemoryDelivery> change) {
        deliveries.change(key, change);
    }

    private synchronized void move(ChatId chat, ChatId to) {
        deliveries.move(chat, to);
    }

    /// Notes posts that are new or to be looked at again, and that somebody may follow, until they are released.
    ///
    /// @param best whether they are the best of their communities, and not the newest
    synchronized void hold(List<ClassifiedPost> stored, Set<PostId> fresh, Instant seenAt, boolean best) {
        Instant turn = FanOut.held(seenAt);
        Map<PostId, Double> ranks = best ? PostRanks.of(stored, seenAt) : PostRanks.ofNewest(stored, seenAt);
        fanOut.note(stored, fresh, ranks, Meant.NONE, seenAt, best, turn);
    }

    synchronized void release(List<PostId> noted, Meant meant, Instant seenAt) {
        posts.mean(meant.meanings());
        fanOut.release(noted, meant, seenAt);
    }

    private synchronized void counted(List<ClassifiedPost> stored) {
        Instant now = clock.instant();
        fanOut.note(stored, Set.of(), PostRanks.alone(stored, now), Meant.NONE, now, false, FanOut.turn(now));
    }

    @Override
    public synchronized boolean expand(int max, Decider decider) {
        Instant now = clock.instant();
        return fanOut.expand(
                max,
                now,
                decider,
                this::settings,
                follow -> paces.threshold(follow.place().chat()),
                (post, decided) -> deliver(post, decided, now));
    }

    private ChatSettings settings(Follow follow) {
        return chats.find(follow.place().chat()).map(Registered::settings).orElse(ChatSettings.NONE);
    }

    private void deliver(NewPost post, Decided decided, Instant now) {
        Key key = new Key(decided.follow().place(), post.story());
        deliveries.put(deliveries
                .find(key)
                .map(one -> one.and(post.id(), decided, now))
                .orElseGet(() -> InMemoryDelivery.of(key, post.id(), decided, now)));
    }

    @Override
    public synchronized List<Shown> due(int max) {
        return deliveries.due(clock.instant(), max).stream()
                .flatMap(one -> {
                    Optional<Shown> shown = shown(one);
                    if (shown.isEmpty()) {
                        deliveries.put(one.skipped(posts.find(one.post()).isEmpty() ? GONE : UNWANTED));
                    }
                    return shown.stream();
                })
                .toList();
    }

    private Optional<Shown> shown(InMemoryDelivery one) {
        long id = one.decided().follow().id();
        Optional<Follow> follow = follows
                .followers(one.decided().follow().query().origins(), id - 1, 1)
                .stream()
                .filter(found -> found.id() == id)
                .findFirst();
        return follow.isEmpty()
                ? Optional.empty()
                : posts.find(one.post())
                        .map(post -> new Shown(
                                one.key(),
                                lessons.taught(one.key().place().chat(), post),
                                communities(one, post),
                                id,
                                follow.get().query(),
                                settings(follow.get())));
    }

    private Set<Community> communities(InMemoryDelivery one, ClassifiedPost post) {
        return one.also().stream()
                .flatMap(id -> posts.find(id).stream())
                .map(other -> other.post().community())
                .filter(community -> !community.equals(post.post().community()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void postpone(List<Key> postponed, Instant until) {
        postponed.forEach(key -> change(key, one -> one.state() == DeliveryState.PENDING ? one.dueAt(until) : one));
    }

    @Override
    public synchronized void sent(List<Compared> cards) {
        note(cards, DeliveryState.PENDING, Optional.of(clock.instant()));
    }

    @Override
    public synchronized void compared(List<Compared> cards) {
        note(cards, DeliveryState.SENT, Optional.empty());
    }

    private void note(List<Compared> cards, DeliveryState state, Optional<Instant> sentAt) {
        cards.forEach(card -> change(
                card.key(),
                one -> one.state() == state
                        ? one.with(DeliveryState.SENT, sentAt.or(one::sentAt), card.shown(), card.next())
                        : one));
    }

    @Override
    public synchronized List<Living> living(int max) {
        List<Living> living = new ArrayList<>();
        deliveries
                .next(clock.instant(), max)
                .forEach(one -> shown(one)
                        .ifPresentOrElse(
                                shown -> living.add(new Living(
                                        shown, one.shown(), one.sentAt().orElseThrow())),
                                () -> deliveries.put(
                                        one.with(one.state(), one.sentAt(), one.shown(), Optional.empty()))));
        return living;
    }

    @Override
    public synchronized List<Sent> removed(Collection<PostId> gone, int max) {
        deliveries.all().stream()
                .filter(one -> gone.contains(one.post()) && one.isUnsent())
                .toList()
                .forEach(one -> deliveries.put(one.skipped(REMOVED)));
        Instant since = clock.instant().minus(EDITABLE);
        return deliveries.all().stream()
                .filter(one -> gone.contains(one.post()) && one.isShownSince(since))
                .limit(max)
                .map(one ->
                        new Sent(one.key(), one.brief(), settings(one.decided().follow())))
                .toList();
    }

    @Override
    public synchronized void takenBack(List<Key> posts) {
        posts.forEach(key -> change(key, InMemoryDelivery::takenBack));
    }

    @Override
    public synchronized Oldest oldest() {
        return new Oldest(
                fanOut.oldest(),
                deliveries.due(clock.instant(), 1).stream()
                        .findFirst()
                        .map(one -> one.decided().planned().dueAt()));
    }

    @Override
    public synchronized Waiting waiting(ChatId chat) {
        return new Waiting(
                of(chat, DeliveryState.PENDING).size(),
                of(chat, DeliveryState.HELD).size());
    }

    @Override
    public synchronized int plan(Instant limit, int max) {
        return paces.plan(limit, max, deliveries::of);
    }

    synchronized Collection<InMemoryDelivery> all() {
        return List.copyOf(deliveries.all());
    }

    /// Those of a chat that are in a state, the best first.
    synchronized List<InMemoryDelivery> of(ChatId chat, DeliveryState state) {
        return deliveries.of(chat).stream()
                .filter(one -> one.state() == state)
                .sorted(Comparator.<InMemoryDelivery>comparingDouble(
                                one -> -one.decided().rank())
                        .thenComparing(one -> one.key().story()))
                .toList();
    }

    /// What is held ranks as the chat likes it.
    synchronized void like(ChatId chat) {
        of(chat, DeliveryState.HELD)
                .forEach(one -> posts.find(one.post())
                        .map(post -> lessons.moved(chat, post, one.decided()))
                        .ifPresent(rank -> deliveries.put(one.ranked(rank))));
    }

    synchronized Optional<Pace> pace(ChatId chat) {
        return paces.pace(chat);
    }

    synchronized Set<Community> alsoIn(InMemoryDelivery one) {
        return posts.find(one.post()).map(post -> communities(one, post)).orElse(Set.of());
    }

    @Override
    public synchronized int expire(Instant limit, int max) {
        List<InMemoryDelivery> expired = deliveries.before(limit, max);
        expired.forEach(one -> deliveries.remove(one.key()));
        return expired.size();
    }
}
