package tidings.scraper.reddit;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;

/// Takes over the entries of a listing: passes on each post once and counts what cannot be passed on. Not thread-safe.
final class Listing implements Entries {
    private final Community fetched;
    private final int depth;
    private final Consumer<Post> posts;
    private final Set<PostId> seen = new HashSet<>(); // ranks change between pages, so a post can come twice
    private int entries;
    private int skipped;
    private int subreddits;
    private Optional<PostId> last = Optional.empty();

    /// @param depth most posts to pass on
    Listing(Community fetched, int depth, Consumer<Post> posts) {
        this.fetched = fetched;
        this.depth = depth;
        this.posts = posts;
    }

    @Override
    public void accept(Entry entry) {
        entries++;
        if (entry.isOf("t5_")) {
            subreddits++;
        } else if (!entry.isRemoved()) {
            entry.toPost(fetched)
                    .ifPresentOrElse(
                            post -> {
                                if (seen.size() < depth && seen.add(post.id())) {
                                    last = Optional.of(post.id());
                                    posts.accept(post);
                                }
                            },
                            this::skip);
        }
    }

    @Override
    public void skip() {
        skipped++;
    }

    int size() {
        return seen.size();
    }

    boolean isFull() {
        return seen.size() >= depth;
    }

    /// A listing of subreddits is Reddit's search for a name that it does not know. Never says that a listing is empty
    /// that was not, and says that one of so many entries may go on.
    Fetched result() throws IOException {
        if (seen.isEmpty() && subreddits > 0 && skipped == 0) {
            throw new FetchException(new Refused(SourceProblem.MISSING));
        } else if (seen.isEmpty() && skipped > 0) {
            throw new MalformedResponseException(
                    "a listing of which none of " + (skipped + subreddits) + " entries is a post that can be read");
        }
        return new Fetched(seen.size(), skipped + subreddits, entries < depth ? Optional.empty() : last);
    }
}
