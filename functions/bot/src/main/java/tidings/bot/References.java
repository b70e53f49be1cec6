package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.cards.BriefCards;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostCards;
import tidings.chats.Conversation;
import tidings.chats.Shown;
import tidings.delivery.SearchPage;
import tidings.domain.FeedPage;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.store.BriefStore;
import tidings.store.FeedStore;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.HistoryStore;
import tidings.store.HistoryStore.Entry;

/// Finds what a person refers to by "more", "again" or "the second one": what the card shows that they reply to,
/// what was shown last, else what the history has.
record References(HistoryStore history, FeedStore feeds, BriefStore briefs, Search search) {
    /// A brief that came longer ago has scrolled away.
    private static final Duration BRIEF_COUNTS_FOR = Duration.ofHours(12);

    /// A command to run.
    record Asks(String command, Call call) {}

    /// What was shown last: a brief that came since the last list, else that list.
    Optional<Shown> last(Call call, Conversation before) {
        Place place = call.origin().place();
        Optional<Shown> list = before.shown(place.topic());
        return briefs.last(place.chat())
                .filter(due -> due.plus(BRIEF_COUNTS_FOR).isAfter(call.now()) && !before.hasShownSince(due))
                .filter(due -> place.topic().isPresent() || !briefs.isByTopic(place.chat(), due))
                .flatMap(due -> brief(place, due, list.map(Shown::again).orElse("")))
                .or(() -> list);
    }

    /// @param again the last command, which a brief does not change
    private Optional<Shown> brief(Place place, Instant due, String again) {
        BriefStore.Page page = briefs.page(place, due, false, 0, BriefCards.PAGE);
        String more = page.sent() > BriefCards.PAGE
                ? BriefCards.SHOW.data(new BriefCards.Position(due, false, BriefCards.PAGE))
                : "";
        List<PostId> posts =
                page.items().stream().map(item -> item.post().post().id()).toList();
        return Optional.of(new Shown(again, more, posts, place.topic())).filter(_ -> !posts.isEmpty());
    }

    /// Empty if there is nothing to refer to.
    ///
    /// @param last what was shown last
    /// @param run runs a command
    /// @param press does what a button's data says
    Optional<Reply> reply(
            Spoken.Refers refers,
            Call call,
            Optional<Shown> last,
            Function<Asks, Reply> run,
            Function<String, Reply> press) {
        Optional<Shown> shown = last.map(list -> arrived(list, call));
        return switch (refers.command()) {
            case "more" ->
                shown.map(list -> isAwaited(list)
                        ? Reply.text(call.texts().get("spoken.not-there"))
                        : list.more().isEmpty()
                                ? Reply.text(call.texts().get("spoken.no-more"))
                                : said(press.apply(list.more())));
            case "again" ->
                shown.map(Shown::again).filter(line -> !line.isEmpty()).map(line -> {
                    String[] parts = line.split(" ", 2);
                    return run.apply(new Asks(parts[0], call.with(parts.length > 1 ? parts[1] : "")));
                });
            case String command -> {
                List<PostId> posts = posts(call, shown);
                Optional<PostId> meant = shown.filter(_ -> !refers.which().isNumbered())
                        .flatMap(Shown::openedPost)
                        .filter(posts::contains)
                        .or(() -> refers.which().of(posts));
                yield posts.isEmpty()
                        ? shown.filter(References::isAwaited)
                                .map(_ -> Reply.text(call.texts().get("spoken.not-there")))
                        : Optional.of(meant.map(post ->
                                        meant(call, shown, posts, post, of(command, post, refers, call, run, press)))
                                .orElseGet(() -> Reply.text(call.texts().get("spoken.which", posts.size()))));
            }
        };
    }

    /// A single post is no list.
    private static Reply meant(Call call, Optional<Shown> shown, List<PostId> posts, PostId post, Reply reply) {
        Shown other = new Shown(
                shown.map(Shown::again).orElse(""),
                "",
                posts,
                call.origin().place().topic());
        Shown list = shown.filter(last -> last.posts().equals(other.posts())).orElse(other);
        return posts.size() == 1 ? reply : Reply.both(reply, new Reply.Meant(list, post));
    }

    private static Reply of(
            String command,
            PostId post,
            Spoken.Refers refers,
            Call call,
            Function<Asks, Reply> run,
            Function<String, Reply> press) {
        return switch (command) {
            case "open" -> said(press.apply(History.OPEN.data(post)));
            case "similar" -> said(press.apply(PostButtons.SIMILAR.data(post)));
            default ->
                referring(
                        run.apply(new Asks(
                                command, call.with(("https://redd.it/" + post + " " + refers.arguments()).strip()))),
                        post);
        };
    }

    /// What refers to something else is not given again.
    private static Reply referring(Reply reply, PostId post) {
        return switch (reply) {
            case Reply.Did(var kind, String command, var _, var _) ->
                new Reply.Did(kind, command, Optional.empty(), List.of(post));
            case Reply.Several(List<Reply> replies) ->
                new Reply.Several(
                        replies.stream().map(one -> referring(one, post)).toList());
            case Reply other -> other;
        };
    }

    /// A reply to a button as one to a text, which has a card of its own.
    private static Reply said(Reply reply) {
        return switch (reply) {
            case Reply.Toast(String text) -> Reply.text(text);
            case Reply.Several(List<Reply> replies) ->
                new Reply.Several(replies.stream().map(References::said).toList());
            case Reply other -> other;
        };
    }

    private static boolean isAwaited(Shown list) {
        return list.posts().isEmpty() && !list.more().isEmpty();
    }

    /// With the posts of a feed that was being fetched, if that is there by now, or of a search as it is by now.
    private Shown arrived(Shown last, Call call) {
        return Optional.of(last)
                .filter(References::isAwaited)
                .flatMap(list -> PostButtons.PAGE.parse(list.more()))
                .flatMap(at -> feeds.page(at.feed(), at.first(), PostCards.PAGE).value()
                                instanceof StoredFeed.Page(FeedPage page)
                        ? Optional.of(arrived(last, at, page))
                        : Optional.empty())
                .or(() -> Optional.of(last)
                        .filter(References::isAwaited)
                        .flatMap(list -> SearchPage.SEARCH.parse(list.more()))
                        .map(at -> found(last, at, search.found(call, at).posts())))
                .orElse(last);
    }

    private static Shown found(Shown last, SearchPage at, List<PostId> found) {
        return new Shown(
                last.again(), at.next(found).map(SearchPage.SEARCH::data).orElse(""), at.posts(found), last.topic());
    }

    private static Shown arrived(Shown last, FeedPosition at, FeedPage page) {
        return new Shown(
                last.again(),
                page.next(PostCards.PAGE)
                        .map(next -> PostButtons.PAGE.data(new FeedPosition(at.feed(), next)))
                        .orElse(""),
                page.posts().stream().map(post -> post.post().id()).toList(),
                last.topic());
    }

    /// Which can be meant.
    private List<PostId> posts(Call call, Optional<Shown> shown) {
        List<PostId> replied = call.repliedTo().map(MeantPost::shown).orElseGet(List::of);
        if (!replied.isEmpty()) {
            return replied;
        } else if (shown.isPresent() || call.origin().place().topic().isPresent()) {
            return shown.map(Shown::posts).orElseGet(List::of); // the history has other topics, too
        }
        return history.of(call.origin().chat(), Optional.empty()).entries().stream()
                .map(Entry::posts)
                .filter(posts -> !posts.isEmpty())
                .findFirst()
                .orElseGet(List::of);
    }
}
