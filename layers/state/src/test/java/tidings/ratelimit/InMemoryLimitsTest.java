package tidings.ratelimit;

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
        private final RateLimiter limiter = RateLimiter.inMemory(INTERVAL);

        @Override
        public RateLimiter elsewhere() {
            return limiter;
        }
    }
}
