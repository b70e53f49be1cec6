package tidings.chats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tidings.preferences.ChatSettings;

/// What the bot knows of a chat. Once the chat is set up, below a kilobyte, which is what one unit writes.
///
/// @param chosen the settings
/// @param handled ids of the last updates that had an effect, in the order in which they were handled. That is
///     enough: Telegram's server repeats an update before it goes on with those of the same kind in the chat,
///     and the queue of updates knows those of the last five minutes itself
/// @param answered when texts were answered within the last minute
/// @param shown the last list of posts, or post, that was shown
/// @param shownAt when that was, in seconds since 1970
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Conversation(
        Map<String, String> chosen,
        List<Long> handled,
        @JsonSerialize(contentUsing = Seconds.class) List<Instant> answered,
        Optional<Shown> shown,
        OptionalLong shownAt) {
    public static final Conversation NEW =
            new Conversation(Map.of(), List.of(), List.of(), Optional.empty(), OptionalLong.empty());

    /// Half as long as ISO-8601, which is read, too.
    static final class Seconds extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(moment.getEpochSecond());
        }
    }

    /// Telegram gives up repeating an update after a day (https://core.telegram.org/bots/api#getting-updates).
    private static final Duration HANDLED_FOR = Duration.ofHours(25);

    private static final Duration ANSWERED_FOR = Duration.ofMinutes(1);

    /// So many answers of a minute are counted.
    public static final int MOST_ANSWERS = 20;

    private static final int MOST_HANDLED = 18;

    public Conversation {
        chosen = chosen == null ? Map.of() : Map.copyOf(chosen);
        handled = handled == null ? List.of() : List.copyOf(handled);
        answered = answered == null ? List.of() : List.copyOf(answered);
        shown = shown == null ? Optional.empty() : shown;
        shownAt = shownAt == null ? OptionalLong.empty() : shownAt;
    }

    /// What was shown last, if that was in the same forum topic.
    public Optional<Shown> shown(OptionalInt topic) {
        return shown.filter(last -> last.topic().equals(topic));
    }

    public ChatSettings settings() {
        return new ChatSettings(chosen);
    }

    public Conversation with(ChatSettings settings) {
        return new Conversation(settings.chosen(), handled, answered, shown, shownAt);
    }

    public Conversation showing(Shown now, Instant moment) {
        return new Conversation(chosen, handled, answered, Optional.of(now), OptionalLong.of(moment.getEpochSecond()));
    }

    /// Whether something was shown since then.
    public boolean hasShownSince(Instant moment) {
        return shownAt.isPresent() && shownAt.getAsLong() >= moment.getEpochSecond();
    }

    public boolean isHandled(long updateId) {
        return handled.contains(updateId);
    }

    /// The last update that had an effect.
    OptionalLong last() {
        return handled.stream().mapToLong(Long::longValue).max();
    }

    public Conversation handled(long updateId) {
        Stream<Long> others = handled.stream().filter(id -> id != updateId);
        return new Conversation(chosen, last(MOST_HANDLED, others, updateId), answered, shown, shownAt);
    }

    public Conversation answeredAt(Instant moment) {
        return new Conversation(
                chosen,
                handled,
                last(MOST_ANSWERS, lately(moment), moment.truncatedTo(ChronoUnit.SECONDS)),
                shown,
                shownAt);
    }

    private static <T> List<T> last(int most, Stream<T> others, T next) {
        List<T> all = Stream.concat(others, Stream.of(next)).toList();
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /// How many texts were answered within a minute.
    public int answers(Instant now) {
        return (int) lately(now).count();
    }

    private Stream<Instant> lately(Instant now) {
        return answered.stream().filter(moment -> moment.plus(ANSWERED_FOR).isAfter(now));
    }

    /// What a chat chose is kept for good.
    Optional<Instant> expiry(Instant now) {
        return chosen.isEmpty() ? Optional.of(now.plus(HANDLED_FOR)) : Optional.empty();
    }
}
