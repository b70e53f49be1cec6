package tidings.scraper;

import java.util.Optional;

/// Links as Reddit writes them: its own ones may lack the host.
final class RedditLinks {
    /// Where people read posts; not the address that listings are read from, which may be a recording.
    private static final String SITE = "https://www.reddit.com";

    private RedditLinks() {}

    static String absolute(String path) {
        return path.startsWith("/") ? SITE + path : path;
    }

    /// The link made absolute, if it is one that a browser may open.
    static Optional<String> linked(String url) {
        String absolute = absolute(url);
        return Optional.of(absolute).filter(link -> link.startsWith("https://") || link.startsWith("http://"));
    }
}
