package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is left of a chat for a day after it was erased, so that what was under way then comes to nothing.
///
/// @param by the update that erased it, which is answered
/// @param last update of the chat that was handled before; that and all before come to nothing
/// @param lifted since when the chat began anew, if it did
/// @param unanswered the messages that waited for an answer, which never comes
public record Tombstone(long by, long last, Instant at, Optional<Instant> lifted, List<Integer> unanswered) {
    public Tombstone {
        unanswered = unanswered == null ? List.of() : List.copyOf(unanswered); // an earlier version does not tell
    }

    static final Duration TTL = Duration.ofDays(1);

    /// What is sent because of an update is named after it, such as `42/done`.
    private static final Pattern CAUSE = Pattern.compile("(\\d{1,18})(?:[/.].*)?");

    /// The update that a message is named after; empty for what nobody asked for.
    ///
    /// @param name of the message, such as `42/done`
    public static OptionalLong cause(String name) {
        Matcher cause = CAUSE.matcher(name);
        return cause.matches() ? OptionalLong.of(Long.parseLong(cause.group(1))) : OptionalLong.empty();
    }

    /// Whether a message comes to nothing. After what was asked since, only `/start` has something to show.
    ///
    /// @param cause of the message, if an update caused it
    /// @param sentAt when it was queued; a later moment where that is not known
    public boolean stops(OptionalLong cause, Instant sentAt) {
        return cause.isPresent()
                ? cause.getAsLong() <= last && cause.getAsLong() != by
                : lifted.filter(since -> !sentAt.isBefore(since)).isEmpty();
    }

    /// Whether what an update did is forgotten with the chat. The erasure itself is.
    ///
    /// @param at when it was done
    public boolean forgets(OptionalLong cause, Instant at) {
        return holds() || stops(cause, at) || cause.equals(OptionalLong.of(by));
    }

    /// Whether the chat did not begin anew.
    public boolean holds() {
        return lifted.isEmpty();
    }

    Tombstone liftedAt(Instant moment) {
        return new Tombstone(by, last, at, Optional.of(moment), unanswered);
    }

    Tombstone with(List<Integer> messages) {
        return new Tombstone(by, last, at, lifted, messages);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(at.plus(TTL));
    }
}
