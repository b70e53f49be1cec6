package tidings.scraper.reddit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.scraper.source.FetchResult.Fetched;

/// What Reddit answers when it is asked for posts by their ids. Not thread-safe.
final class PostInfo implements Entries {
    /// An entry has to name its own.
    private static final Community ANY = new Community("all");

    private final Set<PostId> asked;
    private final Map<PostId, PostCounts> there = new LinkedHashMap<>();
    private final Map<PostId, Post> texts = new LinkedHashMap<>();
    private int entries;
    private int strange;

    PostInfo(Set<PostId> asked) {
        this.asked = asked;
    }

    @Override
    public void accept(Entry entry) {
        entries++;
        if (!PostId.isId(entry.id()) || !asked.contains(new PostId(entry.id()))) {
            strange++;
        } else if (!entry.isRemoved()) {
            PostId id = new PostId(entry.id());
            there.put(id, new PostCounts(id, entry.score(), entry.comments()));
            entry.toPost(ANY).ifPresent(post -> texts.put(id, post));
        }
    }

    @Override
    public void skip() {
        entries++;
        strange++;
    }

    /// Passes on what is there.
    ///
    /// @throws MalformedResponseException if the answer may be incomplete, so that it tells nothing of what is
    /// missing
    Fetched result(ApiPage page, Consumer<PostCounts> found, Consumer<Post> read) throws MalformedResponseException {
        if (strange > 0) {
            throw new MalformedResponseException(
                    strange + " of " + entries + " entries are no posts that were asked for");
        } else if (page.after().isPresent() || page.entries().orElse(entries) != entries) {
            throw new MalformedResponseException("a part of an answer, with " + entries + " entries");
        }
        there.values().forEach(found);
        texts.values().forEach(read);
        return new Fetched(there.size());
    }
}
