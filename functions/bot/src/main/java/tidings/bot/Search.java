package tidings.bot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.preferences.ChatSettings;
import tidings.store.PostStore;
import tidings.store.PostStore.Found;
import tidings.store.TaughtPosts;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Searches the posts that are kept, by words or for those that are like one.
record Search(TaughtPosts taught) implements Command {
    private static final int PAGE = PostCards.PAGE;
    private static final int QUOTED = 40;

    /// Of Java's characters.
    static final int MAX_WORDS = 200;

    /// As many bytes of what is looked for fit a button.
    private static final int MAX_BYTES = 42;

    /// Where a page begins: behind a post, wherever that stands by now, or at its rank once the post is gone.
    ///
    /// @param first rank of the first post, from 0
    /// @param after key of the post before; empty for the start
    record Place(String words, int first, String after) {
        /// The page of what was found that begins at a rank.
        static Place of(String words, int first, List<PostId> found) {
            return new Place(words, first, first == 0 ? "" : key(found.get(first - 1)));
        }

        int rank(List<PostId> found) {
            int after = IntStream.range(0, found.size())
                    .filter(i -> key(found.get(i)).equals(this.after))
                    .findFirst()
                    .orElse(first - 1);
            return after + 1 < found.size() ? after + 1 : 0;
        }

        /// Short, for a post's id need not fit a button.
        private static String key(PostId id) {
            return Integer.toString(id.value().hashCode(), Character.MAX_RADIX);
        }
    }

    static final ButtonAction<Place> SEARCH = new ButtonAction<>(
            "search",
            1,
            at -> List.of(Integer.toString(at.first()), at.after(), at.words().replace('|', ' ')),
            fields -> new Place(fields.get(2), ButtonAction.number(fields.get(0), PostStore.MAX_FOUND), fields.get(1)));

    @Override
    public String word() {
        return "search";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(SEARCH, this::page), new Press<>(PostButtons.SIMILAR, this::like));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        if (call.arguments().isEmpty()) {
            return Reply.text(texts.get("command.search.missing"));
        }
        return call.arguments().length() > MAX_WORDS
                ? Reply.text(texts.get("command.search.long", MAX_WORDS))
                : page(call, new Place(call.arguments(), 0, ""));
    }

    private Reply page(Call call, Place at) {
        Texts texts = call.texts();
        Found found = found(at.words(), adult(call));
        if (found.isVague()) {
            return Reply.text(texts.get("command.search.vague", Html.line(at.words(), QUOTED)));
        } else if (found.posts().isEmpty()) {
            return new Reply.Show(none(at.words(), texts));
        }
        int first = at.rank(found.posts());
        int end = Math.min(first + PAGE, found.posts().size());
        String title = texts.get("command.search.title", found.posts().size(), Html.line(at.words(), QUOTED));
        String lines = new PostCards(texts).lines(there(call, found.posts().subList(first, end)), first, call.now());
        List<Button> turn = new ArrayList<>();
        if (fits(at.words()) && first > 0) {
            turn.add(SEARCH.button(
                    texts.get("button.previous"), Place.of(at.words(), Math.max(0, first - PAGE), found.posts())));
        }
        if (fits(at.words()) && end < found.posts().size()) {
            turn.add(SEARCH.button(texts.get("button.next"), Place.of(at.words(), end, found.posts())));
        }
        return new Reply.Show(new Card(Html.bold(title) + "\n\n" + lines, turn.isEmpty() ? List.of() : List.of(turn)));
    }

    private List<ClassifiedPost> there(Call call, List<PostId> found) {
        return taught.of(call.target().chat(), taught.posts().find(found));
    }

    Found found(String words, boolean adult) {
        return taught.posts().search(words.toLowerCase(Locale.ROOT), adult);
    }

    /// With buttons for what else can be done about these words.
    private static Card none(String words, Texts texts) {
        String phrase =
                words.replaceAll("[\"|]|(?<!\\S)-", " ").replaceAll(" +", " ").strip();
        List<List<Button>> buttons = fits(words)
                ? List.of(
                        List.of(Find.FIND.button(texts.get("command.search.find"), new Find.Results(phrase, 0))),
                        List.of(Follow.FOLLOW.button(
                                texts.get("command.search.follow", phrase), "* \"" + phrase + '"')))
                : List.of();
        return new Card(texts.get("command.search.none", Html.line(words, QUOTED)), buttons);
    }

    private static boolean fits(String words) {
        return words.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /// In a card of its own: somebody may still be reading the other.
    private Reply like(Call call, PostId id) {
        Texts texts = call.texts();
        Optional<ClassifiedPost> post = taught.posts().find(id);
        List<ClassifiedPost> like = post.map(there -> taught.posts().like(there, adult(call)))
                .map(found -> there(call, found.posts().stream().limit(PAGE).toList()))
                .orElseGet(List::of);
        if (like.isEmpty()) {
            return new Reply.Toast(texts.get(post.isEmpty() ? "command.search.gone" : "command.search.unlike"));
        }
        String title =
                texts.get("command.search.like", Html.line(post.get().post().title(), QUOTED));
        return new Reply.Beside(Card.of(Html.bold(title) + "\n\n" + new PostCards(texts).lines(like, 0, call.now())));
    }

    private static boolean adult(Call call) {
        return call.settings().get(ChatSettings.ADULT).orElse(false);
    }
}
