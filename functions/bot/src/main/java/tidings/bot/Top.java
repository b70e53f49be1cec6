package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.cards.FeedCards;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostCards;
import tidings.chats.Chats;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.RedditLink;
import tidings.messages.PendingCard;
import tidings.store.FeedStore;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.TaughtPosts;
import tidings.store.cache.Cached;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Shows the top posts of a subreddit, page by page: from the store where they are fresh, else fetched.
///
/// @param taught what is shown, with the topics that the chat taught
/// @param ttl a feed fetched less long ago is shown as it is
record Top(FeedStore feeds, TaughtPosts taught, Chats chats, Supplier<Duration> ttl) implements Command {
    static final String WORD = "top";

    /// A fetch takes seconds.
    static final Duration PATIENCE = Duration.ofSeconds(50);

    /// The store's clock is read after the call's, and may differ from it.
    private static final Duration MOMENT = Duration.ofSeconds(5);

    /// So many fetches does a chat get in each stretch of that length.
    static final int FETCHES = 6;

    static final Duration FETCHES_PER = Duration.ofMinutes(10);

    private static final int QUOTED = 40;

    /// Refreshing a feed younger than this would bring nothing new.
    static final Duration JUST_FETCHED = Duration.ofSeconds(20);

    /// A subreddit that was refused is not fetched again within this time.
    static final Duration REFUSAL_TTL = Duration.ofHours(1);

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(PostButtons.PAGE, this::page), new Press<>(PostButtons.REFRESH, this::refresh));
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        // A link in Markdown has a title with spaces.
        String[] words = RedditLink.parse(call.arguments()).isPresent()
                ? new String[] {call.arguments()}
                : call.arguments().split("\\s+", 2);
        if (words[0].isEmpty()) {
            return Reply.text(texts.get("command.top.missing"));
        }
        Optional<RedditLink> link = RedditLink.parseOrName(words[0]);
        Optional<Community> community = link.flatMap(RedditLink::named);
        if (community.isEmpty()) {
            String key = link.isPresent() ? "command.top.link-without-name" : "command.top.not-a-name";
            return Reply.text(texts.get(key, Html.line(words[0], QUOTED)));
        }
        Optional<Period> period = words.length == 1 ? Optional.of(Period.DAY) : period(words[1], texts);
        if (period.isEmpty()) {
            return Reply.text(texts.get("command.top.not-a-period", Html.line(words[1], QUOTED), community.get()));
        }
        return top(call, new Feed(community.get(), period.get()));
    }

    /// By Reddit's word, or by one of the chat's language, which has a hyphen for each space.
    static Optional<Period> period(String words, Texts texts) {
        String typed = words.strip().replaceFirst("[.,:;!?…]+$", "").replaceAll("\\s+", "-");
        return Period.parse(typed)
                .or(() -> Arrays.stream(Period.values())
                        .filter(period -> List.of(
                                        texts.get("period." + period.word()).split(" "))
                                .contains(typed.toLowerCase(texts.locale())))
                        .findFirst());
    }

    private Reply top(Call call, Feed feed) {
        feeds.requested(feed);
        Cached<StoredFeed> stored = taught.page(call.target().chat(), feed, 0, PostCards.PAGE);
        return switch (stored.value()) {
            case StoredFeed.Page(FeedPage page)
            when stored.sourceFailed() || isYounger(page.fetchedAt(), ttl.get(), call.now()) ->
                new Reply.Show(card(call, feed, page, stored));
            case StoredFeed.Refused(var reason, Instant at)
            when isYounger(at, REFUSAL_TTL, call.now()) ->
                new Reply.Show(new PostCards(call.texts()).refused(feed, reason));
            case StoredFeed.Page _, StoredFeed.Refused _, StoredFeed.Missing _ -> fetch(call, feed);
        };
    }

    private Reply page(Call call, FeedPosition at) {
        Cached<StoredFeed> stored = taught.page(call.target().chat(), at.feed(), at.first(), PostCards.PAGE);
        if (stored.value() instanceof StoredFeed.Page(FeedPage page)) {
            return new Reply.Show(card(call, at.feed(), page, stored));
        }
        Reply fetch = fetch(call, at.feed());
        return fetch instanceof Reply.Fetch
                ? Reply.both(new Reply.Toast(call.texts().get("posts.expired")), fetch)
                : fetch;
    }

    private Reply refresh(Call call, Feed feed) {
        feeds.requested(feed);
        Cached<StoredFeed> stored = taught.page(call.target().chat(), feed, 0, PostCards.PAGE);
        return stored.value() instanceof StoredFeed.Page(FeedPage page)
                        && isYounger(page.fetchedAt(), JUST_FETCHED, call.now())
                ? Reply.both(
                        new Reply.Toast(call.texts().get("posts.fresh")),
                        new Reply.Show(card(call, feed, page, stored)))
                : fetch(call, feed);
    }

    /// Joins a fetch that is under way; else requests one, of which no chat gets so many that the others get none.
    private Reply fetch(Call call, Feed feed) {
        return fetch(call, feed, call.pending(call.card()), new PostCards(call.texts()));
    }

    /// @param card shows the posts, or what is made of them
    Reply fetch(Call call, Feed feed, PendingCard card, FeedCards cards) {
        FeedStore.Awaited fetch = feeds.await(feed, card);
        if (fetch.isNew() && !chats.admits(card.chat(), "fetch", card.cause(), FETCHES, FETCHES_PER)) {
            feeds.answered(feed, List.of(card));
            String text = call.texts().get("error.too-many-feeds", minutesLeft(call.now()));
            return call.press().isPresent() ? new Reply.Toast(text) : Reply.text(text);
        }
        return fetch.at().isAfter(call.now().plus(MOMENT))
                ? new Reply.Fetch(
                        feed,
                        card,
                        cards.delayed(feed, Optional.empty(), fetch.at(), call.now()),
                        fetch.isNew(),
                        Duration.between(call.now(), fetch.at()).plus(PATIENCE))
                : new Reply.Fetch(feed, card, cards.fetching(feed), fetch.isNew(), PATIENCE);
    }

    private static long minutesLeft(Instant now) {
        return FETCHES_PER.toMinutes() - now.getEpochSecond() % FETCHES_PER.toSeconds() / 60;
    }

    private static Card card(Call call, Feed feed, FeedPage page, Cached<StoredFeed> stored) {
        PostCards cards = new PostCards(call.texts());
        Card card = cards.page(feed, page, call.now());
        return stored.sourceFailed() ? cards.stale(card, stored.at(), call.now()) : card;
    }

    private static boolean isYounger(Instant moment, Duration age, Instant now) {
        return moment.plus(age).isAfter(now);
    }
}
