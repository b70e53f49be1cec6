package tidings.scraper.reddit;

import java.util.Optional;

/// Links in Reddit's answers; those to Reddit itself can be relative.
final class RedditLinks {
    /// The site that people use; feeds can be fetched from elsewhere, such as the sandbox.
    private static final String SITE = "https://www.reddit.com";

    private RedditLinks() {}

    static String absolute(String path) {
        return path.startsWith("/") ? SITE + path : path;
    }

    /// The absolute link; empty unless it is one that a browser opens, http or https.
    static Optional<String> browsable(String url) {
        String absolute = absolute(url);
        return Optional.of(absolute).filter(link -> link.startsWith("https://") || link.startsWith("http://"));
    }
}
