package tidings.bot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.bot.Interaction.Replied;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.HistoryStore;
import tidings.store.HistoryStore.Entry;
import tidings.store.HistoryStore.Page;
import tidings.store.HistoryStore.Position;
import tidings.store.TaughtPosts;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists what the chat did lately, and shows its posts again.
record History(HistoryStore history, TaughtPosts taught, Remind remind) implements Command {
    static final String WORD = "history";
    private static final int TITLE = 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofLocalizedPattern("MMMd");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final long MAX_MILLIS = 9_999_999_999_999L;

    /// Shows the entries before one, or the latest.
    static final ButtonAction<Optional<Position>> LIST = new ButtonAction<>(
            "past",
            1,
            before -> before.map(History::fields).orElseGet(() -> List.of("")),
            fields -> fields.getFirst().isEmpty() ? Optional.empty() : Optional.of(position(fields)));

    /// Shows the posts of an entry.
    static final ButtonAction<Position> ENTRY = new ButtonAction<>("did", 1, History::fields, History::position);

    /// Shows a post.
    static final ButtonAction<PostId> OPEN = ButtonAction.ofPost("open");

    /// Reminds of a post in an hour.
    static final ButtonAction<PostId> LATER = ButtonAction.ofPost("hour");

    private static List<String> fields(Position at) {
        return List.of(Long.toString(at.at().toEpochMilli()), at.id());
    }

    private static Position position(List<String> fields) {
        long millis = Long.parseLong(fields.get(0));
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalArgumentException("no moment: " + millis);
        }
        return new Position(Instant.ofEpochMilli(millis), fields.get(1));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(LIST, this::list),
                new Press<>(ENTRY, this::entry),
                new Press<>(OPEN, this::open),
                Press.change(LATER, this::later));
    }

    @Override
    public Reply run(Call call) {
        return list(call, Optional.empty());
    }

    private Reply list(Call call, Optional<Position> before) {
        Texts texts = call.texts();
        Page page = history.of(call.origin().chat(), before);
        if (page.entries().isEmpty()) {
            return Reply.text(texts.get(before.isEmpty() ? "command.history.none" : "command.history.no-more"));
        }
        Map<PostId, ClassifiedPost> stored = stored(page.entries().stream()
                .flatMap(entry -> entry.posts().stream().limit(1))
                .distinct()
                .toList());
        StringJoiner text = new StringJoiner("\n").add(Html.bold(texts.get("command.history.title")));
        List<Button> numbers = new ArrayList<>();
        for (Entry entry : page.entries()) {
            boolean hasPosts = !entry.posts().isEmpty();
            String number = hasPosts ? Integer.toString(numbers.size() + 1) : "";
            text.add("\n" + (hasPosts ? number + ". " : "• ") + line(call, entry, stored));
            if (hasPosts) {
                numbers.add(ENTRY.button(number, entry.at()));
            }
        }
        List<Button> turn = Stream.concat(
                        before.stream().map(_ -> LIST.button(texts.get("command.history.latest"), Optional.empty())),
                        page.more()
                                ? Stream.of(LIST.button(
                                        texts.get("button.next"),
                                        Optional.of(page.entries().getLast().at())))
                                : Stream.empty())
                .toList();
        return new Reply.Show(new Card(
                text.toString(),
                Stream.of(numbers, turn).filter(row -> !row.isEmpty()).toList()));
    }

    /// When and what, and the title of its first post.
    private static String line(Call call, Entry entry, Map<PostId, ClassifiedPost> stored) {
        Texts texts = call.texts();
        ZonedDateTime at = entry.at().at().atZone(call.settings().zone());
        boolean isToday = at.toLocalDate().equals(LocalDate.ofInstant(call.now(), at.getZone()));
        String when = (isToday ? "" : DATE.withLocale(texts.locale()).format(at) + ", ") + CLOCK.format(at);
        String kind = entry.kind() == Kind.COMMAND || entry.kind() == Kind.SHOWN
                ? ""
                : texts.get("command.history.kind."
                        + entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        String what = kind.isEmpty() && !entry.command().isEmpty() ? "/" + Html.text(entry.command()) : kind;
        String first = entry.posts().stream()
                .findFirst()
                .map(id -> "\n" + title(Optional.ofNullable(stored.get(id)), texts))
                .orElse("");
        String more = entry.posts().size() > 1
                ? " " + texts.get("command.history.more", entry.posts().size() - 1)
                : "";
        return Html.text(when) + " · " + what + first + more;
    }

    private static String title(Optional<ClassifiedPost> post, Texts texts) {
        return post.map(there -> Html.line(there.post().title(), TITLE))
                .orElseGet(() -> texts.get("command.history.gone"));
    }

    private Reply entry(Call call, Position at) {
        Optional<Entry> found = history.find(call.origin().chat(), at);
        if (found.isEmpty()) {
            return new Reply.Toast(call.texts().get("command.history.no-more"));
        } else if (found.get().posts().size() == 1) {
            return open(call, found.get().posts().getFirst());
        }
        List<PostId> ids = found.get().posts();
        List<ClassifiedPost> there =
                taught.of(call.origin().chat(), taught.posts().find(ids));
        List<Button> numbers = new ArrayList<>();
        for (ClassifiedPost post : there) {
            numbers.add(OPEN.button(
                    Integer.toString(numbers.size() + 1), post.post().id()));
        }
        StringJoiner text = new StringJoiner("\n\n");
        if (!there.isEmpty()) {
            text.add(new PostCards(call.texts()).lines(there, 0, call.now()));
        }
        if (there.size() < ids.size()) {
            text.add("<i>" + call.texts().get("command.history.left-out", ids.size() - there.size()) + "</i>");
        }
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(numbers, PostCards.PAGE));
        rows.add(List.of(back(call)));
        return new Reply.Show(new Card(text.toString(), rows));
    }

    private static Button back(Call call) {
        return LIST.button(call.texts().get("command.history.back"), Optional.empty());
    }

    /// One that is kept no longer has its link.
    private Reply open(Call call, PostId id) {
        Texts texts = call.texts();
        Optional<ClassifiedPost> post = taught.find(call.origin().chat(), id);
        String address = "https://redd.it/" + id;
        String text = post.map(there -> new PostCards(texts).lines(List.of(there), 0, call.now()))
                .orElseGet(() -> Html.link(address, texts.get("command.history.gone")));
        List<Button> about = new ArrayList<>(List.of(
                PostButtons.SAVE.button(texts.get("delivery.save"), id),
                LATER.button(texts.get("command.history.later"), id)));
        if (post.isPresent()) {
            about.add(PostButtons.WHY.button(texts.get("delivery.why"), id));
            about.add(PostButtons.SIMILAR.button(texts.get("delivery.similar"), id));
        }
        return Reply.did(Kind.OPENED, id, new Reply.Show(new Card(text, List.of(about, List.of(back(call))))));
    }

    /// In a card of its own, under which the post stays.
    private Reply later(Call call, PostId id) {
        Reply reminder = remind.run(
                call.with("").replyingTo(new Replied("", List.of("https://redd.it/" + id), OptionalInt.empty())));
        return new Reply.Several(Dispatcher.flat(reminder)
                .map(reply -> reply instanceof Reply.Show(Card card) ? new Reply.Beside(card) : reply)
                .toList());
    }

    private Map<PostId, ClassifiedPost> stored(List<PostId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : taught.posts().find(ids).stream()
                        .collect(Collectors.toMap(post -> post.post().id(), Function.identity()));
    }
}
