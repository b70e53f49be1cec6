package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;

/// Finds out which posts are gone, and reads those that are there if asked to. Of an answer that is not whole
/// nothing is passed on; texts are asked for again as long as they can still be of use, while whether posts are
/// there is asked again by another request anyway.
record PostCheck(Map<SourceId, Source> sources, Queue<PostsMessage> posts, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(PostCheck.class);

    /// A brief asks ten minutes ahead for the texts that it shows.
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);

    /// @param sentAt when the request was queued
    Verdict run(PostsToCheckV1 request, Instant sentAt, Deadline deadline) {
        List<PostCounts> there = new ArrayList<>();
        List<Post> texts = new ArrayList<>();
        Instant now = clock.instant();
        Source source = sources.get(request.posts().getFirst().source());
        FetchResult result = source == null
                ? new Refused(SourceProblem.OFF)
                : request.among().isEmpty()
                        ? source.check(request.posts(), deadline, there::add, texts::add)
                        : found(request, source, deadline, texts::add);
        return switch (result) {
            case Fetched _ -> {
                if (request.among().isEmpty()) {
                    checked(request, there, now);
                }
                if (request.texts() && !texts.isEmpty()) {
                    restored(request, texts, now);
                }
                yield Verdict.DONE;
            }
            case Refused(SourceProblem problem) -> {
                LOG.info("posts cannot be checked: {}", problem);
                yield Verdict.DONE;
            }
            case Failed(SourceProblem _, Instant notBefore, String detail, boolean _) -> {
                LOG.warn("{} posts cannot be checked: {}", request.posts().size(), detail);
                Duration demanded = Duration.between(now, notBefore).plusSeconds(1);
                Duration pause = demanded.compareTo(SHORTEST_PAUSE) > 0 ? demanded : SHORTEST_PAUSE;
                boolean isInTime = Duration.between(sentAt, now).plus(pause).compareTo(PATIENCE) < 0;
                yield request.texts() && isInTime ? new Verdict.Retry(pause) : Verdict.DONE;
            }
        };
    }

    private static FetchResult found(PostsToCheckV1 request, Source source, Deadline deadline, Consumer<Post> texts) {
        Set<PostId> wanted = Set.copyOf(request.posts());
        return source.fetch(
                new Feed(Community.together(request.among()), Period.WEEK), Urgency.SCHEDULED, deadline, post -> {
                    if (wanted.contains(post.id())) {
                        texts.accept(post);
                    }
                });
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
