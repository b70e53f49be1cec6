package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;

/// The queues of posts: the results of fetches and checks, and what ends the wait for them.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface PostsMessage extends StoredMessage {
    String run();

    /// The cards that show the result; empty where nobody waits.
    default List<PendingCard> waiting() {
        return List.of();
    }

    @Override
    default String group() {
        return PendingCard.group(waiting());
    }

    /// A part of a fetched feed. Parts may arrive in any order and more than once.
    ///
    /// @param firstRank rank of the first post within the feed, from 0
    /// @param total number of posts in the whole feed; on its last part only, unless it may have more
    /// @param fetchedAt when the source was asked
    /// @param skipped how many posts of the feed could not be read; on its last part only
    /// @param communities those that the owner of a custom feed put together, if the source named them; else empty
    @JsonTypeName("posts-found/1")
    record PostsFoundV1(
            @JsonProperty("listing") Feed feed,
            String run,
            int firstRank,
            OptionalInt total,
            List<Post> posts,
            List<PendingCard> waiting,
            SourceApi source,
            Instant fetchedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalInt skipped,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Community> communities)
            implements PostsMessage {
        public PostsFoundV1 {
            total = total == null ? OptionalInt.empty() : total;
            skipped = skipped == null ? OptionalInt.empty() : skipped;
            posts = List.copyOf(posts);
            waiting = List.copyOf(waiting);
            communities = communities == null ? List.of() : List.copyOf(communities);
        }

        /// A part of a feed of which every post could be read.
        public PostsFoundV1(
                Feed feed,
                String run,
                int firstRank,
                OptionalInt total,
                List<Post> posts,
                List<PendingCard> waiting,
                SourceApi source,
                Instant fetchedAt) {
            this(feed, run, firstRank, total, posts, waiting, source, fetchedAt, OptionalInt.empty(), List.of());
        }

        /// Whether somebody wants to see the feed as such, and may want to see it again.
        public boolean askedFor() {
            return waiting.stream().anyMatch(card -> card.use().isEmpty());
        }

        /// The same part, fetched at another time.
        public PostsFoundV1 at(Instant time) {
            return new PostsFoundV1(feed, run, firstRank, total, posts, waiting, source, time, skipped, communities);
        }

        @Override
        public String deduplication() {
            return run + "/" + firstRank;
        }
    }

    /// The source did not give the feed, and will not for now.
    ///
    /// @param refusedAt when the source was asked
    @JsonTypeName("listing-refused/1")
    record FeedRefusedV1(
            @JsonProperty("listing") Feed feed,
            String run,
            SourceProblem reason,
            List<PendingCard> waiting,
            Instant refusedAt)
            implements PostsMessage {
        public FeedRefusedV1 {
            waiting = List.copyOf(waiting);
        }

        @Override
        public String deduplication() {
            return run + "/refused";
        }
    }

    /// A feed that was fetched together with others is not known after it: nothing is new there, the source
    /// refuses it, or they have more posts than a fetch brings. Only a fetch of its own can tell.
    ///
    /// @param absentAt when the source was asked
    @JsonTypeName("feed-absent/1")
    record FeedAbsentV1(@JsonProperty("listing") Feed feed, String run, Instant absentAt) implements PostsMessage {
        @Override
        public String deduplication() {
            return run + "/absent";
        }
    }

    /// A part of the newest posts of communities that were fetched together. Parts may arrive in any order and
    /// more than once.
    ///
    /// @param first how many posts the parts before have
    /// @param fetchedAt when the source was asked
    /// @param span on the last part only, and not where an earlier fetch goes on
    /// @param waiting cards that their feed answers, but not without these posts
    @JsonTypeName("new-posts-found/1")
    record NewPostsFoundV1(
            String run,
            int first,
            List<Post> posts,
            Instant fetchedAt,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Span> span,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PendingCard> waiting)
            implements PostsMessage {
        /// What such a fetch covers.
        ///
        /// @param since from then on the posts are complete
        /// @param found all communities that were asked for
        public record Span(Instant since, List<Found> found) {
            public Span {
                found = List.copyOf(found);
            }
        }

        /// How many posts of a community were found.
        public record Found(Community community, int posts) {}

        public NewPostsFoundV1 {
            posts = List.copyOf(posts);
            span = span == null ? Optional.empty() : span;
            waiting = waiting == null ? List.of() : List.copyOf(waiting);
        }

        public NewPostsFoundV1(String run, int first, List<Post> posts, Instant fetchedAt, Optional<Span> span) {
            this(run, first, posts, fetchedAt, span, List.of());
        }

        @Override
        public String deduplication() {
            return run + "/" + first;
        }
    }

    /// Communities had more new posts than the source lists.
    @JsonTypeName("new-posts-missed/1")
    record NewPostsMissedV1(List<Community> communities, String run, Instant missedAt) implements PostsMessage {
        public NewPostsMissedV1 {
            communities = List.copyOf(communities);
        }

        @Override
        public String deduplication() {
            return run + "/missed";
        }
    }

    /// What a source says of posts that it was asked for. Only a whole answer becomes such a message.
    ///
    /// @param gone removed, or deleted by their authors
    /// @param checkedAt when the source was asked
    @JsonTypeName("posts-checked/1")
    record PostsCheckedV1(String run, List<PostCounts> there, List<PostId> gone, Instant checkedAt)
            implements PostsMessage {
        public PostsCheckedV1 {
            there = List.copyOf(there);
            gone = List.copyOf(gone);
        }

        /// Whether more is gone than people remove: rather the source's mistake.
        public boolean doubtful() {
            return gone.size() > there.size();
        }

        @Override
        public String deduplication() {
            return run + "/checked";
        }
    }

    /// A part of the posts that were asked for again by their ids, because they are no longer stored. To those who
    /// follow them they are not new.
    ///
    /// @param first how many posts the parts before have
    /// @param readAt when the source was asked
    @JsonTypeName("posts-restored/1")
    record PostsRestoredV1(String run, int first, List<Post> posts, Instant readAt) implements PostsMessage {
        public PostsRestoredV1 {
            posts = List.copyOf(posts);
        }

        @Override
        public String deduplication() {
            return run + "/restored/" + first;
        }
    }

    /// Posts of a part that are stored, and held back from those who follow them until it is known what they mean.
    @JsonTypeName("posts-held/1")
    record PostsHeldV1(String run, int firstRank, List<PostId> posts, Instant fetchedAt) implements PostsMessage {
        public PostsHeldV1 {
            posts = List.copyOf(posts);
        }

        @Override
        public String deduplication() {
            return run + "/held/" + firstRank;
        }
    }

    /// The source gives the feed later than people wait without a word.
    ///
    /// @param until about when
    /// @param reason why; an earlier version did not tell
    @JsonTypeName("listing-delayed/1")
    record FeedDelayedV1(
            @JsonProperty("listing") Feed feed,
            String run,
            List<PendingCard> waiting,
            Instant until,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<SourceProblem> reason)
            implements PostsMessage {
        /// How long people wait beyond the time that they were told.
        public static final Duration PATIENCE = Duration.ofSeconds(60);

        public FeedDelayedV1 {
            waiting = List.copyOf(waiting);
            reason = reason == null ? Optional.empty() : reason;
        }

        @Override
        public String deduplication() {
            return run + "/delayed/" + until.getEpochSecond();
        }
    }

    /// Sent when cards begin to wait, and delivered when they have waited long enough: those that still wait then
    /// say that nothing came. Whatever is lost meanwhile, this comes.
    ///
    /// @param until ends waits that last no longer than this
    @JsonTypeName("wait-over/1")
    record WaitOverV1(@JsonProperty("listing") Feed feed, String run, List<PendingCard> waiting, Instant until)
            implements PostsMessage {
        public WaitOverV1 {
            waiting = List.copyOf(waiting);
        }

        @Override
        public String deduplication() {
            return run + "/over/" + until.getEpochSecond();
        }
    }

    /// Cards wait for what a phrase means. Sent at once, and again when they have waited long enough.
    ///
    /// @param until the second time: ends waits that last no longer than this
    @JsonTypeName("phrase-asked/1")
    record PhraseAskedV1(
            String phrase,
            String run,
            List<PendingCard> waiting,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> until)
            implements PostsMessage {
        public PhraseAskedV1 {
            waiting = List.copyOf(waiting);
            until = until == null ? Optional.empty() : until;
        }

        @Override
        public String deduplication() {
            return run + "/phrase"
                    + until.map(end -> "/" + end.getEpochSecond()).orElse("");
        }
    }
}
