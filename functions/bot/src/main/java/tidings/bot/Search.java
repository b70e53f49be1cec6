package tidings.bot;

import java.util.List;
import java.util.Optional;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.delivery.SearchPage;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.messages.PendingCard.Searched;
import tidings.store.PostStore.Found;
import tidings.store.SearchWords;
import tidings.store.TaughtPosts;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Searches the posts that are kept, by words and what they mean, or for those that are like one.
record Search(TaughtPosts taught) implements Command {
    /// Of Java's characters.
    static final int MAX_WORDS = 200;

    @Override
    public String word() {
        return "search";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(SearchPage.SEARCH, this::page), new Press<>(PostButtons.SIMILAR, this::like));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        if (call.arguments().isEmpty()) {
            return Reply.text(texts.get("command.search.missing"));
        }
        return call.arguments().length() > MAX_WORDS
                ? Reply.text(texts.get("command.search.long", MAX_WORDS))
                : first(call, call.arguments());
    }

    /// Nobody waits until it is known what the words mean: what has these words is shown at once, and once more in
    /// its new order where the meaning changes that.
    private Reply first(Call call, String words) {
        Optional<String> unknown = SearchWords.of(words)
                .phrase()
                .filter(phrase -> taught.posts().meaning(phrase).isEmpty());
        SearchPage page = SearchPage.first(words, unknown.isEmpty());
        Found found = found(call, page);
        if (unknown.isEmpty() || found.isVague()) {
            return shown(call, page, found);
        }
        Searched searched = new Searched(words, call.adult());
        return new Reply.Encode(unknown.get(), call.pending(call.card()).with(searched), card(call, page, found));
    }

    private Reply page(Call call, SearchPage at) {
        return shown(call, at, found(call, at));
    }

    private Reply shown(Call call, SearchPage at, Found found) {
        return found.isVague()
                ? Reply.text(call.texts().get("command.search.vague", Html.line(at.words(), SearchPage.QUOTED)))
                : new Reply.Show(card(call, at, found));
    }

    private Card card(Call call, SearchPage at, Found found) {
        return found.posts().isEmpty()
                ? none(at, call.texts())
                : at.card(call.texts(), found.posts(), page -> there(call, page), call.now());
    }

    private List<ClassifiedPost> there(Call call, List<PostId> found) {
        return taught.of(call.target().chat(), taught.posts().find(found));
    }

    Found found(Call call, SearchPage at) {
        return at.found(taught.posts(), call.adult());
    }

    /// With buttons for what else can be done about these words.
    private static Card none(SearchPage search, Texts texts) {
        String words = search.words();
        String phrase =
                words.replaceAll("[\"|]|(?<!\\S)-", " ").replaceAll(" +", " ").strip();
        List<List<Button>> buttons = search.fits()
                ? List.of(
                        List.of(Find.FIND.button(texts.get("command.search.find"), new Find.Results(phrase, 0))),
                        List.of(Follow.FOLLOW.button(
                                texts.get("command.search.follow", phrase), "* \"" + phrase + '"')))
                : List.of();
        return new Card(texts.get("command.search.none", Html.line(words, SearchPage.QUOTED)), buttons);
    }

    /// In a card of its own: somebody may still be reading the other.
    private Reply like(Call call, PostId id) {
        Texts texts = call.texts();
        Optional<ClassifiedPost> post = taught.posts().find(id);
        List<ClassifiedPost> like = post.map(there -> taught.posts().like(there, call.adult()))
                .map(found ->
                        there(call, found.posts().stream().limit(PostCards.PAGE).toList()))
                .orElseGet(List::of);
        if (like.isEmpty()) {
            return new Reply.Toast(texts.get(post.isEmpty() ? "command.search.gone" : "command.search.unlike"));
        }
        String title =
                texts.get("command.search.like", Html.line(post.get().post().title(), SearchPage.QUOTED));
        return new Reply.Beside(Card.of(Html.bold(title) + "\n\n" + new PostCards(texts).lines(like, 0, call.now())));
    }
}
