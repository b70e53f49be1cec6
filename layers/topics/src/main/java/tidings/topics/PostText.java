package tidings.topics;

import java.util.Objects;

/// What the topic model reads of a post: its title, its body and the domain it links to; each may be empty, none is
/// null.
///
/// Reddit gives `self.<subreddit>` as the domain of a post without a link. It counts as `self` here, because a model
/// that reads the subreddit's name learns nothing else.
public record PostText(String title, String body, String domain) {
    public PostText {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(domain, "domain");
        if (domain.startsWith("self.")) {
            domain = "self";
        }
    }
}
