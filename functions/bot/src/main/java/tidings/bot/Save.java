package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.cards.PostButtons;
import tidings.domain.ClassifiedPost;
import tidings.domain.RedditLink.ToPost;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.SavedPosts;
import tidings.store.SavedPosts.SavedPost;
import tidings.store.TaughtPosts;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Saves a post for later, with a note: the one of a link, the one of the card that the command replies to, or the
/// one under whose card a button was pressed.
record Save(TaughtPosts posts, SavedPosts saved) implements Command {
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
                (call, id) -> saved(call, new ToPost(Optional.empty(), id, ""), "", Reply.Toast::new)));
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
                : saved(
                        call,
                        link,
                        note,
                        text -> new Reply.Show(new Card(
                                text,
                                List.of(List.of(SavedList.LIST.button(
                                        texts.get("command.saved.all"), new SavedList.Place("", 0)))))));
    }

    private Reply saved(Call call, ToPost link, String note, Function<String, Reply> show) {
        return save(call, link, note)
                ? Reply.did(Kind.SAVED, link.post(), show.apply(call.texts().get("command.save.done")))
                : show.apply(call.texts().get("command.save.full"));
    }

    private boolean save(Call call, ToPost link, String note) {
        Optional<ClassifiedPost> stored = posts.find(call.origin().chat(), link.post());
        SavedPost post = new SavedPost(
                link.post(),
                Optional.empty(),
                stored.map(found -> found.post().community()).or(link::community),
                stored.map(ClassifiedPost::topic).orElse(""),
                stored.map(found -> found.post().permalink())
                        .orElseGet(() -> "https://www.reddit.com/comments/" + link.post()),
                note.strip(),
                call.now());
        return saved.save(call.origin().chat(), post);
    }
}
