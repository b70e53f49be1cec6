package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.follows.About;
import tidings.selection.Meaning;
import tidings.selection.TopicRule.Kind;
import tidings.selection.Trends;

/// Posts by themselves. Thread-safe.
public interface PostStore {
    /// So long after a doubtful answer another one is believed.
    Duration SECOND_LOOK = Duration.ofMinutes(30);

    /// A search finds no more.
    int MAX_FOUND = 200;

    /// A post, if it is stored.
    Optional<ClassifiedPost> find(PostId id);

    /// The posts that match words, the best first: forms of a word are one, `"a phrase"` is found as it is,
    /// `-word` is left out, and `or` finds either.
    ///
    /// @param adult whether posts that are not for minors are found, too
    default Found search(String words, boolean adult) {
        return search(SearchWords.of(words), Optional.empty(), adult);
    }

    /// The same, ranked together with posts that mean the like; quotes and `-word` hold for these, too.
    ///
    /// @param meaning of the words' phrase; empty for the words alone
    Found search(SearchWords words, Optional<Meaning> meaning, boolean adult);

    /// Likeness from which posts are like another one.
    double LIKE = 0.84;

    /// Other posts with the rarer words of a post's title, those of its topic first, and those that mean the like:
    /// what is both comes first.
    Found like(ClassifiedPost post, boolean adult);

    /// The latest posts that a rule is about, at most [#MAX_FOUND]; none for adults.
    ///
    /// @param value as [tidings.selection.TopicRule] has it
    List<ClassifiedPost> concerned(Kind kind, String value);

    /// For each meaning, posts that mean the like, the likest first, and how alike they are. Some may be gone.
    ///
    /// @param min of their likeness
    /// @param max of one meaning
    List<Map<PostId, Double>> near(List<Meaning> meanings, double min, int max);

    /// The posts that mean the like of a phrase, the likest first. Some may be gone.
    default Set<PostId> about(Meaning phrase) {
        return near(List.of(phrase), About.USUAL / 100.0, MAX_FOUND).getFirst().keySet();
    }

    /// Posts that mean the like of one of which that is kept; it itself among them.
    default Map<PostId, Double> near(PostId post) {
        return Optional.ofNullable(meanings(List.of(post)).get(post))
                .map(meaning -> near(List.of(meaning), LIKE, MAX_FOUND).getFirst())
                .orElseGet(Map::of);
    }

    /// What posts mean, as far as it is kept.
    Map<PostId, Meaning> meanings(Collection<PostId> posts);

    /// What a phrase means, if it was encoded lately.
    Optional<Meaning> meaning(String phrase);

    /// Keeps what a phrase means as long as posts are kept.
    void keep(String phrase, Meaning meaning);

    /// Those of the posts that are stored, in this order and perhaps without their bodies.
    List<ClassifiedPost> find(List<PostId> ids);

    /// Those of the posts that are stored, with their bodies, in any order and not from the cache.
    List<Post> whole(Collection<PostId> ids);

    /// What more posts are of than usual in the last hours.
    Trends trends();

    /// Counts what titles of the last whole hours are about, to tell later what is usual. Call it every hour: the
    /// first call that finds posts counts.
    void countTitles();

    /// How many posts a topic had in the last week. Not cached: what is made of it is.
    TopicWeek week(String topic);

    /// The latest posts of a community that are kept, at most `max`; none for adults.
    List<Moment> latest(Community community, int max);

    /// Classifies up to `max` posts again that another model than `model` classified. Posts that somebody else is
    /// classifying at the time are skipped, so several environments can share the work.
    ///
    /// @param classify gives each post its new topic, in the order of the posts
    /// @return how many posts there were
    int reclassify(String model, int max, Function<List<Stale>, List<ClassifiedPost>> classify);

    /// Takes the posts of Reddit that were neither seen nor checked since `limit`, the longest first, at most
    /// `max`. Each counts as checked now, so that its next turn is later, whatever comes of the check.
    List<PostId> toCheck(Instant limit, int max);

    /// Posts that are there: notes the counts that are known, and ends suspicions.
    void update(List<PostCounts> posts);

    /// Stores posts that were asked for again, without anybody to be told of them. A post that cannot be stored is
    /// left out.
    void restore(List<ClassifiedPost> posts, Instant seenAt);

    /// Notes that posts seem to be gone. Returns those that were suspected before `limit` and never seen since.
    List<PostId> suspect(List<PostId> posts, Instant limit);

    /// Deletes posts. Their ranks in feeds stay empty.
    void remove(Collection<PostId> posts);

    /// What a search found.
    ///
    /// @param isVague whether nothing was looked for, because the words say too little: only `the`, or only
    ///     `-word`
    record Found(boolean isVague, List<PostId> posts) {
        public Found {
            posts = List.copyOf(posts);
        }

        /// Together with what else was found for what the words mean, unless these say too little.
        Found with(List<PostId> byMeaning) {
            return isVague ? this : new Found(false, PostSearch.together(posts, byMeaning));
        }
    }

    /// A post to classify again, and what is known of its community.
    record Stale(ClassifiedPost post, CommunityStore.Knowledge knowledge) {}
}
