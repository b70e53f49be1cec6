package tidings.cards;

import java.util.List;
import java.util.Locale;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// The cards that say what became of a community that somebody follows. Thread-safe.
public record NoticeCards(Texts texts) {
    /// Follow the community no longer, by whichever follows of the place.
    public static final ButtonAction<Community> UNFOLLOW = of("unfollow");

    /// Go on to follow it.
    public static final ButtonAction<Community> KEEP = of("keep");

    private static ButtonAction<Community> of(String word) {
        return new ButtonAction<>(
                word, 1, community -> List.of(community.value()), fields -> new Community(fields.getFirst()));
    }

    /// It can no longer be read.
    ///
    /// @param problem not a transient one
    public Card refused(Community community, SourceProblem problem) {
        return new Card(
                texts.get("notice." + problem.name().toLowerCase(Locale.ROOT), community.label()) + "\n"
                        + texts.get("notice.meanwhile"),
                List.of(List.of(
                        UNFOLLOW.button(texts.get("notice.unfollow"), community),
                        KEEP.button(texts.get("notice.keep"), community))));
    }

    /// It can be read again.
    public Card back(Community community) {
        return Card.of(texts.get("notice.back", community.label()));
    }
}
