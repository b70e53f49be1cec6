package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.selection.DeliveryState;

/// Briefs in memory, for tests and priming.
final class InMemoryBriefStore implements BriefStore {
    private final InMemoryDeliveryStore deliveries;
    private final InMemoryChatRegistry chats;
    private final InMemoryPostStore posts;
    private final InMemoryLessons lessons;
    private final InstantSource clock;
    private final Map<ChatId, Instant> next = new HashMap<>();
    private final Map<ChatId, Instant> titlesFor = new HashMap<>();
    private final Map<Made, Instant> made = new LinkedHashMap<>();
    private final Map<Made, Integer> queued = new LinkedHashMap<>();
    private final Map<Made, Instant> waiting = new HashMap<>();
    private final Set<Made> byTopic = new HashSet<>();

    private record Made(ChatId chat, Instant dueAt) {}

    private static final Comparator<Map.Entry<ChatId, Instant>> TURN = Map.Entry.<ChatId, Instant>comparingByValue()
            .thenComparing(one -> one.getKey().value());

    InMemoryBriefStore(
            InMemoryDeliveryStore deliveries,
            InMemoryChatRegistry chats,
            InMemoryPostStore posts,
            InMemoryLessons lessons,
            InstantSource clock) {
        this.deliveries = deliveries;
        this.chats = chats;
        this.posts = posts;
        this.lessons = lessons;
        this.clock = clock;
        chats.onPrefer(this::prefer);
        chats.onForget(this::forget);
    }

    private synchronized void forget(ChatId chat) {
        next.remove(chat);
        titlesFor.remove(chat);
        made.keySet().removeIf(brief -> brief.chat().equals(chat));
        queued.keySet().removeIf(brief -> brief.chat().equals(chat));
        waiting.keySet().removeIf(brief -> brief.chat().equals(chat));
        byTopic.removeIf(brief -> brief.chat().equals(chat));
    }

    private synchronized void prefer(ChatId chat, ChatSettings settings) {
        Instant now = clock.instant();
        next.compute(
                chat,
                (_, before) -> before != null && !before.isAfter(now)
                        ? before
                        : Schedule.of(settings)
                                .nextBrief(now)
                                .orElse(before == null ? null : now.truncatedTo(ChronoUnit.MINUTES)));
    }

    synchronized Optional<Instant> next(ChatId chat) {
        return Optional.ofNullable(next.get(chat));
    }

    @Override
    public synchronized Optional<Missing> toRestore(Instant dueBy, Instant heldSince, int max) {
        Instant now = clock.instant();
        List<Map.Entry<ChatId, Instant>> due = next.entrySet().stream()
                .filter(one -> one.getValue().isAfter(now)
                        && !one.getValue().isAfter(dueBy)
                        && chats.isActive(one.getKey())
                        && !one.getValue().equals(titlesFor.get(one.getKey()))
                        && deliveries.of(one.getKey(), DeliveryState.HELD).stream()
                                .anyMatch(held -> held.at().isBefore(heldSince)))
                .sorted(Map.Entry.comparingByValue())
                .limit(max)
                .toList();
        due.forEach(one -> titlesFor.put(one.getKey(), one.getValue()));
        List<InMemoryDelivery> missing = due.stream()
                .flatMap(one ->
                        deliveries.of(one.getKey(), DeliveryState.HELD).stream().limit(MAX_SENT))
                .filter(held -> posts.find(held.post()).isEmpty())
                .toList();
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(new Missing(
                        missing.stream().map(InMemoryDelivery::post).distinct().toList(),
                        missing.stream()
                                .flatMap(held -> held.decided().follow().query().origins().stream())
                                .flatMap(origin -> origin instanceof Origin.OfCommunity(Community community)
                                        ? Stream.of(community)
                                        : Stream.empty())
                                .distinct()
                                .sorted()
                                .toList()));
    }

    @Override
    public synchronized boolean make() {
        Instant now = clock.instant();
        Optional<Map.Entry<ChatId, Instant>> due = next.entrySet().stream()
                .filter(one -> !one.getValue().isAfter(now) && chats.isActive(one.getKey()))
                .min(TURN);
        due.ifPresent(one -> make(one.getKey(), one.getValue(), now));
        return due.isPresent();
    }

    private void make(ChatId chat, Instant due, Instant now) {
        Schedule schedule = Schedule.of(settings(chat));
        Optional<Instant> moved = BriefTime.moved(schedule, due, now);
        deliveries.like(chat);
        List<InMemoryDelivery> all = deliveries.of(chat, DeliveryState.HELD);
        if (moved.isEmpty() && !all.isEmpty()) {
            deliveries.of(chat, DeliveryState.SKIPPED).stream()
                    .filter(one -> one.at().isAfter(now.minus(SKIPPED_SINCE))
                            && one.brief().isEmpty())
                    .forEach(one -> deliveries.change(one.key(), left -> left.inBrief(due)));
            Map<Place, Integer> sent = new HashMap<>();
            for (InMemoryDelivery one : all) {
                Optional<String> obstacle = posts.find(one.post()).isEmpty()
                        ? Optional.of(DeliveryStore.GONE)
                        : Optional.of(FULL).filter(_ -> sent.merge(one.key().place(), 1, Integer::sum) > MAX_SENT);
                deliveries.change(
                        one.key(),
                        held -> obstacle.map(held::skipped)
                                .orElseGet(() ->
                                        held.with(DeliveryState.SENT, Optional.of(now), held.shown(), Optional.empty()))
                                .inBrief(due));
            }
            Made brief = new Made(chat, due);
            if (made.put(brief, now) == null
                    && settings(chat).get(ThreadStore.AUTO).isPresent()) {
                byTopic.add(brief);
            }
            queued.remove(brief);
            waiting.remove(brief);
        }
        next.compute(chat, (_, _) -> moved.or(() -> schedule.nextBrief(now)).orElse(null));
    }

