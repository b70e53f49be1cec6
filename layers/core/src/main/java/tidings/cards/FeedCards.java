package tidings.cards;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.telegram.Card;

/// What a card shows that waits for a feed, step by step, in one language.
public interface FeedCards {
    /// So many posts of the feed are needed.
    int posts();

    /// While the source is asked.
    Card fetching(Feed feed);

    /// While posts are classified.
    Card classifying(Feed feed, int posts);

    /// While the source lets nobody ask.
    ///
    /// @param reason why, if that is known
    Card delayed(Feed feed, Optional<SourceProblem> reason, Instant until, Instant now);

    /// What was found, with at most [#posts] posts.
    Card page(Feed feed, FeedPage page, Instant now);

    /// What was found earlier, of a feed that cannot be fetched now, saying so.
    Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant now);

    /// Why there is nothing to show.
    Card refused(Feed feed, SourceProblem problem);

    /// After a wait in which nothing came.
    Card failed(Feed feed);
}
