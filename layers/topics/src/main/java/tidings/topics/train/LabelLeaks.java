package tidings.topics.train;

import java.util.List;
import java.util.Locale;

/// Rejects data whose features reveal the subreddit and thereby the label.
final class LabelLeaks {
    /// The percentage of rows whose domain may coincide with the subreddit's name.
    private static final int MAX_COINCIDENCES = 1;

    private LabelLeaks() {}

    /// @throws IllegalArgumentException if a domain is `self.<subreddit>`, or if too many domains equal the subreddit's
    ///     name
    static void reject(List<LabelledPost> posts) {
        int named = 0;
        for (int i = 0; i < posts.size(); i++) {
            LabelledPost post = posts.get(i);
            String domain = post.rawDomain().toLowerCase(Locale.ROOT);
            if (domain.startsWith("self.")) {
                throw new IllegalArgumentException("row " + (i + 1) + " leaks its label: the domain '"
                        + post.rawDomain() + "' names the subreddit. Write 'self' for posts without a link");
            }
            named += !domain.isEmpty() && domain.equals(post.subreddit().toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        if (100L * named > (long) MAX_COINCIDENCES * posts.size()) {
            throw new IllegalArgumentException(named + " of " + posts.size()
                    + " rows leak their label: their domain is the subreddit's name. Write 'self' for posts"
                    + " without a link");
        }
    }
}
