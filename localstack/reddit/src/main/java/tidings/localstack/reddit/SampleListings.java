package tidings.localstack.reddit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidings.localstack.reddit.SamplePost.Mark;

/// Pages of posts, in Reddit's way: `limit` posts after or before a fullname, about a thousand deep.
record SampleListings(Timeline timeline, PostGenerator draw) {
    private static final int DEEPEST = 1_000;
    private static final int USUAL = 25;
    private static final int MOST = 100;

    /// What is asked of a listing; `after` and `before` are empty or a fullname.
    record Ask(
            List<SampleSubreddit> subreddits, Sort sort, Sort.Period period, int limit, String after, String before) {
        /// Values that Reddit does not know are taken as its defaults, as Reddit does.
        static Ask of(List<SampleSubreddit> subreddits, Sort sort, RedditRequest request) {
            return new Ask(
                    subreddits,
                    sort,
                    period(request.parameter("t")),
                    limit(request.parameter("limit")),
                    request.parameter("after"),
                    request.parameter("before"));
        }

        /// The same with an answer of no posts.
        Ask forNothing() {
            return new Ask(subreddits, sort, period, 0, after, before);
        }

        private static Sort.Period period(String text) {
            try {
                return Sort.Period.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                return Sort.Period.DAY;
            }
        }

        private static int limit(String text) {
            return text.matches("[1-9][0-9]{0,8}") ? Math.min(Integer.parseInt(text), MOST) : USUAL;
        }
    }

    /// One page.
    ///
    /// @param after the fullname from which the next page goes on; empty on the last page
    /// @param before the fullname in front of which the previous page ends; empty on the first page
    record Page(List<SamplePost> posts, Optional<String> after, Optional<String> before) {}

    Page page(Ask ask, Instant now) {
        List<PostSeed> order = ordered(ask, now);
        int start = 0;
        int end = Math.min(ask.limit(), order.size());
        if (!ask.after().isEmpty()) {
            int place = place(order, ask.after());
            start = place < 0 ? order.size() : place + 1;
            end = Math.min(start + ask.limit(), order.size());
        } else if (!ask.before().isEmpty()) {
            end = Math.max(place(order, ask.before()), 0);
            start = Math.max(0, end - ask.limit());
        }
        List<SamplePost> posts = order.subList(start, end).stream()
                .map(stamp -> draw.draw(stamp, now))
                .toList();
        boolean more = end < order.size() && !posts.isEmpty();
        return new Page(
                firstIsPinned(ask, start) ? pinned(posts) : posts,
                more ? Optional.of(order.get(end - 1).fullname()) : Optional.empty(),
                start > 0 && !posts.isEmpty() ? Optional.of(order.get(start).fullname()) : Optional.empty());
    }

    /// The posts with these fullnames, in the order asked; those that do not exist are left out.
    List<SamplePost> info(List<String> fullnames, Instant now) {
        return fullnames.stream()
                .limit(MOST)
                .filter(fullname -> fullname.startsWith("t3_"))
                .flatMap(fullname -> timeline.find(fullname.substring(3), now).stream())
                .map(stamp -> draw.draw(stamp, now))
                .toList();
    }

    private List<PostSeed> ordered(Ask ask, Instant now) {
        Instant oldest = now.minus(ask.sort().period(ask.period()).length);
        List<PostSeed> order = new ArrayList<>();
        ask.subreddits().forEach(subreddit -> order.addAll(timeline.of(subreddit, now)));
        order.removeIf(stamp -> stamp.created().isBefore(oldest));
        order.sort(ask.sort().order(now).thenComparing(PostSeed::fullname));
        if (firstIsPinned(ask, 0)) {
            order.stream()
                    .filter(stamp -> stamp.number().stream() == PostNumber.Stream.CLASSIC)
                    .max((a, b) -> a.created().compareTo(b.created()))
                    .ifPresent(stamp -> {
                        order.remove(stamp);
                        order.addFirst(stamp);
                    });
        }
        return order.subList(0, Math.min(order.size(), DEEPEST));
    }

    /// A single subreddit's hot page begins with a post that its moderators pinned.
    private static boolean firstIsPinned(Ask ask, int start) {
        return ask.sort() == Sort.HOT && ask.subreddits().size() == 1 && start == 0;
    }

    private static List<SamplePost> pinned(List<SamplePost> posts) {
        List<SamplePost> pinned = new ArrayList<>(posts);
        if (!pinned.isEmpty()) {
            pinned.set(0, pinned.getFirst().with(Mark.STICKIED));
        }
        return pinned;
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
