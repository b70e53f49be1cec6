package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.CardId;

/// What has to be known of a chat before anything is sent there. Below a kilobyte, which is what one unit writes.
///
/// @param sent when the last messages were sent, the oldest first; a last moment in the future is a reserved turn
/// @param quiet until then Telegram takes nothing for this chat
/// @param blocked since when nothing is sent because nobody there wants it
/// @param moved what it became
/// @param shown which messages show the cards that were sent last, the newest message last
public record ChatState(
        List<Instant> sent,
        Optional<Instant> quiet,
        Optional<Instant> blocked,
        Optional<Moved> moved,
        List<Shown> shown) {
    public static final ChatState NEW =
            new ChatState(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /// How long nobody asks whether a chat that blocked us still does. Most let us know when they no longer do.
    private static final Duration BLOCKED_FOR = Duration.ofHours(1);

    static final Duration MOVED_FOR = Duration.ofDays(180);

    /// A message comes again within half a day.
    private static final Duration SHOWN_FOR = Duration.ofDays(1);

    /// What clocks differ and messages travel: a turn that is nearer may belong to the message before.
    private static final Duration NEAR = Duration.ofSeconds(1);

    /// As many are kept as the largest limit counts.
    private static final int KEPT = Limit.GROUP.messages();

    /// What comes again is its chat's next message, on each queue that it may have come from. Edits of older
    /// messages do not count: any number of those may come in between.
    private static final int KEPT_SHOWN = 4;

    public ChatState {
        sent = List.copyOf(sent);
        shown = shown == null ? List.of() : List.copyOf(shown);
    }

    /// The message that shows a card.
    public record Shown(CardId card, int message) {}

    /// A group became a supergroup with another id.
    public record Moved(ChatId to, Instant at) {}

    /// At most `messages` within any stretch of time of the length `per`.
    public record Limit(int messages, Duration per) {
        /// A message a second, of which five may come at once
        /// (https://core.telegram.org/bots/faq#broadcasting-to-users: short bursts pass). A little slower, for
        /// messages do not travel equally fast.
        public static final Limit CHAT = new Limit(5, Duration.ofMillis(5_500));

        /// Telegram's limit for groups is 20 a minute.
        public static final Limit GROUP = new Limit(18, Duration.ofSeconds(61));

        /// What holds for a chat; the ids of groups are negative.
        static List<Limit> of(ChatId chat) {
            return chat.value() < 0 ? List.of(CHAT, GROUP) : List.of(CHAT);
        }
    }

    /// The first moment from `now` on at which so many messages may be sent one behind the other; where a limit never
    /// lets so many pass, as many as it does.
    public Instant free(ChatId chat, int messages, Instant now) {
        List<Instant> counted = counted(now);
        return Stream.concat(quiet.stream(), Limit.of(chat).stream().flatMap(limit -> leaves(counted, limit, messages)))
                .max(Comparator.naturalOrder())
                .filter(free -> free.isAfter(now))
                .orElse(now);
    }

    /// When the message leaves a limit's stretch that keeps so many others from being sent.
    private static Stream<Instant> leaves(List<Instant> sent, Limit limit, int messages) {
        int before = limit.messages() - Math.min(messages, limit.messages());
        return sent.size() > before
                ? Stream.of(sent.get(sent.size() - before - 1).plus(limit.per()))
                : Stream.empty();
    }

    /// Without what a wrong clock noted.
    private List<Instant> counted(Instant now) {
        return sent.stream()
                .filter(moment -> !moment.isAfter(now) || RateLimiter.isAhead(moment, now))
                .toList();
    }

    /// The turn that is reserved for the next message of this chat: the queue gives a chat's messages one at a time.
    public Optional<Instant> turn(Instant now) {
        return counted(now).stream()
                .max(Comparator.naturalOrder())
                .filter(turn -> turn.isAfter(now.plus(NEAR)))
                .filter(turn -> quiet.filter(turn::isBefore).isEmpty());
    }

    public boolean isBlocked(Instant now) {
        return blocked.filter(since -> now.isBefore(since.plus(BLOCKED_FOR))).isPresent();
    }

    public ChatState sentAt(Instant moment) {
        List<Instant> all = Stream.concat(counted(moment).stream(), Stream.of(moment))
                .sorted()
                .toList();
        return new ChatState(last(KEPT, all), quiet, blocked, moved, shown);
    }

    public ChatState quietUntil(Instant moment) {
        return new ChatState(sent, Optional.of(moment), blocked, moved, shown);
    }

    public ChatState blockedAt(Instant moment) {
        return new ChatState(sent, quiet, Optional.of(moment), moved, shown);
    }

    /// Somebody there wrote to us.
    public ChatState welcome() {
        return new ChatState(sent, quiet, Optional.empty(), moved, shown);
    }

    public ChatState movedTo(ChatId to, Instant moment) {
        return new ChatState(sent, quiet, blocked, Optional.of(new Moved(to, moment)), shown);
    }

    public ChatState shows(CardId card, int message) {
        List<Shown> all = Stream.concat(
                        shown.stream().filter(one -> !one.card().equals(card)), Stream.of(new Shown(card, message)))
                .sorted(Comparator.comparingInt(Shown::message))
                .toList();
        return new ChatState(sent, quiet, blocked, moved, last(KEPT_SHOWN, all));
    }

    /// The message that shows a card, if that was sent lately.
    public OptionalInt message(CardId card) {
        return shown.stream()
                .filter(one -> one.card().equals(card))
                .mapToInt(Shown::message)
                .findFirst();
    }

    private static <T> List<T> last(int most, List<T> all) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /// From then on there is nothing in it that matters.
    Optional<Instant> expiry() {
        return Stream.of(
                        sent.stream()
                                .max(Comparator.naturalOrder())
                                .map(last -> last.plus(shown.isEmpty() ? Limit.GROUP.per() : SHOWN_FOR)),
                        quiet,
                        blocked.map(since -> since.plus(BLOCKED_FOR)),
                        moved.map(move -> move.at().plus(MOVED_FOR)))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }
}
