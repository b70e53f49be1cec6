package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.follows.Follow;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Registered;

/// Notices in memory, for tests and priming.
final class InMemoryNoticeStore implements NoticeStore {
    private final FollowStore follows;
    private final InMemoryChatRegistry chats;
    private final InstantSource clock;
    private final Map<Community, Instant> refusedSince = new HashMap<>();
    private final Map<Community, News> news = new LinkedHashMap<>();
    private final Map<Told, State> notices = new LinkedHashMap<>();
    private long last;

    private record News(Optional<SourceProblem> problem, long after, Instant turn) {}

    private record Told(Place place, Community community) {}

    private record State(long id, Optional<SourceProblem> problem, Optional<Instant> dueAt) {
        boolean isDue(Instant now) {
            return dueAt.filter(at -> !at.isAfter(now)).isPresent();
        }
    }

    InMemoryNoticeStore(FollowStore follows, InMemoryChatRegistry chats, InstantSource clock) {
        this.follows = follows;
        this.chats = chats;
        this.clock = clock;
        chats.onMove(this::move);
        chats.onForget(this::forget);
    }

    private synchronized void move(ChatId chat, ChatId to) {
        for (Told told : List.copyOf(notices.keySet())) {
            if (told.place().chat().equals(chat)) {
                notices.putIfAbsent(new Told(told.place().in(to), told.community()), notices.remove(told));
            }
        }
    }

    private synchronized void forget(ChatId chat) {
        notices.keySet().removeIf(told -> told.place().chat().equals(chat));
    }

    synchronized void refused(Community community, SourceProblem problem, Instant at) {
        Instant since = refusedSince.computeIfAbsent(community, _ -> at);
        if (!since.isAfter(at.minus(CERTAIN))) {
            refusedSince.put(community, at);
            news.put(community, new News(Optional.of(problem), 0, at));
        }
    }

    synchronized void read(Community community, Instant at) {
        refusedSince.remove(community);
        if (news.containsKey(community) || isToldOf(community)) {
            news.put(community, new News(Optional.empty(), 0, at));
        }
    }

    synchronized boolean isToldOf(Community community) {
        return notices.entrySet().stream()
                .anyMatch(entry -> entry.getKey().community().equals(community)
                        && entry.getValue().problem().isPresent());
    }

    @Override
    public synchronized boolean expand(int max) {
        Instant now = clock.instant();
        Optional<Community> next = news.entrySet().stream()
                .filter(entry -> !entry.getValue().turn().isAfter(now))
                .min(Comparator.comparing(entry -> entry.getValue().turn()))
                .map(Entry::getKey);
        next.ifPresent(community -> {
            if (news.get(community).problem().isPresent()) {
                refused(community, max, now);
            } else {
                back(community, max, now);
            }
        });
        return next.isPresent();
    }

    private void refused(Community community, int max, Instant now) {
        News told = news.get(community);
        List<Follow> page = follows.followers(List.of(new Origin.OfCommunity(community)), told.after(), max);
        page.forEach(follow -> notices.merge(
                new Told(follow.place(), community),
                new State(++last, told.problem(), Optional.of(now)),
                (before, state) -> before.problem().isEmpty()
                                && before.dueAt().orElseThrow().isAfter(now)
                        ? new State(before.id(), state.problem(), Optional.empty())
                        : before));
        if (page.size() == max) {
            news.put(community, new News(told.problem(), page.getLast().id(), told.turn()));
        } else {
            news.remove(community);
        }
    }

    private void back(Community community, int max, Instant now) {
        List<Entry<Told, State>> page = notices.entrySet().stream()
                .filter(entry -> entry.getKey().community().equals(community)
                        && entry.getValue().problem().isPresent()
                        && !entry.getValue().isDue(now))
                .limit(max)
                .toList();
        page.forEach(entry -> notices.computeIfPresent(
                entry.getKey(),
                (_, state) ->
                        state.dueAt().isPresent() ? null : new State(state.id(), Optional.empty(), Optional.of(now))));
        if (page.size() < max) {
            news.computeIfPresent(
                    community,
                    (_, _) ->
                            isToldOf(community) ? new News(Optional.empty(), 0, now.plus(DeliveryStore.PAUSE)) : null);
        }
    }

    @Override
    public synchronized List<Notice> due(int max) {
        Instant now = clock.instant();
        return notices.entrySet().stream()
                .filter(entry -> entry.getValue().isDue(now))
                .sorted(Comparator.comparing(entry -> entry.getValue().dueAt().orElseThrow()))
                .limit(max)
                .toList()
                .stream()
                .filter(entry -> isFollowed(entry.getKey()) || notices.remove(entry.getKey()) == null)
                .map(entry -> new Notice(
                        entry.getValue().id(),
                        entry.getKey().place(),
                        entry.getKey().community(),
                        entry.getValue().problem(),
                        chats.find(entry.getKey().place().chat())
                                .map(Registered::settings)
                                .orElse(ChatSettings.NONE)))
                .toList();
    }

    private boolean isFollowed(Told told) {
        ChatId chat = told.place().chat();
        Origin origin = new Origin.OfCommunity(told.community());
        return chats.isActive(chat)
                && follows.of(chat).stream()
                        .anyMatch(follow -> follow.place().equals(told.place())
                                && !follow.paused()
                                && follow.query().origins().contains(origin));
    }

    @Override
    public synchronized void sent(List<Notice> sent) {
        sent.forEach(notice -> notices.computeIfPresent(
                new Told(notice.place(), notice.community()),
                (_, state) ->
                        state.problem().isEmpty() ? null : new State(state.id(), state.problem(), Optional.empty())));
    }

    @Override
    public synchronized void hold(List<Held> held) {
        held.forEach(one -> notices.computeIfPresent(
                new Told(one.notice().place(), one.notice().community()),
                (_, state) -> new State(state.id(), state.problem(), Optional.of(one.until()))));
    }
}
