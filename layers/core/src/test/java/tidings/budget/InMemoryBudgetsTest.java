package tidings.budget;

import org.junit.jupiter.api.Nested;

class InMemoryBudgetsTest {
    @Nested
    class SharedTest implements SharedContract {
        private final Shared<Count> shared = Shared.inMemory();

        @Override
        public Shared<Count> elsewhere() {
            return shared;
        }
    }

    @Nested
    class SlotsTest implements SlotsContract {
        private final Slots slots = Slots.inMemory(INTERVAL);

        @Override
        public Slots elsewhere() {
            return slots;
        }
    }
}
