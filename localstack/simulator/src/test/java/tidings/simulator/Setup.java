package tidings.simulator;

import java.util.Optional;
import java.util.function.BiFunction;
import tidings.aws.Role;
import tidings.localstack.template.StackModel;

/// What a run is of.
///
/// @param day how long people are awake, in milliseconds
/// @param pause between two actions of a chat on average
/// @param model what the template declares
/// @param change of a function's role, by the function's id
/// @param input that takes the place of people, in a run without faults
record Setup(
        long seed,
        long day,
        int chats,
        long pause,
        StackModel model,
        BiFunction<String, Role<?>, Role<?>> change,
        Optional<Input> input) {
    private static final long MINUTE = 60_000;

    static Setup shortDay(long seed) {
        return new Setup(seed, 45 * MINUTE, 8, 5 * MINUTE, Declared.model(seed), (_, role) -> role, Optional.empty());
    }

    static Setup week(long seed) {
        return new Setup(
                seed,
                7 * 24 * 60 * MINUTE,
                100,
                240 * MINUTE,
                Declared.model(seed),
                (_, role) -> role,
                Optional.empty());
    }

    static Setup fed(long seed, Input input) {
        return new Setup(seed, 45 * MINUTE, 0, 5 * MINUTE, Declared.model(seed), (_, role) -> role, Optional.of(input));
    }

    Setup with(StackModel other) {
        return new Setup(seed, day, chats, pause, other, change, input);
    }

    Setup with(BiFunction<String, Role<?>, Role<?>> other) {
        return new Setup(seed, day, chats, pause, model, other, input);
    }
}
