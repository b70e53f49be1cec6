package tidings.ratelimit;

import java.util.Optional;
import java.util.function.BiFunction;
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

    /// A part of the value as a value of its own.
    ///
    /// @param part empty where the value has no such part
    /// @param with the value with another part
    default <P> SharedState<P> part(Function<T, Optional<P>> part, BiFunction<Optional<T>, P, T> with) {
        SharedState<T> whole = this;
        return new SharedState<>() {
            @Override
            public Optional<P> get() {
                return whole.get().flatMap(part);
            }

            @Override
            public <R> R change(Function<Optional<P>, Change<P, R>> change) {
                return whole.change(known -> {
                    Change<P, R> made = change.apply(known.flatMap(part));
                    return new Change<>(made.next().map(next -> with.apply(known, next)), made.result());
                });
            }
        };
    }

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
