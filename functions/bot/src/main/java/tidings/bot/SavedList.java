package tidings.bot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tidings.cards.PostCards;
import tidings.chats.Chats;
import tidings.domain.PostId;
import tidings.domain.SourceId;
import tidings.store.SavedPosts;
import tidings.store.SavedPosts.Page;
import tidings.store.SavedPosts.SavedPost;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists what a chat saved, and searches it by note, subreddit and topic. Titles that are no longer kept are
/// asked for again, and are there when the list is opened next.
record SavedList(SavedPosts saved, Chats chats) implements Command {
    private static final Duration TITLES_PER = Duration.ofMinutes(10);
    private static final int TITLES = 6;

    private static final int PAGE = 5;
    private static final int QUOTED = 40;
    private static final int TITLE = 120;

    /// As many bytes of what is looked for fit a button.
    private static final int MAX_BYTES = 46;

    /// @param words what is looked for
    /// @param first rank of the first post, from 0
    record Place(String words, int first) {}

    static final ButtonAction<Place> LIST = new ButtonAction<>(
            "saved",
            1,
            at -> List.of(Integer.toString(at.first()), at.words()),
            fields -> new Place(fields.get(1), ButtonAction.number(fields.get(0), SavedPosts.MAX)));

    /// Shows one post.
    static final ButtonAction<PostId> SHOW = ButtonAction.ofPost("kept");

    static final ButtonAction<PostId> REMOVE = ButtonAction.ofPost("drop");

    @Override
    public String word() {
        return "saved";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(LIST, this::list), new Press<>(SHOW, this::show), Press.change(REMOVE, this::remove));
    }

    @Override
    public Reply run(Call call) {
        String words = call.arguments().replace('|', ' ').strip();
        return words.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                ? Reply.text(call.texts().get("command.saved.long"))
                : list(call, new Place(words, 0));
    }

    private Reply list(Call call, Place at) {
        Texts texts = call.texts();
        Page page = saved.find(
                call.origin().chat(),
                Stream.of(at.words().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                at.first(),
                PAGE);
        if (page.posts().isEmpty() && at.first() > 0) {
            return list(call, new Place(at.words(), 0));
        } else if (page.posts().isEmpty()) {
            return Reply.text(
                    at.words().isEmpty()
                            ? texts.get("command.saved.none")
                            : texts.get("command.saved.not-found", Html.line(at.words(), QUOTED)));
        }
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(texts.get("command.saved.title", page.total())));
        List<Button> numbers = new ArrayList<>();
        for (int i = 0; i < page.posts().size(); i++) {
            SavedPost post = page.posts().get(i);
            String number = Integer.toString(at.first() + i + 1);
            text.add("\n" + number + ". " + lines(post, call));
            numbers.add(SHOW.button(number, post.id()));
        }
        List<Button> turn = new ArrayList<>();
        if (at.first() > 0) {
            turn.add(LIST.button(texts.get("button.previous"), new Place(at.words(), Math.max(0, at.first() - PAGE))));
        }
        if (at.first() + PAGE < page.total()) {
            turn.add(LIST.button(texts.get("button.next"), new Place(at.words(), at.first() + PAGE)));
        }
        Reply list =
                new Reply.Show(new Card(text.toString(), turn.isEmpty() ? List.of(numbers) : List.of(numbers, turn)));
        List<PostId> untitled = page.posts().stream()
                .filter(post -> post.title().isEmpty() && post.id().source().equals(SourceId.REDDIT))
                .map(SavedPost::id)
                .toList();
        return untitled.isEmpty()
                        || !chats.admits(
                                call.origin().chat(), "titles", call.origin().cause(), TITLES, TITLES_PER)
                ? list
                : Reply.both(list, new Reply.Restore(untitled));
    }

    /// The title as long as the post is kept, else what it is about; its facts; the note.
    private static String lines(SavedPost post, Call call) {
        Texts texts = call.texts();
        StringJoiner facts = new StringJoiner(" · ");
        post.community().ifPresent(community -> facts.add(community.label()));
        if (!post.topic().isEmpty()) {
            facts.add(Html.text(PostCards.topicLabel(post.topic(), texts)));
        }
        facts.add(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(call.settings().zone())
                .format(post.at()));
        String title =
                post.title().map(there -> Html.line(there, TITLE)).orElseGet(() -> texts.get("command.saved.post"));
        String note = post.note().isEmpty() ? "" : "\n📝 <i>" + Html.text(post.note()) + "</i>";
        return Html.link(post.permalink(), title) + "\n" + facts + note;
    }

    private Reply show(Call call, PostId id) {
        Texts texts = call.texts();
        Button all = LIST.button(texts.get("command.saved.all"), new Place("", 0));
        return saved.find(call.origin().chat(), id)
                .<Reply>map(post -> new Reply.Show(new Card(
                        lines(post, call),
                        List.of(List.of(REMOVE.button(texts.get("command.saved.remove"), id), all)))))
                .orElseGet(() -> list(call, new Place("", 0)));
    }

    private Reply remove(Call call, PostId id) {
        saved.remove(call.origin().chat(), id);
        return Reply.both(new Reply.Toast(call.texts().get("command.saved.removed")), list(call, new Place("", 0)));
    }
}
