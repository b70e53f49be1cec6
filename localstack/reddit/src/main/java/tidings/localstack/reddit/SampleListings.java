package tidings.localstack.reddit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Pages of posts, in Reddit's way: `limit` posts after a fullname, about a thousand deep.
///
/// @param removed fullnames of posts that no listing has any more
record SampleListings(Timeline timeline, PostGenerator generator, Set<String> removed) {
    private static final int DEEPEST = 1_000;
    private static final int USUAL = 25;
    private static final int MAX = 100;

    /// What a request asks for; `after` is empty or a fullname.
    record Query(List<SampleSubreddit> subreddits, Sort sort, Sort.Period period, int limit, String after) {
        /// Unknown values fall back to Reddit's defaults, as at Reddit.
        static Query of(List<SampleSubreddit> subreddits, Sort sort, RedditRequest request) {
            return new Query(
                    subreddits,
                    sort,
                    period(request.parameter("t")),
                    limit(request.parameter("limit")),
                    request.parameter("after"));
        }

        /// The same with no posts in the response.
        Query forNothing() {
            return new Query(subreddits, sort, period, 0, after);
        }

        private static Sort.Period period(String text) {
            try {
                return Sort.Period.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                return Sort.Period.DAY;
            }
        }

        private static int limit(String text) {
            return text.matches("[1-9][0-9]{0,8}") ? Math.min(Integer.parseInt(text), MAX) : USUAL;
        }
    }

    /// One page.
    ///
    /// @param after the fullname after which the next page starts; empty on the last page
    record Page(List<SamplePost> posts, Optional<String> after) {}

    Page page(Query query, Instant now) {
        List<PostSeed> order = ordered(query, now);
        int start = 0;
        if (!query.after().isEmpty()) {
            int place = place(order, query.after());
            start = place < 0 ? order.size() : place + 1;
        }
        int end = Math.min(start + query.limit(), order.size());
        List<SamplePost> posts = order.subList(start, end).stream()
                .map(seed -> generator.generate(seed, now))
                .toList();
        boolean more = end < order.size() && !posts.isEmpty();
        return new Page(posts, more ? Optional.of(order.get(end - 1).fullname()) : Optional.empty());
    }

    /// The posts with these fullnames, in the given order; unknown ones are left out, and of removed ones is
    /// there what a moderator leaves.
    List<SamplePost> info(List<String> fullnames, Instant now) {
        return fullnames.stream()
                .limit(MAX)
                .filter(fullname -> fullname.startsWith("t3_"))
                .flatMap(fullname -> timeline.find(fullname.substring(3), now).stream())
                .map(seed -> {
                    SamplePost post = generator.generate(seed, now);
                    return removed.contains(seed.fullname()) ? post.removed() : post;
                })
                .toList();
    }

    private List<PostSeed> ordered(Query query, Instant now) {
        Instant oldest = now.minus(query.sort().period(query.period()).length);
        List<PostSeed> order = new ArrayList<>();
        query.subreddits().forEach(subreddit -> order.addAll(timeline.of(subreddit, now)));
        order.removeIf(seed -> seed.created().isBefore(oldest) || removed.contains(seed.fullname()));
        order.sort(query.sort().order(now).thenComparing(PostSeed::fullname));
        return order.subList(0, Math.min(order.size(), DEEPEST));
    }

    private static int place(List<PostSeed> order, String fullname) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).fullname().equals(fullname)) {
                return i;
            }
        }
        return -1;
    }
}
