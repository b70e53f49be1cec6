package tidings.ratelimit;

import java.util.Optional;
import java.util.function.Function;

/// A value that all environments share. Thread-safe.
public interface SharedState<T> {
    /// Changes the value, alone among all environments.
    ///
    /// @param change is given the latest value, if there is one; may be asked several times and may do nothing but
    ///     compute
    /// @throws IllegalStateException if others change the value so often that this change finds no gap
    <R> R change(Function<Optional<T>, Change<T, R>> change);

    /// @param next the value from now on; empty to leave it as it is
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

    /// A value that only this process shares.
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
