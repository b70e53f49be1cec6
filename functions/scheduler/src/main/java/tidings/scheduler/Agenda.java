package tidings.scheduler;

import java.time.Instant;
import java.util.List;
import tidings.domain.Listing;

/// What may be due, as the store knows it.
interface Agenda {
    /// Listings asked for since `askedSince` and read before `readBefore`, the most recently asked first.
    List<Listing> due(Instant askedSince, Instant readBefore, int most);

    /// Takes away at most `most` posts that were last seen before `limit`; returns how many that were.
    int expire(Instant limit, int most);
}
