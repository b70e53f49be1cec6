package tidings.ratelimit;

import java.util.Optional;
import java.util.function.Function;

/// A value shared by all environments and changed by compare-and-set. Thread-safe.
public interface SharedState<T> {
    /// Changes the value atomically.
    ///
    /// @param change is given the latest value, if there is one; has no side effects, because it is called again
    ///     after each conflict
    /// @throws IllegalStateException if conflicts with other changes do not end
    <R> R change(Function<Optional<T>, Change<T, R>> change);

    /// @param next the new value; empty to leave it as it is
    /// @param result what the caller gets
    record Change<T, R>(Optional<T> next, R result) {
        public static <T, R> Change<T, R> to(T next, R result) {
            return new Change<>(Optional.of(next), result);
        }

        public static <T, R> Change<T, R> none(R result) {
            return new Change<>(Optional.empty(), result);
        }
    }

    /// The latest value, if there is one.
    Optional<T> get();

    /// A value for this process only.
    static <T> SharedState<T> inMemory() {
        return new SharedState<>() {
            private Optional<T> value = Optional.empty();

            @Override
            public synchronized Optional<T> get() {
                return value;
            }

            @Override
            public synchronized <R> R change(Function<Optional<T>, Change<T, R>> change) {
                Change<T, R> made = change.apply(value);
                value = made.next().or(() -> value);
                return made.result();
            }
        };
    }
}
