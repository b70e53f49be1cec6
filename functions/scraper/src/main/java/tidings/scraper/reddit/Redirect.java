package tidings.scraper.reddit;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.scraper.source.Transport;

/// Where a redirect of Reddit leads.
enum Redirect {
    /// The listing that was asked for, at another host of Reddit or in another spelling.
    SAME_LISTING,
    /// A page of another community.
    OTHER_COMMUNITY,
    /// The question whether to look at a community that Reddit has quarantined.
    QUARANTINE,
    /// The search page, to which names lead that Reddit does not know.
    SEARCH,
    /// A page that shuts out who asks: a login, a question for the age or for consent, another site.
    ELSEWHERE,
    /// No address, or another page of the community that was asked for.
    NOWHERE;

    private static final Pattern COMMUNITY = Pattern.compile("/(?:r|user)/[^/]+");

    static boolean is(Transport.Response response) {
        return response.status() / 100 == 3 && response.header("location").isPresent();
    }

    static Redirect of(Transport.Response response) {
        Optional<URI> target = target(response);
        if (target.isEmpty()) {
            return NOWHERE;
        }
        String path = listing(target.get());
        if (!isReddit(target.get(), response.uri())) {
            return ELSEWHERE;
        } else if (path.equals(listing(response.uri()))) {
            return SAME_LISTING;
        } else if (path.startsWith("/subreddits/search") || path.equals("/search")) {
            return SEARCH;
        } else if (path.matches("/quarantine(?:/.*)?")) {
            return QUARANTINE;
        }
        Matcher community = COMMUNITY.matcher(path);
        return !community.lookingAt()
                ? ELSEWHERE
                : listing(response.uri()).startsWith(community.group() + "/") ? NOWHERE : OTHER_COMMUNITY;
    }

    /// The address at the host that was asked where the same listing is; no other host gets a token.
    static Optional<URI> follow(Transport.Response response) {
        URI asked = response.uri();
        return is(response) && of(response) == SAME_LISTING
                ? target(response)
                        .map(target -> asked.resolve(target.getRawPath() + "?"
                                + (target.getRawQuery() == null ? asked.getRawQuery() : target.getRawQuery())))
                        .filter(target -> !target.equals(asked))
                : Optional.empty();
    }

    private static Optional<URI> target(Transport.Response response) {
        try {
            return response.header("location")
                    .filter(text -> !text.isBlank())
                    .map(text -> response.uri().resolve(text.strip()))
                    .filter(target -> target.getHost() != null && target.getRawPath() != null);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isReddit(URI target, URI asked) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        return host.equals("reddit.com") || host.endsWith(".reddit.com") || host.equalsIgnoreCase(asked.getHost());
    }

    /// The path without what Reddit spells in several ways.
    private static String listing(URI uri) {
        return uri.getPath()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("(?<!/)/*+(?:\\.(?:json|rss))?+/*+$", "")
                .replaceFirst("^/(?:r/u_|u/)", "/user/")
                .replaceFirst("^(/user/[^/]+)/submitted", "$1");
    }
}
