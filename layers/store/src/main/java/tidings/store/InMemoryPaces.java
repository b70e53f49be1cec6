package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.Pace;

/// The thresholds of chats with a pace, in memory. Not thread-safe.
///
/// @param planned what is known of each
record InMemoryPaces(InMemoryChatRegistry chats, InstantSource clock, Map<ChatId, Planned> planned) {
    /// @param pace that is known; empty for a chat that is new to having one
    /// @param at when it was planned; [Instant#MIN] for a chat that is new to its number of posts
    record Planned(int postsADay, Optional<Pace> pace, float threshold, Instant at) {}

    InMemoryPaces(InMemoryChatRegistry chats, InstantSource clock) {
        this(chats, clock, new HashMap<>());
    }

    void prefer(ChatId chat, ChatSettings settings) {
        planned.compute(
                chat,
                (_, before) -> settings.get(ChatSettings.PACE)
                        .map(postsADay -> before != null && before.postsADay == postsADay
                                ? before
                                : new Planned(postsADay, pace(chat), threshold(chat), Instant.MIN))
                        .orElse(null));
    }

    Optional<Pace> pace(ChatId chat) {
        return Optional.ofNullable(planned.get(chat)).flatMap(Planned::pace);
    }

    float threshold(ChatId chat) {
        return planned.containsKey(chat) ? planned.get(chat).threshold : 0;
    }

    int plan(Instant limit, int max, Function<ChatId, Collection<InMemoryDelivery>> deliveries) {
        Instant now = clock.instant();
        List<ChatId> due = planned.entrySet().stream()
                .filter(one -> !one.getValue().at.isAfter(limit) && chats.isActive(one.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Planned::at)))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(chat -> planned.computeIfPresent(chat, (_, before) -> {
            Pace pace = before.pace
                    .map(known ->
                            before.at.equals(Instant.MIN) ? known : after(known, before, now, deliveries.apply(chat)))
                    .orElseGet(() -> Pace.starting(before.postsADay));
            return new Planned(before.postsADay, Optional.of(pace), (float) pace.threshold(before.postsADay), now);
        }));
        return due.size();
    }

    private static Pace after(Pace known, Planned before, Instant now, Collection<InMemoryDelivery> deliveries) {
        List<InMemoryDelivery> came = deliveries.stream()
                .filter(one -> !one.at().isBefore(before.at) && one.at().isBefore(now))
                .toList();
        long skipped = came.stream()
                .filter(one -> one.reason().filter(DeliveryPolicy.PACE::equals).isPresent())
                .count();
        return known.after(
                Duration.between(before.at, now),
                came.stream().map(one -> (double) one.decided().rank()).toList(),
                came.size() - (int) skipped,
                before.postsADay);
    }
}
