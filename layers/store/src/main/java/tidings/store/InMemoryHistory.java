package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;

/// The history of chats in memory, for tests and priming.
final class InMemoryHistory implements HistoryStore {
    private static final Comparator<Position> LATEST =
            Comparator.comparing(Position::at).thenComparing(Position::id).reversed();

    private final Map<ChatId, NavigableMap<Position, Entry>> entries = new ConcurrentHashMap<>();
    /// How often each chat was erased.
    private final Map<ChatId, Integer> erasures = new ConcurrentHashMap<>();

    private final InMemoryChatRegistry chats;
    private final InstantSource clock;

    InMemoryHistory(InMemoryChatRegistry chats, InstantSource clock) {
        this.chats = chats;
        this.clock = clock;
        chats.onMove((from, to) -> Optional.ofNullable(entries.remove(from)).ifPresent(moved -> of(to).putAll(moved)));
        chats.onForget(chat -> {
            entries.remove(chat);
            erasures.merge(chat, 1, Integer::sum);
        });
        chats.onExport("history", chat -> List.copyOf(of(chat).values()));
    }

    /// What comes from before an erasure in between goes, too: nothing is locked meanwhile.
    @Override
    public List<ActedV1> add(List<ActedV1> acted, Predicate<ActedV1> isErased) {
        Map<ChatId, Integer> before = Map.copyOf(erasures);
        List<ActedV1> wanted = acted.stream()
                .filter(one -> !one.at().isBefore(limit()) && !isErased.test(one))
                .toList();
        synchronized (chats) {
            wanted.stream()
                    .filter(one -> chats.find(one.chat()).isPresent()
                            && Objects.equals(before.get(one.chat()), erasures.get(one.chat())))
                    .forEach(this::add);
            return acted.stream()
                    .filter(one -> chats.find(one.chat()).isEmpty())
                    .toList();
        }
    }

    private void add(ActedV1 one) {
        Position at = new Position(one.at().truncatedTo(ChronoUnit.MILLIS), one.id());
        of(one.chat()).put(at, new Entry(at, one.kind(), one.command().orElse(""), one.posts()));
    }

    @Override
    public Page of(ChatId chat, Optional<Position> before) {
        return Page.of(
                of(chat)
                        .tailMap(
                                before.orElseGet(
                                        () -> new Position(clock.instant().plusSeconds(1), "")),
                                false)
                        .values()
                        .stream()
                        .filter(this::isKept)
                        .limit(PAGE + 1)
                        .toList());
    }

    @Override
    public Optional<Entry> find(ChatId chat, Position at) {
        return Optional.ofNullable(of(chat).get(at)).filter(this::isKept);
    }

    @Override
    public void sweep(Instant now) {
        Instant oldest = now.truncatedTo(ChronoUnit.DAYS).minus(KEPT);
        entries.values()
                .forEach(all -> all.tailMap(new Position(oldest, ""), false).clear());
    }

    private boolean isKept(Entry entry) {
        return !entry.at().at().isBefore(limit());
    }

    private Instant limit() {
        return clock.instant().minus(KEPT);
    }

    private NavigableMap<Position, Entry> of(ChatId chat) {
        return entries.computeIfAbsent(chat, _ -> new ConcurrentSkipListMap<>(LATEST));
    }
}
