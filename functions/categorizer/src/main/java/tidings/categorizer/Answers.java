package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.aws.Queue;
import tidings.cards.CommunitiesCards;
import tidings.cards.FeedCards;
import tidings.cards.FirstBriefCards;
import tidings.cards.PostCards;
import tidings.delivery.Draft;
import tidings.delivery.PreviewCards;
import tidings.delivery.Previews;
import tidings.delivery.SearchPage;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.Communities;
import tidings.messages.PendingCard.FirstBrief;
import tidings.messages.PendingCard.FollowPreview;
import tidings.messages.PendingCard.Searched;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.Wait;
import tidings.selection.Meaning;
import tidings.store.FeedStore;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.PostStore;
import tidings.store.PostStore.Found;
import tidings.store.TaughtPosts;
import tidings.telegram.Card;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Brings the cards that wait for a feed up to date, each in its own language. Idempotent.
record Answers(FeedStore feeds, TaughtPosts posts, Queue<OutboxMessage> outbox, InstantSource clock) {
    private static final List<String> TOPICS = Taxonomy.load().ids();

    void classifying(PostsFoundV1 part, int total) {
        show(
                part.waiting(),
                "sorting",
                (_, cards) -> cards.classifying(part.feed(), total),
                card -> Wait.goesOn(card.cause()));
    }

    /// Answers all but those who wait for a preview that needs to know what the posts mean.
    ///
    /// @return these, for [#previewed]
    List<PendingCard> found(PostsFoundV1 part) {
        List<PendingCard> joined = feeds.waiting(part.feed());
        Map<Boolean, List<PendingCard>> all =
                all(part, joined).stream().collect(Collectors.partitioningBy(Answers::needsMeanings));
        answer(part, part.feed(), all.get(false), joined, () -> latest(part.feed()), PendingCard::answer);
        return all.get(true);
    }

    /// Whether it shows what a follow by meaning would have brought.
    static boolean needsMeanings(PendingCard card) {
        return card.use()
                .filter(use -> use instanceof FollowPreview preview
                        && Json.read(preview.draft(), Draft.class)
                                .query()
                                .about()
                                .isPresent())
                .isPresent();
    }

    void previewed(PostsFoundV1 part, List<PendingCard> previews) {
        answer(part, part.feed(), previews, previews, () -> latest(part.feed()), PendingCard::answer);
    }

    void refused(FeedRefusedV1 refused) {
        List<PendingCard> joined = feeds.waiting(refused.feed());
        answer(
                refused,
                refused.feed(),
                all(refused, joined),
                joined,
                () -> refusal(refused),
                card -> refused.reason().isTransient() && card.previews()
                        ? Wait.goesOn(card.cause()) // another fetch may bring it yet
                        : card.answer());
    }

    /// Those who joined are told, too, and those who join from now on.
    void delayed(FeedDelayedV1 delayed) {
        Instant until = delayed.until();
        delayed.waiting().forEach(card -> feeds.delayed(delayed.feed(), card, until));
        show(
                all(delayed, feeds.waiting(delayed.feed())),
                "delayed/" + until.getEpochSecond(),
                (_, cards) -> cards.delayed(delayed.feed(), delayed.reason(), until, clock.instant()),
                card -> Wait.goesOn(card.cause(), until.plus(FeedDelayedV1.PATIENCE)));
    }

    /// Those who joined a delayed fetch, too.
    void over(WaitOverV1 over) {
        over(over, over.waiting());
        over(over, feeds.waiting(over.feed()));
    }

    private void over(WaitOverV1 over, List<PendingCard> waiting) {
        show(
                waiting,
                "over/" + over.until().toEpochMilli(),
                (_, cards) -> cards.failed(over.feed()),
                card -> Wait.ends(card.cause(), over.until()));
    }

    /// A follow is shown in any case, a search where that changes it.
    ///
    /// @param meaning of the phrase; empty if that cannot be known now
    void encoded(PhraseAskedV1 asked, Optional<Meaning> meaning) {
        show(
                asked.waiting().stream().filter(PendingCard::previews).toList(),
                asked.until().map(until -> "over/" + until.toEpochMilli()).orElse("encoded"),
                (_, cards) -> ((PreviewCards) cards).about(meaning),
                card -> asked.until()
                        .map(until -> Wait.ends(card.cause(), until))
                        .orElseGet(card::answer));
        Map<PendingCard, Card> found = new LinkedHashMap<>();
        asked.waiting().forEach(card -> found(card).ifPresent(changed -> found.put(card, changed)));
        show(List.copyOf(found.keySet()), "encoded", (card, _) -> found.get(card), PendingCard::answer);
    }

