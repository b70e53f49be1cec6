package tidings.topics;

import java.util.Objects;

/// The input of the topic model: a post's title, its body and the domain it links to. Each may be empty but not null.
///
/// Reddit reports `self.<subreddit>` as the domain of a post without a link. It is shortened to `self`, because a
/// model that sees the subreddit's name learns nothing else.
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
