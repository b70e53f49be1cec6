package tidings.scheduler;

import java.time.Instant;
import java.util.List;
import tidings.cards.PostCards;
import tidings.domain.Feed;
import tidings.store.Archive;
import tidings.store.Listings.Due;

/// The agenda in the archive.
record ArchiveAgenda(Archive archive) implements Agenda {
    @Override
    public List<Feed> noteAsked(int most) {
        return archive.noteAsked(most);
    }

    @Override
    public void warm(Feed feed) {
        archive.page(feed, 0, PostCards.PAGE);
    }

    @Override
    public List<Due> due(Instant askedSince, Instant readBefore, int most) {
        return archive.feeds().due(askedSince, readBefore, most);
    }

    @Override
    public int expire(Instant limit, int most) {
        return archive.feeds().expire(limit, most);
    }
}
