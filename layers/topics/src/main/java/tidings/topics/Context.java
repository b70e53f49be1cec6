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

    /// The subreddit is not in the table; its name says something, and its posts that have been read.
    ///
    /// @param name empty if it is not to count
    record UnknownSubreddit(String name, SubredditPrior prior) implements Context {
        public UnknownSubreddit {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(prior, "prior");
        }

        boolean saysNothing() {
            return name.isEmpty() && prior.posts() == 0;
        }
    }

    /// Nothing but the text, as for a link or a sentence that someone sends.
    record NoContext() implements Context {}
}