    private ChatSettings settings(ChatId chat) {
        return chats.find(chat).orElseThrow().settings();
    }

    @Override
    public synchronized List<Brief> unqueued(int max) {
        return made.keySet().stream()
                .filter(one -> !queued.containsKey(one)
                        && !waiting.getOrDefault(one, Instant.MIN).isAfter(clock.instant()))
                .limit(max)
                .map(one -> new Brief(
                        one.chat,
                        one.dueAt,
                        settings(one.chat),
                        of(one.chat, one.dueAt, DeliveryState.SENT).stream()
                                .map(delivery -> delivery.key().place())
                                .distinct()
                                .sorted(Comparator.comparing(
                                        place -> place.topic().orElse(0)))
                                .toList(),
                        byTopic.contains(one)))
                .toList();
    }

    private List<InMemoryDelivery> of(ChatId chat, Instant dueAt, DeliveryState state) {
        return deliveries.of(chat, state).stream()
                .filter(one -> one.brief().filter(dueAt::equals).isPresent())
                .toList();
    }

    @Override
    public synchronized void queued(Brief brief, int messages) {
        queued.put(new Made(brief.chat(), brief.dueAt()), messages);
    }

    @Override
    public synchronized Duration late(ChatId chat, Instant dueAt, double messagesASecond) {
        List<Map.Entry<ChatId, Instant>> ahead = next.entrySet().stream()
                .filter(one -> chats.isActive(one.getKey())
                        && one.getValue().isAfter(dueAt.minus(ON_THEIR_WAY))
                        && (one.getValue().isBefore(dueAt)
                                || one.getValue().equals(dueAt) && one.getKey().value() < chat.value()))
                .sorted(TURN.reversed())
                .toList();
        double messages = ahead.stream()
                .limit(SAMPLE)
                .mapToInt(one -> queued.entrySet().stream()
                        .filter(brief -> brief.getKey().chat().equals(one.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .reduce(0, (_, last) -> last))
                .average()
                .orElse(0);
        List<Instant> due = ahead.stream().map(Map.Entry::getValue).toList();
        return InMemoryBriefTurns.late(due, dueAt, messages, messagesASecond);
    }

    @Override
    public synchronized void waits(Brief brief, Instant until) {
        waiting.put(new Made(brief.chat(), brief.dueAt()), until);
    }

    @Override
    public synchronized boolean isByTopic(ChatId chat, Instant dueAt) {
        return byTopic.contains(new Made(chat, dueAt));
    }

    @Override
    public synchronized Page page(Place place, Instant dueAt, boolean skipped, int first, int max) {
        List<InMemoryDelivery> sent = of(place, dueAt, DeliveryState.SENT);
        List<InMemoryDelivery> left = of(place, dueAt, DeliveryState.SKIPPED);
        return new Page(
                (skipped ? left : sent)
                        .stream()
                                .filter(one ->
                                        !skipped || posts.find(one.post()).isPresent())
                                .skip(first)
                                .limit(max)
                                .flatMap(one -> posts.find(one.post()).stream()
                                        .map(post ->
                                                new Item(lessons.taught(place.chat(), post), deliveries.alsoIn(one))))
                                .toList(),
                sent.size(),
                left.size(),
                (int) left.stream()
                        .filter(one -> posts.find(one.post()).isEmpty())
                        .count());
    }

    private List<InMemoryDelivery> of(Place place, Instant dueAt, DeliveryState state) {
        return of(place.chat(), dueAt, state).stream()
                .filter(one -> one.key().place().equals(place))
                .toList();
    }

    @Override
    public synchronized Optional<Instant> last(ChatId chat) {
        return made.keySet().stream()
                .filter(one -> one.chat.equals(chat))
                .map(Made::dueAt)
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<Wanted> wanted(Place place, Instant since, int max) {
        return Stream.of(DeliveryState.values())
                .flatMap(state -> deliveries.of(place.chat(), state).stream())
                .filter(one -> one.key().place().equals(place) && one.at().isAfter(since))
                .sorted(Comparator.comparing(InMemoryDelivery::at).reversed())
                .flatMap(one -> posts.find(one.post()).stream()
                        .map(post -> new Wanted(
                                lessons.taught(place.chat(), post),
                                one.decided().rank(),
                                one.state() == DeliveryState.SKIPPED)))
                .limit(max)
                .toList();
    }

    @Override
    public List<Moment> received(ChatId chat, Instant since, int max) {
        return deliveries.of(chat, DeliveryState.SENT).stream()
                .filter(one -> one.at().isAfter(since))
                .sorted(Comparator.comparing(InMemoryDelivery::at).reversed())
                .limit(max)
                .flatMap(one -> posts.find(one.post()).stream()
                        .map(post -> new Moment(post.topic(), one.sentAt().orElseThrow())))
                .toList();
    }

    @Override
    public synchronized int expire(Instant limit, int max) {
        List<Made> expired = made.entrySet().stream()
                .filter(one -> one.getValue().isBefore(limit))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        expired.forEach(made::remove);
        return expired.size();
    }
}
