package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.aws.Asked;
import tidings.aws.Trace;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.chats.Shown;
import tidings.delivery.SearchPage;
import tidings.domain.PostId;
import tidings.domain.RedditLink;
import tidings.domain.RedditLink.ToPost;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.telegram.Card;

/// What an answered update is remembered as.
///
/// @param all of the reply, none of them several
record Acted(Call call, List<Reply> all) {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    static Acted of(Call call, Reply reply) {
        return new Acted(call, Dispatcher.flat(reply).toList());
    }

    /// Empty where nothing was done, such as for a question to Telegram, or for a look at the history: that would
    /// soon list nothing else.
    Optional<ActedV1> message() {
        List<Reply.Did> did = did().toList();
        if (did.isEmpty()) {
            return Optional.empty();
        }
        List<PostId> shown = posts();
        Kind kind = did.stream()
                .map(Reply.Did::kind)
                .filter(one -> one != Kind.COMMAND)
                .findFirst()
                .orElse(shown.isEmpty() ? Kind.COMMAND : Kind.SHOWN);
        Optional<String> command = did.stream()
                .map(Reply.Did::command)
                .filter(word -> !word.isEmpty())
                .findFirst();
        if (command.filter(History.WORD::equals).isPresent() && (kind == Kind.COMMAND || kind == Kind.SHOWN)) {
            return Optional.empty();
        }
        List<PostId> about = about();
        return Optional.of(new ActedV1(
                call.origin().chat(),
                call.origin().cause(),
                Trace.asked().map(Asked::at).orElse(call.now()),
                kind,
                command,
                (about.isEmpty() ? shown : about)
                        .stream().limit(ActedV1.MAX_POSTS).toList()));
    }

    /// What is there to refer to from now on; empty if that did not change. Whoever opens a post of a list still
    /// has the list.
    ///
    /// @param last what there was
    Optional<Shown> shown(Optional<Shown> last) {
        Optional<Reply.Meant> meant =
                Dispatcher.of(Reply.Meant.class, all).stream().findFirst();
        Optional<Shown> before = meant.map(Reply.Meant::list).or(() -> last);
        Optional<String> given = did().filter(one -> one.kind() == Kind.COMMAND)
                .flatMap(one -> one.arguments().map(words -> (one.command() + " " + words).strip()).stream())
                .findFirst();
        String again = given.orElseGet(() -> before.map(Shown::again).orElse(""));
        OptionalInt topic = call.origin().place().topic();
        Optional<Reply.Fetch> fetch =
                Dispatcher.of(Reply.Fetch.class, all).stream().findFirst();
        if (fetch.isPresent()) {
            return Optional.of(new Shown(again, awaited(fetch.get()), List.of(), topic));
        }
        Optional<SearchPage> search = search();
        if (search.isPresent()) {
            return Optional.of(new Shown(again, SearchPage.SEARCH.data(search.get()), List.of(), topic));
        }
        List<PostId> posts = posts();
        List<PostId> unseen =
                posts.isEmpty() ? meant.stream().map(Reply.Meant::post).toList() : List.of();
        Optional<Shown> opened = before.filter(_ -> given.isEmpty())
                .flatMap(list -> Stream.of(posts, about(), unseen)
                        .filter(some -> some.size() == 1)
                        .findFirst()
                        .flatMap(one -> list.opening(one.getFirst())));
        return posts.isEmpty() || opened.isPresent() ? opened : Optional.of(new Shown(again, more(), posts, topic));
    }

    /// The button for its first page; empty where something else is made of the feed, or it fits no button.
    private static String awaited(Reply.Fetch fetch) {
        FeedPosition first = new FeedPosition(fetch.feed(), 0);
        return fetch.card().use().isEmpty() && PostButtons.PAGE.fits(first) ? PostButtons.PAGE.data(first) : "";
    }

    /// The first page of a search whose order may yet change.
    private Optional<SearchPage> search() {
        return Dispatcher.of(Reply.Encode.class, all).stream()
                .flatMap(encode -> encode.card().searched().stream())
                .map(search -> SearchPage.first(search.words(), true))
                .filter(SearchPage::fits)
                .findFirst();
    }

    /// The posts that it was about, shown or not.
    private List<PostId> about() {
        return did().flatMap(one -> one.posts().stream()).distinct().toList();
    }

    private Stream<Reply.Did> did() {
        return Dispatcher.of(Reply.Did.class, all).stream();
    }

    private Stream<Card> cards() {
        return all.stream().flatMap(reply -> switch (reply) {
            case Reply.Show(Card card) -> Stream.of(card);
            case Reply.Beside(Card card) -> Stream.of(card);
            case Reply.On(var _, Card card) -> Stream.of(card);
            case Reply.Encode(var _, var _, Card meanwhile) -> Stream.of(meanwhile);
            default -> Stream.empty();
        });
    }

    private String more() {
        String next = call.texts().get("button.next");
        return cards().flatMap(card -> card.buttons().stream())
                .flatMap(List::stream)
                .filter(button -> button.label().equals(next))
                .map(button -> button.press())
                .findFirst()
                .orElse("");
    }

    /// Those that the cards link, each once, by its title or its comments.
    private List<PostId> posts() {
        return cards().flatMap(card -> LINK.matcher(card.html()).results())
                .flatMap(link -> RedditLink.parse(link.group(1).replace("&amp;", "&")).stream())
                .flatMap(link -> link instanceof ToPost post ? Stream.of(post.post()) : Stream.empty())
                .distinct()
                .toList();
    }
}
