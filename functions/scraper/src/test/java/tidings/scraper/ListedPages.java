package tidings.scraper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Pages in a row.
final class ListedPages implements Source {
    final List<String> asked = new ArrayList<>();
    private final Deque<List<Post>> pages = new ArrayDeque<>();
    private final List<Failed> failures = new ArrayList<>(Collections.nCopies(100, null));
    boolean end;
    boolean refuses;
    private int requests;

    void gives(List<List<Post>> several) {
        pages.addAll(several);
    }

    void failsAt(int page, Failed failure) {
        failures.set(page, failure);
    }

    @Override
    public FetchResult newest(Community community, Optional<PostId> after, Deadline deadline, Consumer<Post> posts) {
        asked.add(community + " after " + after);
        Failed failure = failures.get(requests++);
        if (refuses) {
            return new Refused(SourceProblem.PRIVATE);
        } else if (failure != null) {
            return failure;
        }
        List<Post> page = pages.remove();
        page.forEach(posts);
        return new Fetched(page.size())
                .goesOn(end ? Optional.empty() : Optional.of(page.getLast().id()));
    }

    @Override
    public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        throw new AssertionError("only the newest posts are asked for");
    }

    @Override
    public SourceId id() {
        return SourceId.REDDIT;
    }

    @Override
    public SourceApi api() {
        return SourceApi.OAUTH;
    }
}
