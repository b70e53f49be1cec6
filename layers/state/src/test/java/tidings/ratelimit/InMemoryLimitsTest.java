package tidings.ratelimit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class InMemoryLimitsTest {
    @Nested
    class SharedStateTest implements SharedStateContract {
        private final SharedState<Count> state = SharedState.inMemory();

        @Override
        public SharedState<Count> elsewhere() {
            return state;
        }
    }

    @Nested
    class RateLimiterTest implements RateLimiterContract {
        private final Map<Duration, RateLimiter> limiters = new HashMap<>();

        @Override
        public RateLimiter elsewhere(Duration burst) {
            return limiters.computeIfAbsent(burst, _ -> RateLimiter.inMemory(INTERVAL, burst));
        }
    }
}
