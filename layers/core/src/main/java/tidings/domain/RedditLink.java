package tidings.domain;

import java.util.Optional;

/// What a link to Reddit leads to, in whichever of its forms somebody wrote it: an address of any of Reddit's hosts,
/// with or without a scheme, tracking and fragment, `redd.it/…`, `r/…` or `u/…`, and each of them in brackets, in
/// quotes or as Markdown.
public sealed interface RedditLink {
    /// A subreddit, several (`java+kotlin`), a profile, or somebody's custom feed.
    record ToCommunity(Community community) implements RedditLink {}

    /// @param community as the link names it; a short link names none
    /// @param slug the words of the title in the address; empty if it has none
    record ToPost(Optional<Community> community, PostId post, String slug) implements RedditLink {}

    /// A link of the app's share button. Only Reddit knows to which post its code leads.
    record ToShare(Community community, String code) implements RedditLink {}

    /// The community that the link names.
    default Optional<Community> named() {
        return switch (this) {
            case ToCommunity(Community community) -> Optional.of(community);
            case ToPost(Optional<Community> community, var _, var _) -> community;
            case ToShare(Community community, var _) -> Optional.of(community);
        };
    }

    /// Empty if the text as a whole is no link to Reddit.
    static Optional<RedditLink> parse(String text) {
        return RedditLinkParser.link(RedditLinkParser.bare(text));
    }

    /// The same, and the mere name of a community.
    static Optional<RedditLink> parseOrName(String text) {
        String bare = RedditLinkParser.bare(text);
        return RedditLinkParser.link(bare)
                .or(() -> RedditLinkParser.community(bare).map(ToCommunity::new));
    }
}