    /// What a search finds by words and meaning; empty if it is no search, or finds the same by words alone.
    private Optional<Card> found(PendingCard card) {
        PostStore kept = posts.posts();
        return card.searched().flatMap(search -> {
            SearchPage page = SearchPage.first(search.words(), true);
            Found found = page.found(kept, search.adult());
            Found byWords = SearchPage.first(search.words(), false).found(kept, search.adult());
            return Optional.of(found)
                    .filter(one -> !one.equals(byWords))
                    .map(one -> page.card(
                            Texts.of(card.language()),
                            one.posts(),
                            ids -> posts.of(card.reader(), kept.find(ids)),
                            clock.instant()));
        });
    }

    /// Not from the cache, which may still have the page before.
    private BiFunction<PendingCard, FeedCards, Card> latest(Feed feed) {
        Map<Integer, StoredFeed> stored = new HashMap<>();
        return (card, cards) -> switch (posts.of(
                card.reader(), stored.computeIfAbsent(cards.posts(), size -> feeds.latest(feed, size)))) {
            case StoredFeed.Page(FeedPage page) -> cards.page(feed, page, clock.instant());
            case StoredFeed.Refused(SourceProblem problem, var _) -> cards.refused(feed, problem);
            case StoredFeed.Missing _ -> cards.refused(feed, SourceProblem.UNAVAILABLE);
        };
    }

    /// During an outage of the source the posts of an earlier fetch are better than none.
    private BiFunction<PendingCard, FeedCards, Card> refusal(FeedRefusedV1 refused) {
        Feed feed = refused.feed();
        return (card, cards) -> refused.reason().isTransient()
                        && posts.page(card.reader(), feed, 0, cards.posts()).value()
                                instanceof StoredFeed.Page(FeedPage page)
                ? cards.kept(feed, page, refused.reason(), clock.instant())
                : cards.refused(feed, refused.reason());
    }

    private static List<PendingCard> all(PostsMessage message, List<PendingCard> joined) {
        return Stream.concat(message.waiting().stream(), joined.stream())
                .distinct()
                .toList();
    }

    /// Answers those who wait for the feed, whichever fetch they asked for. They are answered again rather than
    /// never, and by each fetch, for one may say why it failed and the next one bring the posts.
    ///
    /// @param joined those of them, and maybe others, who wait no longer once they are answered
    private void answer(
            PostsMessage message,
            Feed feed,
            List<PendingCard> waiting,
            List<PendingCard> joined,
            Supplier<BiFunction<PendingCard, FeedCards, Card>> content,
            Function<PendingCard, Wait> wait) {
        if (!waiting.isEmpty()) {
            show(waiting, "done/" + message.run(), content.get(), wait);
        }
        List<PendingCard> answered = joined.stream().filter(waiting::contains).toList();
        if (!answered.isEmpty()) {
            feeds.answered(feed, answered);
        }
    }

    private FeedCards cards(PendingCard card) {
        Texts texts = Texts.of(card.language());
        PostCards shown = new PostCards(texts);
        return card.use()
                .<FeedCards>map(use -> switch (use) {
                    case FirstBrief brief -> new FirstBriefCards(texts, brief);
                    case Communities _ -> new CommunitiesCards(shown);
                    case Searched _ -> shown; // waits for no feed
                    case FollowPreview asked ->
                        new PreviewCards(texts, new Previews(posts, TOPICS), card.reader(), asked, clock.instant());
                })
                .orElse(shown);
    }

    private void show(
            List<PendingCard> waiting,
            String step,
            BiFunction<PendingCard, FeedCards, Card> content,
            Function<PendingCard, Wait> wait) {
        if (!waiting.isEmpty()) {
            outbox.send(waiting.stream()
                    .map(card -> new ShowCardV1(
                            card.place(),
                            card.card(),
                            card.cause() + "/" + step,
                            content.apply(card, cards(card)),
                            Optional.of(wait.apply(card))))
                    .toList());
        }
    }
}
