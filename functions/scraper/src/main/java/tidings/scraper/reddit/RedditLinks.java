package tidings.scraper.reddit;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.domain.Community;
import tidings.domain.PlainText;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostMedia;

/// Links to Reddit and in Reddit's answers; those to Reddit itself can be relative.
final class RedditLinks {
    /// The site that people use; feeds can be fetched from elsewhere, such as the sandbox.
    private static final String SITE = "https://www.reddit.com";

    private static final Pattern BROWSABLE =
            Pattern.compile("https?://(?:www\\.)?([^/?#:@\\s]+).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern PAGE =
            Pattern.compile("https?://[^/]+/(?:[^?#]*/)?comments/([0-9a-z]{1,13})(?:[/?#].*)?", BROWSABLE.flags());

    private static final Pattern MOVING = Pattern.compile("[^?#]*\\.gif(?:[?#].*)?", BROWSABLE.flags());

    private RedditLinks() {}

    /// The path of a community's listings.
    static String listings(Community community) {
        return (community.name().startsWith("user/") ? "/" : "/r/") + community.name();
    }

    /// A page of a listing.
    ///
    /// @param listing with its parameters, such as `new?limit=100`
    /// @param after the last post of the page before
    static URI page(URI base, Community community, String listing, Optional<PostId> after) {
        return URI.create(base + listings(community) + "/" + listing
                + after.map(post -> "&after=t3_" + post).orElse(""));
    }

    /// The post's own page, as Reddit names it, else by its id.
    static String page(String permalink, Community community, PostId id) {
        return browsable(permalink)
                .filter(link -> link.startsWith(SITE + "/"))
                .orElseGet(() -> SITE + listings(community) + "/comments/" + id + "/");
    }

    /// The post whose page that is; empty if it is the page of none.
    static Optional<PostId> post(String page) {
        Matcher matcher = PAGE.matcher(page);
        return matcher.matches()
                ? Optional.of(new PostId(matcher.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /// What a link to a picture leads to.
    static PostMedia.Kind pictureKind(String link) {
        return MOVING.matcher(link).matches() ? PostMedia.Kind.ANIMATION : PostMedia.Kind.PHOTO;
    }

    /// The absolute link; empty unless it is one that a browser opens, http or https.
    static Optional<String> browsable(String url) {
        String link = PlainText.link(url, Post.MAX_URL);
        String absolute = link.startsWith("//") ? "https:" + link : link.startsWith("/") ? SITE + link : link;
        return Optional.of(absolute)
                .filter(text -> text.length() <= Post.MAX_URL)
                .filter(text -> BROWSABLE.matcher(text).matches());
    }

    /// The host of a link in lower case, without `www.`; empty if there is none.
    static String host(String link) {
        Matcher matcher = BROWSABLE.matcher(link);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
