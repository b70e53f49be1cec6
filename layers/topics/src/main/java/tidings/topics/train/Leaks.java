package tidings.topics.train;

import java.util.List;
import java.util.Locale;

/// Refuses data whose features give the subreddit, and with it the label, away.
final class Leaks {
    private Leaks() {}

    /// @throws BadData naming the first post whose domain is `self.<subreddit>` or the subreddit's name
    static void refuse(List<LabelledPost> posts) {
        for (int i = 0; i < posts.size(); i++) {
            LabelledPost post = posts.get(i);
            String domain = post.rawDomain().toLowerCase(Locale.ROOT);
            String subreddit = post.subreddit().toLowerCase(Locale.ROOT);
            if (domain.startsWith("self.") || !subreddit.isEmpty() && domain.equals(subreddit)) {
                throw new BadData("row " + (i + 1) + " leaks its label: the domain '" + post.rawDomain()
                        + "' names the subreddit. Write 'self' for posts without a link");
            }
        }
    }
}
