package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tidings.store.FeedStore.Due;

/// How late the posts of followed communities come, as their latest fetches tell: a post waits for the next one.
///
/// @param typical how long ago the communities were read, on average
/// @param longest how long ago the one was read that has waited the longest; zero if none was ever read
/// @param unread communities that were never read
public record Lateness(Duration typical, Duration longest, int unread) {
    public static Lateness of(List<Due> followed, Instant now) {
        List<Long> seconds = followed.stream()
                .map(Due::askedAt)
                .filter(Instant.EPOCH::isBefore)
                .map(at -> Math.max(0, Duration.between(at, now).toSeconds()))
                .sorted()
                .toList();
        double mean = seconds.stream().mapToLong(Long::longValue).average().orElse(0);
        return new Lateness(
                Duration.ofSeconds(Math.round(mean)),
                Duration.ofSeconds(seconds.isEmpty() ? 0 : seconds.getLast()),
                followed.size() - seconds.size());
    }
}
