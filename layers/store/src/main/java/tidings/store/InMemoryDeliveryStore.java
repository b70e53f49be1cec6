package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;
import tidings.selection.Taste;
import tidings.store.ChatRegistry.Registered;
import tidings.store.InMemoryFanOut.NewPost;

/// Deliveries in memory, for tests and priming. No chat has a threshold.
final class InMemoryDeliveryStore implements DeliveryStore, Outcomes {
    private final FollowStore follows;
    private final ChatRegistry chats;
    private final InMemoryPostStore posts;
    private final InMemoryLessons lessons;
    private final InstantSource clock;
    private final InMemoryFanOut fanOut;
    private final Map<Key, InMemoryDelivery> deliveries = new LinkedHashMap<>();

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
        lessons.of(this);
        chats.onMove(this::move);
    }

    private synchronized void move(ChatId chat, ChatId to) {
        for (InMemoryDelivery one : List.copyOf(deliveries.values())) {
            if (one.key().place().chat().equals(chat)) {
                Key key = new Key(one.key().place().in(to), one.key().story());
                deliveries.remove(one.key());
                deliveries.putIfAbsent(key, one.in(key));
            }
        }
    }

    /// Notes new posts that somebody may follow.
    synchronized void note(List<ClassifiedPost> stored, Set<PostId> fresh, Instant seenAt) {
        fanOut.note(stored, fresh, seenAt);
    }

    @Override
    public synchronized boolean expand(int max, Decider decider) {
        Instant now = clock.instant();
        return fanOut.expand(max, now, decider, this::settings, (post, decided) -> deliver(post, decided, now));
    }

    private ChatSettings settings(Follow follow) {
        return chats.find(follow.place().chat()).map(Registered::settings).orElse(ChatSettings.NONE);
    }

    private void deliver(NewPost post, Decided decided, Instant now) {
        Key key = new Key(decided.follow().place(), post.story());
        InMemoryDelivery first = new InMemoryDelivery(
                key,
                post.id(),
                Set.of(),
                decided,
                decided.planned().state(),
                now,
                Optional.empty(),
                new Facts(OptionalInt.empty(), OptionalInt.empty(), 0),
                Optional.empty(),
                false);
        deliveries.merge(key, first, (before, _) -> before.and(post.id(), decided));
    }

    @Override
    public synchronized List<Shown> due(int max) {
        return first(
                        max,
                        this::isDue,
                        Comparator.comparing(one -> one.decided().planned().dueAt()))
                .flatMap(one -> {
                    Optional<Shown> shown = shown(one);
                    if (shown.isEmpty()) {
                        deliveries.put(one.key(), one.skipped());
                    }
                    return shown.stream();
                })
                .toList();
    }

    private boolean isDue(InMemoryDelivery one) {
        return one.state() == DeliveryState.PENDING
                && !one.decided().planned().dueAt().isAfter(clock.instant());
    }

    private Stream<InMemoryDelivery> first(
            int max, Predicate<InMemoryDelivery> which, Comparator<InMemoryDelivery> order) {
        return deliveries.values().stream().filter(which).sorted(order).limit(max).toList().stream();
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
        postponed.forEach(key -> deliveries.computeIfPresent(
                key, (_, one) -> one.state() == DeliveryState.PENDING ? one.dueAt(until) : one));
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
        cards.forEach(card -> deliveries.computeIfPresent(
                card.key(),
                (_, one) -> one.state() == state
                        ? one.with(DeliveryState.SENT, sentAt.or(one::sentAt), card.shown(), card.next())
                        : one));
    }

    @Override
    public synchronized List<Living> living(int max) {
        Instant now = clock.instant();
        List<Living> living = new ArrayList<>();
        first(
                        max,
                        one -> one.next().filter(at -> !at.isAfter(now)).isPresent(),
                        Comparator.comparing(one -> one.next().orElseThrow()))
                .forEach(one -> shown(one)
                        .ifPresentOrElse(
                                shown -> living.add(new Living(
                                        shown, one.shown(), one.sentAt().orElseThrow())),
                                () -> deliveries.put(
                                        one.key(),
                                        one.with(one.state(), one.sentAt(), one.shown(), Optional.empty()))));
        return living;
    }

    @Override
    public synchronized List<Sent> removed(Collection<PostId> gone, int max) {
        deliveries.replaceAll((_, one) -> gone.contains(one.post()) && one.isUnsent() ? one.skipped() : one);
        Instant since = clock.instant().minus(EDITABLE);
        return deliveries.values().stream()
                .filter(one -> gone.contains(one.post()) && one.isShownSince(since))
                .limit(max)
                .map(one -> new Sent(one.key(), settings(one.decided().follow())))
                .toList();
    }

    @Override
    public synchronized void takenBack(List<Key> cards) {
        cards.forEach(key -> deliveries.computeIfPresent(key, (_, one) -> one.asFinal()));
    }

    @Override
    public synchronized Oldest oldest() {
        return new Oldest(
                fanOut.oldest(),
                deliveries.values().stream()
                        .filter(this::isDue)
                        .map(one -> one.decided().planned().dueAt())
                        .min(Comparator.naturalOrder()));
    }

    @Override
    public synchronized Waiting waiting(ChatId chat) {
        return new Waiting(
                of(chat, DeliveryState.PENDING).size(),
                of(chat, DeliveryState.HELD).size());
    }

    @Override
    public int plan(Instant limit, int max) {
        return 0;
    }

    /// Those of a chat that are in a state, the best first.
    synchronized List<InMemoryDelivery> of(ChatId chat, DeliveryState state) {
        return deliveries.values().stream()
                .filter(one -> one.key().place().chat().equals(chat) && one.state() == state)
                .sorted(Comparator.<InMemoryDelivery>comparingDouble(
                                one -> -one.decided().rank())
                        .thenComparing(one -> one.key().story()))
                .toList();
    }

    /// What is held ranks as the chat likes it.
    synchronized void like(ChatId chat) {
        of(chat, DeliveryState.HELD)
                .forEach(one -> posts.find(one.post()).ifPresent(post -> {
                    double liking = lessons
                            .liking(chat, post, one.decided().follow().id())
                            .values()
                            .stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
                    deliveries.put(one.key(), one.ranked((float)
                            Taste.moved(one.decided().rank(), liking)));
                }));
    }

    /// A held one becomes sent or skipped.
    synchronized void brief(Key key, DeliveryState state) {
        deliveries.computeIfPresent(
                key,
                (_, one) -> one.with(state, Optional.of(clock.instant()), one.shown(), one.next())
                        .asFinal());
    }

    @Override
    public synchronized Optional<Outcome> find(ChatId chat, PostId post) {
        return deliveries.values().stream()
                .filter(one -> one.key().place().chat().equals(chat) && one.tells(post))
                .min(Comparator.comparing((InMemoryDelivery one) -> one.state() != DeliveryState.SENT)
                        .thenComparing(InMemoryDelivery::at, Comparator.reverseOrder()))
                .map(InMemoryDelivery::outcome);
    }

    @Override
    public Optional<Pace> pace(ChatId chat) {
        return Optional.empty();
    }

    synchronized Set<Community> alsoIn(InMemoryDelivery one) {
        return posts.find(one.post()).map(post -> communities(one, post)).orElse(Set.of());
    }

    @Override
    public synchronized int expire(Instant limit, int max) {
        List<Key> expired = first(max, one -> one.at().isBefore(limit), Comparator.comparing(InMemoryDelivery::at))
                .map(InMemoryDelivery::key)
                .toList();
        deliveries.keySet().removeAll(Set.copyOf(expired));
        return expired.size();
    }
}
