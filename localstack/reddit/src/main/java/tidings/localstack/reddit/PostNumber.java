package tidings.localstack.reddit;

import java.util.Optional;

/// The number in a post's id: the minute of its creation, its subreddit and its stream, so that the id alone is
/// enough to regenerate the post. Later posts have higher numbers, as on Reddit.
record PostNumber(long minute, int subreddit, Stream stream) {
    static final int SUBREDDITS = 1_024;

    /// A subreddit's posts: the recent ones, and now and then one of the past that people still vote for.
    enum Stream {
        RECENT(1, 720, 180),
        CLASSIC(200, 280, 4 * 365);

        /// The multiple of the subreddit's interval between two posts.
        final int stretch;

        /// How many posts there are at most.
        final int depth;

        /// How far back they go at most.
        final int days;

        Stream(int stretch, int depth, int days) {
            this.stretch = stretch;
            this.depth = depth;
            this.days = days;
        }
    }

    private static final int PLACES = SUBREDDITS * Stream.values().length;

    String id() {
        return Long.toString(minute * PLACES + (long) subreddit * Stream.values().length + stream.ordinal(), 36);
    }

    /// Empty if the text is not an id of the sandbox.
    static Optional<PostNumber> parse(String id) {
        if (!id.matches("[0-9a-z]{1,9}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(id, 36);
        int place = (int) (number % PLACES);
        Stream stream = Stream.values()[place % Stream.values().length];
        return Optional.of(new PostNumber(number / PLACES, place / Stream.values().length, stream));
    }
}
