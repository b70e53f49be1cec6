package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.aws.Message;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;

/// The scrape queue, whose requests people wait for, and the refresh queue, whose requests nobody waits for.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ScrapeMessage extends Message {
    /// A feed is to be fetched.
    ///
    /// @param run names this fetch; its parts find each other by it
    /// @param waiting the cards that show the result; empty for a scheduled fetch
    /// @param turn when it may be made, if it had to wait for its turn
    @JsonTypeName("scrape-requested/1")
    record ScrapeRequestedV1(
            @JsonProperty("listing") Feed feed,
            String run,
            List<PendingCard> waiting,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> turn)
            implements ScrapeMessage {
        public ScrapeRequestedV1 {
            waiting = List.copyOf(waiting);
            turn = turn == null ? Optional.empty() : turn;
        }

        public ScrapeRequestedV1(Feed feed, String run, List<PendingCard> waiting) {
            this(feed, run, waiting, Optional.empty());
        }

        @Override
        public String group() {
            return PendingCard.group(waiting);
        }

        @Override
        public String deduplication() {
            return turn.map(at -> run + "/" + at.getEpochSecond()).orElse(run);
        }
    }

    /// The feeds of several communities are to be fetched with one request, for nobody who waits.
    ///
    /// @param run names this fetch; the part of each community is named after it
    @JsonTypeName("feeds-requested/1")
    record FeedsRequestedV1(List<Community> communities, Period period, String run) implements ScrapeMessage {
        public FeedsRequestedV1 {
            communities = List.copyOf(communities);
        }

        public List<Feed> feeds() {
            return communities.stream()
                    .map(community -> new Feed(community, period))
                    .toList();
        }

        @Override
        public String group() {
            return PendingCard.group(List.of());
        }

        @Override
        public String deduplication() {
            return run;
        }
    }

    /// The newest posts of communities are to be fetched together, all that came since a time, for nobody who
    /// waits.
    ///
    /// @param since what was posted until then was fetched before
    /// @param run names this fetch
    /// @param after the last post that was fetched already, if it goes on
    /// @param made how many requests were made for it before
    /// @param failed how often in a row the next one failed
    @JsonTypeName("new-posts-requested/1")
    record NewPostsRequestedV1(
            List<Community> communities,
            Instant since,
            String run,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PostId> after,
            int made,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) Integer failed)
            implements ScrapeMessage {
        public NewPostsRequestedV1 {
            communities = List.copyOf(communities);
            after = after == null ? Optional.empty() : after;
            failed = failed == null ? 0 : failed; // an earlier version counted failures among the requests
        }

        public NewPostsRequestedV1(List<Community> communities, Instant since, String run) {
            this(communities, since, run, Optional.empty(), 0, 0);
        }

        @Override
        public String group() {
            return PendingCard.group(List.of());
        }

        /// Names what this part of the fetch reads.
        @Override
        public String deduplication() {
            return run + "/" + made + (failed > 0 ? "/" + failed : "");
        }
    }

    /// The source is to be asked whether posts are still there.
    ///
    /// @param posts of one source, 1 to [#MAX]
    /// @param run names this check
    /// @param texts whether those that are there are to be stored again
    /// @param among communities among whose best posts of the week these are looked for, where the source
    ///     cannot be asked for single posts; then of those that are not found nothing is known
    @JsonTypeName("posts-to-check/1")
    record PostsToCheckV1(
            List<PostId> posts,
            String run,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean texts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Community> among)
            implements ScrapeMessage {
        /// As many as Reddit answers for at once.
        public static final int MAX = 100;

        public PostsToCheckV1 {
            posts = List.copyOf(posts);
            texts = texts != null && texts; // an earlier version does not tell
            among = among == null ? List.of() : List.copyOf(among);
            if (posts.isEmpty() || posts.size() > MAX) {
                throw new IllegalArgumentException("posts must be 1 to " + MAX + ", not " + posts.size());
            }
        }

        public PostsToCheckV1(List<PostId> posts, String run) {
            this(posts, run, false);
        }

        public PostsToCheckV1(List<PostId> posts, String run, boolean texts) {
            this(posts, run, texts, List.of());
        }

        @Override
        public String group() {
            return PendingCard.group(List.of());
        }

        @Override
        public String deduplication() {
            return run;
        }
    }
}
