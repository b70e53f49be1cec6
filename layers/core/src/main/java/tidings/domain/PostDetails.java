package tidings.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// What only some posts have. Sources that do not say leave it out.
///
/// @param flair the label that the community gave the post, as plain text
/// @param spoiler marked as giving something away
/// @param original the post that this one is a crosspost of
/// @param from where the original was posted
/// @param media pictures in the order of the gallery, or one video; of a crosspost, the original's
/// @param poll what can be voted for
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PostDetails(
        Optional<String> flair,
        boolean spoiler,
        Optional<PostId> original,
        Optional<Community> from,
        List<PostMedia> media,
        List<String> poll) {
    public static final PostDetails NONE = new PostDetails(Optional.empty(), false, Optional.empty(), List.of());

    /// Telegram's albums take no more (https://core.telegram.org/bots/api#sendmediagroup).
    public static final int MAX_MEDIA = 10;

    /// Reddit's polls have six options at most.
    private static final int MAX_OPTIONS = 6;

    private static final int MAX_OPTION = 120;
    private static final int MAX_FLAIR = 100;

    /// Keeps JSON free of details that say nothing: equal to [#NONE].
    static final class Absent {
        @Override
        public boolean equals(Object value) {
            return NONE.equals(value);
        }

        @Override
        public int hashCode() {
            return NONE.hashCode();
        }
    }

    public PostDetails {
        flair = (flair == null ? Optional.<String>empty() : flair)
                .map(text -> PlainText.line(text, MAX_FLAIR))
                .filter(PlainText::isVisible);
        original = original == null ? Optional.empty() : original;
        from = from == null ? Optional.empty() : from;
        media = media == null ? List.of() : List.copyOf(media.subList(0, Math.min(media.size(), MAX_MEDIA)));
        poll = (poll == null ? List.<String>of() : poll)
                .stream()
                        .map(option -> PlainText.line(option, MAX_OPTION))
                        .filter(PlainText::isVisible)
                        .limit(MAX_OPTIONS)
                        .toList();
    }

    /// Details of a post that is no poll, and of which it is not known where it was posted first.
    public PostDetails(Optional<String> flair, boolean spoiler, Optional<PostId> original, List<PostMedia> media) {
        this(flair, spoiler, original, Optional.empty(), media, List.of());
    }
}
