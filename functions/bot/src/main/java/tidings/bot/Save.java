package tidings.bot;

import java.util.List;
import java.util.Optional;
import tidings.cards.PostButtons;
import tidings.domain.ClassifiedPost;
import tidings.domain.RedditLink.ToPost;
import tidings.store.PostStore;
import tidings.store.SavedPosts;
import tidings.store.SavedPosts.SavedPost;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Saves a post for later, with a note: the one of a link, the one of the card that the command replies to, or the
/// one under whose card a button was pressed.
record Save(PostStore posts, SavedPosts saved) implements Command {
    /// Of Java's characters.
    static final int MAX_NOTE = 300;

    @Override
    public String word() {
        return "save";
    }

    /// What a group saved belongs to all of it.
    @Override
    public boolean changes(Call call) {
        return true;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(
                PostButtons.SAVE,
                (call, id) -> new Reply.Toast(call.texts().get(save(call, new ToPost(Optional.empty(), id, ""), "")))));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        MeantPost meant = MeantPost.of(call);
        return meant.post()
                .map(post -> keep(call, post, meant.rest()))
                .orElseGet(() -> Reply.text(
                        meant.shown() == 0
                                ? texts.get("command.save.missing")
                                : texts.get("command.save.which", meant.shown())));
    }

    private Reply keep(Call call, ToPost link, String note) {
        Texts texts = call.texts();
        return note.length() > MAX_NOTE
                ? Reply.text(texts.get("command.save.long", MAX_NOTE, note.length()))
                : new Reply.Show(new Card(
                        texts.get(save(call, link, note)),
                        List.of(List.of(
                                SavedList.LIST.button(texts.get("command.saved.all"), new SavedList.Place("", 0))))));
    }

    /// Returns the key of what there is to say.
    private String save(Call call, ToPost link, String note) {
        Optional<ClassifiedPost> stored = posts.find(link.post());
        SavedPost post = new SavedPost(
                link.post(),
                Optional.empty(),
                stored.map(found -> found.post().community()).or(link::community),
                stored.map(ClassifiedPost::topic).orElse(""),
                stored.map(found -> found.post().permalink())
                        .orElseGet(() -> "https://www.reddit.com/comments/" + link.post()),
                note.strip(),
                call.now());
        return saved.save(call.origin().chat(), post) ? "command.save.done" : "command.save.full";
    }
}
