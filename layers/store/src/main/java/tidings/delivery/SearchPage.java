package tidings.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.store.PostStore;
import tidings.store.PostStore.Found;
import tidings.store.SearchWords;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// A page of what a search finds. It begins behind a post, wherever that stands by now, or at its rank once the
/// post is gone. All pages of a card are of one ranking.
///
/// @param first rank of the first post, from 0
/// @param after key of the post before; empty for the start
/// @param byMeaning whether posts that mean the like are ranked along, where it is known what the words mean
public record SearchPage(String words, int first, String after, boolean byMeaning) {
    /// Of the words, so many characters are shown.
    public static final int QUOTED = 40;

    private static final int PAGE = PostCards.PAGE;

    /// As many bytes of what is looked for fit a button.
    private static final int MAX_BYTES = 41;

    public static final ButtonAction<SearchPage> SEARCH = new ButtonAction<>(
            "search",
            1,
            at -> {
                List<String> fields = List.of(Integer.toString(at.first), at.after, at.words.replace('|', ' '), "m");
                return fields.subList(0, at.byMeaning ? 4 : 3);
            },
            fields -> new SearchPage(
                    fields.get(2),
                    ButtonAction.number(fields.get(0), PostStore.MAX_FOUND),
                    fields.get(1),
                    fields.size() > 3));

    public static SearchPage first(String words, boolean byMeaning) {
        return new SearchPage(words, 0, "", byMeaning);
    }

    public Found found(PostStore posts, boolean adult) {
        SearchWords of = SearchWords.of(words);
        return posts.search(of, of.phrase().filter(_ -> byMeaning).flatMap(posts::meaning), adult);
    }

    /// Whether the words fit a button.
    public boolean fits() {
        return words.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /// The page of its posts.
    public List<PostId> posts(List<PostId> found) {
        int rank = rank(found);
        return found.subList(rank, Math.min(rank + PAGE, found.size()));
    }

    /// Turns to the page behind it.
    public Optional<SearchPage> next(List<PostId> found) {
        int end = rank(found) + PAGE;
        return fits() && end < found.size() ? Optional.of(from(end, found)) : Optional.empty();
    }

    /// @param found some posts
    /// @param read reads those of the page, for whoever sees the card
    public Card card(Texts texts, List<PostId> found, Function<List<PostId>, List<ClassifiedPost>> read, Instant now) {
        int rank = rank(found);
        String title = texts.get("command.search.title", found.size(), Html.line(words, QUOTED));
        String lines = new PostCards(texts).lines(read.apply(posts(found)), rank, now);
        List<Button> turn = new ArrayList<>();
        if (fits() && rank > 0) {
            turn.add(SEARCH.button(texts.get("button.previous"), from(Math.max(0, rank - PAGE), found)));
        }
        next(found).ifPresent(next -> turn.add(SEARCH.button(texts.get("button.next"), next)));
        return new Card(Html.bold(title) + "\n\n" + lines, turn.isEmpty() ? List.of() : List.of(turn));
    }

    private SearchPage from(int rank, List<PostId> found) {
        return new SearchPage(words, rank, rank == 0 ? "" : key(found.get(rank - 1)), byMeaning);
    }

    private int rank(List<PostId> found) {
        int before = IntStream.range(0, found.size())
                .filter(i -> key(found.get(i)).equals(after))
                .findFirst()
                .orElse(first - 1);
        return before + 1 < found.size() ? before + 1 : 0;
    }

    /// Short, for a post's id need not fit a button.
    private static String key(PostId id) {
        return Integer.toString(id.value().hashCode(), Character.MAX_RADIX);
    }
}
