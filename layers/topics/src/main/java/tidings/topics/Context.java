package tidings.topics;

import java.util.Objects;

/// What is known of a post besides its text: mostly, what its subreddit is about.
public sealed interface Context {
    /// The subreddit is in the table of [Subreddits], so its topic is the post's.
    record KnownSubreddit(String topic) implements Context {
        public KnownSubreddit {
            Objects.requireNonNull(topic, "topic");
        }
    }

    /// The subreddit is not in the table, but some of its posts have been read.
    record Prior(SubredditPrior prior) implements Context {
        public Prior {
            Objects.requireNonNull(prior, "prior");
        }
    }

    /// Nothing but the text, as for a link or a sentence that someone sends.
    record NoContext() implements Context {}
}
