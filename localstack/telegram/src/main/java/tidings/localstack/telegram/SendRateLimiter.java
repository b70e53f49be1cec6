package tidings.localstack.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidings.localstack.telegram.SendLimits.Limit;

/// Enforces [SendLimits]. A call counts against all its limits, or against none if one of them rejects it.
/// Thread-safe.
final class SendRateLimiter {
    private final SendLimits limits;
    private final InstantSource clock;
    private final Window overall;
    private final Map<ChatId, List<Window>> chats = new HashMap<>();

    SendRateLimiter(SendLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.overall = new Window(limits.overall());
    }

    /// Rejects with the wait after which as many messages are allowed.
    synchronized void pass(ChatId chat, boolean group, int messages) {
        Instant now = clock.instant();
        List<Window> windows = chats.computeIfAbsent(chat, _ -> windows(group));
        Duration wait = Stream.concat(Stream.of(overall), windows.stream())
                .map(window -> window.wait(now, messages))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (wait.isPositive()) {
            throw ApiError.tooManyRequests(wait);
        }
        overall.count(now, messages);
        windows.forEach(window -> window.count(now, messages));
    }

    private List<Window> windows(boolean group) {
        return group
                ? List.of(new Window(limits.chat()), new Window(limits.group()))
                : List.of(new Window(limits.chat()));
    }

    private static final class Window {
        private final Limit limit;
        private final Deque<Instant> sent = new ArrayDeque<>();

        Window(Limit limit) {
            this.limit = limit;
        }

        Duration wait(Instant now, int messages) {
            while (!sent.isEmpty() && !sent.peekFirst().plus(limit.per()).isAfter(now)) {
                sent.removeFirst();
            }
            long tooMany = (long) sent.size() + messages - limit.messages();
            if (tooMany <= 0 || sent.isEmpty()) {
                return Duration.ZERO; // an album may exceed the limit if nothing was sent before
            }
            Instant leaves = sent.stream()
                    .skip(Math.min(tooMany, sent.size()) - 1)
                    .findFirst()
                    .orElseThrow();
            return Duration.between(now, leaves.plus(limit.per()));
        }

        void count(Instant now, int messages) {
            for (int i = 0; i < messages; i++) {
                sent.addLast(now);
            }
        }
    }
}
