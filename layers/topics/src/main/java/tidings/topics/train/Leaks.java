package tidings.topics.train;

import java.util.List;
import java.util.Locale;

/// Refuses data whose features give the subreddit, and with it the label, away.
final class Leaks {
    /// So many percent of rows may have a domain that happens to be the subreddit's name.
    private static final int CHANCE = 1;

    private Leaks() {}

    /// @throws BadData if a domain is `self.<subreddit>`, naming the row, or if domains are the subreddit's name too
    /// often
    static void refuse(List<LabelledPost> posts) {
        int named = 0;
        for (int i = 0; i < posts.size(); i++) {
            LabelledPost post = posts.get(i);
            String domain = post.rawDomain().toLowerCase(Locale.ROOT);
            if (domain.startsWith("self.")) {
                throw new BadData("row " + (i + 1) + " leaks its label: the domain '" + post.rawDomain()
                        + "' names the subreddit. Write 'self' for posts without a link");
            }
            named += !domain.isEmpty() && domain.equals(post.subreddit().toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        if (100L * named > (long) CHANCE * posts.size()) {
            throw new BadData(named + " of " + posts.size()
                    + " rows leak their label: their domain is the subreddit's name. Write 'self' for posts"
                    + " without a link");
        }
    }
}
