package tidings.scraper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Finds out which posts are gone, and reads those that are there if asked to. Of an answer that is not whole
/// nothing is passed on.
record PostCheck(Map<SourceId, Source> sources, Queue<PostsMessage> posts, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(PostCheck.class);

    void run(PostsToCheckV1 request, Deadline deadline) {
        List<PostCounts> there = new ArrayList<>();
        List<Post> texts = new ArrayList<>();
        Instant now = clock.instant();
        Source source = sources.get(request.posts().getFirst().source());
        FetchResult result = source == null
                ? new Refused(SourceProblem.OFF)
                : source.check(request.posts(), deadline, there::add, texts::add);
        switch (result) {
            case Fetched _ -> {
                checked(request, there, now);
                if (request.texts() && !texts.isEmpty()) {
                    restored(request, texts, now);
                }
            }
            case Refused(SourceProblem problem) -> LOG.info("posts cannot be checked: {}", problem);
            case Failed(SourceProblem _, Instant _, String detail, boolean _) ->
                LOG.warn("{} posts cannot be checked: {}", request.posts().size(), detail);
        }
    }

    private void checked(PostsToCheckV1 request, List<PostCounts> there, Instant now) {
        Set<PostId> found = there.stream().map(PostCounts::id).collect(Collectors.toSet());
        List<PostId> gone = request.posts().stream()
                .distinct()
                .filter(post -> !found.contains(post))
                .toList();
        posts.send(new PostsCheckedV1(request.run(), there, gone, now));
        LOG.info("{} of {} posts are gone", gone.size(), request.posts().size());
    }

    private void restored(PostsToCheckV1 request, List<Post> texts, Instant now) {
        PostsPublisher publisher =
                new PostsPublisher((first, _, part, _) -> new PostsRestoredV1(request.run(), first, part, now), posts);
        texts.forEach(publisher);
        publisher.finish(0);
    }
}
