package tidings.categorizer;

import tidings.cards.CommunitiesCards;
import tidings.cards.FeedCards;
import tidings.cards.FirstBriefCards;
import tidings.cards.PostCards;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.Communities;
import tidings.messages.PendingCard.FirstBrief;
import tidings.telegram.Texts;

/// What a card shows that waits for a feed, by what it is for.
final class WaitingFeedCards {
    private WaitingFeedCards() {}

    static FeedCards of(PendingCard card) {
        Texts texts = Texts.of(card.language());
        PostCards posts = new PostCards(texts);
        return card.use()
                .map(use -> switch (use) {
                    case FirstBrief brief -> new FirstBriefCards(texts, brief);
                    case Communities _ -> new CommunitiesCards(posts);
                })
                .orElse(posts);
    }
}
