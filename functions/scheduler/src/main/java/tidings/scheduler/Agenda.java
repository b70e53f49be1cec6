package tidings.scheduler;

import java.time.Instant;
import java.util.List;
import tidings.domain.Feed;
import tidings.store.Listings.Due;

/// What may be due, as the store knows it.
interface Agenda {
    /// Notes what people asked for since this was called last; returns it, what was asked for most first.
    List<Feed> noteAsked(int most);

    /// Has the first page of a feed at hand in the cache.
    void warm(Feed feed);

    /// Listings asked for since `askedSince` and read before `readBefore`, the most recently asked first.
    List<Due> due(Instant askedSince, Instant readBefore, int most);

    /// Takes away at most `most` posts that were last seen before `limit`; returns how many that were.
    int expire(Instant limit, int most);
}
