package tidings.bot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import tidings.messages.TelegramResult;
import tidings.preferences.ChatSettings;
import tidings.telegram.ButtonAction;

/// One thing that people can ask for. To add one: a class, a line in [CommandList], and its texts, which begin with
/// `command.<word>.`. Thread-safe.
interface Command {
    /// The word behind the slash, in lower case (https://core.telegram.org/bots/api#botcommand).
    String word();

    Reply run(Call call);

    /// Whether it would change what belongs to the chat, which in a group only administrators may.
    default boolean changes(Call call) {
        return false;
    }

    /// Whether it is for the channel that a private chat chose, where it chose one.
    default boolean forChannel() {
        return false;
    }

    /// Whether a chat with such settings is told of it.
    default boolean isShown(ChatSettings settings) {
        return true;
    }

    /// Goes on after a [Reply.Ask] of this command.
    ///
    /// @param context what the command asked with
    default Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        return new Reply.Nothing();
    }

    /// What pressing a button does.
    default List<Press<?>> buttons() {
        return List.of();
    }

    /// A button and its reply.
    ///
    /// @param changes whether it changes what belongs to the chat, which in a group only administrators may
    /// @param forChannel whether it is for the channel that a private chat chose, where it chose one
    record Press<T>(
            ButtonAction<T> action,
            BiFunction<Call, T, Reply> reply,
            boolean changes,
            BiPredicate<Call, T> forChannel) {
        Press(ButtonAction<T> action, BiFunction<Call, T, Reply> reply) {
            this(action, reply, false, (_, _) -> false);
        }

        static <T> Press<T> change(ButtonAction<T> action, BiFunction<Call, T, Reply> reply) {
            return new Press<>(action, reply, true, (_, _) -> false);
        }

        Press<T> ofChannel() {
            return ofChannel((_, _) -> true);
        }

        Press<T> ofChannel(BiPredicate<Call, T> when) {
            return new Press<>(action, reply, changes, when);
        }

        boolean isForChannel(String data, Call call) {
            return call.channel().isPresent()
                    && action.parse(data)
                            .filter(value -> forChannel.test(call, value))
                            .isPresent();
        }

        boolean isFor(String data) {
            return action.parse(data).isPresent();
        }

        /// Empty for data of other buttons.
        Optional<Reply> run(String data, Call call) {
            return action.parse(data).map(value -> reply.apply(call, value));
        }
    }
}
