package tidings.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;

/// Follows in memory, for tests and priming.
final class InMemoryFollowStore implements FollowStore {
    private final InMemoryChatRegistry chats;
    private final InstantSource clock;
    private final NavigableMap<Long, Follow> follows = new TreeMap<>();
    private long last;

    InMemoryFollowStore(InMemoryChatRegistry chats, InstantSource clock) {
        this.chats = chats;
        this.clock = clock;
        chats.onMove(this::move);
        chats.onForget(chat -> of(chat).forEach(follow -> remove(chat, follow.id())));
        chats.onExport("follow", this::of);
    }

    @Override
    public synchronized Optional<Follow> add(Place place, FollowQuery query) {
        chats.register(place.chat());
        Optional<Follow> same = same(place, query);
        if (same.isPresent() || of(place.chat()).size() >= MAX) {
            return same;
        }
        return Optional.of(put(new Follow(++last, place, query, false, clock.instant())));
    }

    private Optional<Follow> same(Place place, FollowQuery query) {
        return follows.values().stream()
                .filter(follow -> follow.place().equals(place) && follow.query().equals(query))
                .findFirst();
    }

    private Follow put(Follow follow) {
        follows.put(follow.id(), follow);
        return follow;
    }

    @Override
    public synchronized List<Follow> of(ChatId chat) {
        return follows.values().stream()
                .filter(follow -> follow.place().chat().equals(chat))
                .toList();
    }

    @Override
    public synchronized Optional<Follow> find(ChatId chat, long id) {
        return Optional.ofNullable(follows.get(id))
                .filter(follow -> follow.place().chat().equals(chat));
    }

    @Override
    public synchronized Optional<Follow> change(ChatId chat, long id, FollowQuery query) {
        return find(chat, id).map(follow -> {
            same(follow.place(), query).ifPresent(twin -> follows.remove(twin.id()));
            return put(new Follow(id, follow.place(), query, follow.paused(), follow.since()));
        });
    }

    @Override
    public synchronized Optional<Follow> pause(ChatId chat, long id, boolean paused) {
        return find(chat, id)
                .map(follow -> put(new Follow(id, follow.place(), follow.query(), paused, follow.since())));
    }

    @Override
    public synchronized boolean remove(ChatId chat, long id) {
        return find(chat, id).map(follow -> follows.remove(id)).isPresent();
    }

    @Override
    public synchronized List<Follow> followers(Collection<Origin> origins, long after, int max) {
        return live(follows.tailMap(after, false).values())
                .filter(follow -> !Collections.disjoint(follow.query().origins(), origins))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized Map<Community, Integer> communities(int max) {
        Map<Community, Integer> most = new LinkedHashMap<>();
        counted(Origin.OfCommunity.class).entrySet().stream()
                .sorted(Map.Entry.<Origin.OfCommunity, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().community()))
                .limit(max)
                .forEach(entry -> most.put(entry.getKey().community(), entry.getValue()));
        return most;
    }

    @Override
    public synchronized int anywhere() {
        return counted(Origin.Anywhere.class).getOrDefault(new Origin.Anywhere(), 0);
    }

    @Override
    public synchronized Map<String, Integer> topics() {
        Map<String, Integer> topics = new TreeMap<>();
        counted(Origin.OfTopic.class).forEach((origin, followers) -> topics.put(origin.topic(), followers));
        return topics;
    }

    private <O extends Origin> Map<O, Integer> counted(Class<O> type) {
        return live(follows.values())
                .flatMap(follow -> follow.query().origins().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toMap(origin -> origin, _ -> 1, Integer::sum));
    }

    private Stream<Follow> live(Collection<Follow> of) {
        return of.stream()
                .filter(follow ->
                        !follow.paused() && chats.isActive(follow.place().chat()));
    }

    private synchronized void move(ChatId chat, ChatId to) {
        for (Follow follow : of(chat)) {
            Place place = follow.place().in(to);
            if (same(place, follow.query()).isPresent()) {
                follows.remove(follow.id());
            } else {
                put(new Follow(follow.id(), place, follow.query(), follow.paused(), follow.since()));
            }
        }
    }
}
