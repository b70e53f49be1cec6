package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidings.aws.Json;
import tidings.cards.FeedCards;
import tidings.delivery.Previews.Preview;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.messages.PendingCard.FollowPreview;
import tidings.selection.Meaning;
import tidings.store.FeedStore.StoredFeed;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// A follow to confirm, of which something is read first. It can be confirmed at each step: nobody has to wait.
/// Thread-safe.
///
/// @param chat that the follow is for
public record PreviewCards(Texts texts, Previews previews, ChatId chat, FollowPreview asked, Instant now)
        implements FeedCards {
    @Override
    public int posts() {
        return Previews.OF_A_FEED;
    }

    @Override
    public Card fetching(Feed feed) {
        return card(Map.of(), preview -> texts.get("command.follow.reading", labels(preview)), true);
    }

    @Override
    public Card classifying(Feed feed, int posts) {
        return fetching(feed);
    }

    @Override
    public Card delayed(Feed feed, Optional<SourceProblem> reason, Instant until, Instant at) {
        long minutes = Math.max(1, Duration.between(at, until).plusSeconds(59).toMinutes());
        return card(Map.of(), preview -> texts.get("command.follow.reading-delayed", labels(preview), minutes), true);
    }

    @Override
    public Card page(Feed feed, FeedPage page, Instant at) {
        return card(Map.of(feed, new StoredFeed.Page(page)), this::failed, false);
    }

    @Override
    public Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant at) {
        return page(feed, page, at);
    }

    @Override
    public Card refused(Feed feed, SourceProblem problem) {
        return card(Map.of(feed, new StoredFeed.Refused(problem, now)), this::failed, false);
    }

    @Override
    public Card failed(Feed feed) {
        return card(Map.of(), this::failed, false);
    }

    /// Once it is known what the phrase of the follow means, or that this cannot be known now.
    public Card about(Optional<Meaning> meaning) {
        Draft draft = Json.read(asked.draft(), Draft.class);
        Draft known = meaning.map(draft::meaning).orElse(draft);
        FollowCards cards = new FollowCards(texts, now);
        FollowPreview shown =
                new FollowPreview(asked.id(), Json.write(known), List.of(), asked.heading(), asked.channel());
        return headed(
                known.unknown().isPresent()
                        ? cards.encoding(shown, "command.follow.not-encoded")
                        : cards.preview(shown, previews.of(chat, known.query(), now)));
    }

    private Card headed(Card card) {
        return asked.heading().isEmpty() ? card : new Card(asked.heading() + "\n" + card.html(), card.buttons());
    }

    private String failed(Preview preview) {
        return texts.get("command.follow.not-read", labels(preview));
    }

    private static String labels(Preview preview) {
        return FollowCards.labels(preview.unread());
    }

    private Card card(Map<Feed, StoredFeed> read, Function<Preview, String> unread, boolean reading) {
        Preview preview =
                previews.of(chat, Json.read(asked.draft(), Draft.class).query(), now, read);
        return headed(new FollowCards(texts, now).preview(asked, preview, unread.apply(preview), reading));
    }
}
