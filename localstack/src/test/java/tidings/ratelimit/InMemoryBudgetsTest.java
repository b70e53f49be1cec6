package tidings.ratelimit;

import org.junit.jupiter.api.Nested;

class InMemoryBudgetsTest {
    @Nested
    class SharedTest implements SharedStateContract {
        private final SharedState<Count> shared = SharedState.inMemory();

        @Override
        public SharedState<Count> elsewhere() {
            return shared;
        }
    }

    @Nested
    class RateLimiterTest implements RateLimiterContract {
        private final RateLimiter slots = RateLimiter.inMemory(INTERVAL);

        @Override
        public RateLimiter elsewhere() {
            return slots;
        }
    }
}
