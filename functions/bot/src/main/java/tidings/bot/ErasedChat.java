package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.InlineQuery;
import tidings.bot.Interaction.MembershipChange;
import tidings.bot.Interaction.Text;
import tidings.bot.Interaction.Wordless;
import tidings.chats.Chats;
import tidings.chats.Tombstone;
import tidings.domain.ChatId;
import tidings.telegram.Card;

/// What happens for a day in a chat that was erased: nothing is done or kept until `/start`, which begins it anew.
/// Thread-safe.
///
/// @param commands those of the bot
record ErasedChat(Predicate<CommandLine> commands, Chats chats) {
    /// Whether an update is more than what was under way when its chat was erased. The one that erased the chat is
    /// handled again if it comes again, unless the chat began anew.
    boolean isNew(Interaction interaction, Tombstone erased) {
        long update = interaction.origin().updateId();
        if (interaction.origin().isAskedByApi()) {
            return !erased.holds();
        } else if (update <= erased.last()) {
            return update == erased.by() && erased.holds();
        }
        return !erased.holds() || !(interaction instanceof MembershipChange);
    }

    /// Whether the chat stays as it is; a new update of it may begin it anew.
    boolean stays(Interaction interaction, Call call, Tombstone erased) {
        if (!erased.holds() || interaction.origin().updateId() == erased.by()) {
            return false;
        } else if (begins(interaction)) {
            begin(interaction.origin().chat(), call);
            return false;
        }
        return true;
    }

    private boolean begins(Interaction interaction) {
        return switch (interaction) {
            case Text said ->
                ours(said).filter(line -> line.word().equals(Start.WORD)).isPresent();
            case ButtonPress press -> StartCards.TOPICS.parse(press.data()).isPresent();
            case Wordless _, InlineQuery _, MembershipChange _ -> false;
        };
    }

    /// Begins a chat or a channel anew if it was erased before the call.
    void begin(ChatId chat, Call call) {
        chats.erased(chat)
                .filter(erased -> erased.holds()
                        && (call.origin().isAskedByApi() || call.origin().updateId() > erased.last()))
                .ifPresent(_ -> chats.lift(chat, call.now()));
    }

    /// What is answered as long as the chat stays as it is.
    Reply answer(Interaction interaction, Call call) {
        String text = call.texts().get("command.erase.ended");
        return switch (interaction) {
            case Text said when !call.origin().alone() && ours(said).isEmpty() -> new Reply.Nothing();
            case Text _, Wordless _ ->
                new Reply.Show(new Card(
                        text,
                        List.of(List.of(StartCards.TOPICS.button(call.texts().get("command.erase.begin"), 0)))));
            case ButtonPress _ -> new Reply.Toast(text);
            case InlineQuery _, MembershipChange _ -> new Reply.Nothing();
        };
    }

    private Optional<CommandLine> ours(Text said) {
        return CommandLine.parse(said.text(), said.origin().alone())
                .filter(line -> line.bot().isEmpty() || line.bot().equals(chats.botName()))
                .filter(commands);
    }
}
