package tidings.waits;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Counts the calls of dependencies and lets some of them fail.
public final class Faults {
    private final Plan plan;
    private Optional<InstantSource> clock = Optional.empty();
    private int calls;

    /// Decides which calls fail.
    @FunctionalInterface
    interface Plan {
        /// @param call its number, from 1
        Optional<RuntimeException> failure(int call, Instant now);
    }

    Faults(Plan plan) {
        this.plan = plan;
    }

    /// From now on calls count and fail.
    void begin(InstantSource time) {
        clock = Optional.of(time);
    }

    /// The same, but its calls may fail.
    public <T> T guarded(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (clock.isPresent()) {
                        Optional<RuntimeException> failure =
                                plan.failure(++calls, clock.get().instant());
                        if (failure.isPresent()) {
                            throw failure.get();
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    int calls() {
        return calls;
    }
}
