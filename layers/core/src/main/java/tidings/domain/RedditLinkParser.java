package tidings.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.domain.RedditLink.ToCommunity;
import tidings.domain.RedditLink.ToPost;
import tidings.domain.RedditLink.ToShare;

/// Reads the forms of a [RedditLink].
final class RedditLinkParser {
    private static final Pattern MARKDOWN = Pattern.compile("\\[[^\\[\\]]*+]\\(\\s*+([^\\s()]++)[^()]*+\\)");
    private static final String WRAPPING = "\"'`*~<>()[]{}“”„‟«»‹›‘’‚.,;:!?…";
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?:(?:https?:)?//(?:[^/?#@\\\\\\s]*+@)?)?((?:[a-z0-9-]+\\.){0,5}reddit\\.com|(?:www\\.)?redd\\.it)\\.?"
                    + "(?::\\d{1,5})?(?:/([^?#\\s]*))?([?#]\\S*)?");
    private static final Pattern PATH = Pattern.compile("(?i)/?((?:r|u|user)/[^?#\\s]+)(?:[?#]\\S*)?");
    private static final Pattern POST = Pattern.compile("(?:t3_)?([0-9a-z]{1,13})");
    private static final Set<String> POST_PATHS =
            Set.of("comments", "gallery", "poll", "tb", "duplicates", "link", "by_id");

    /// Pages that Reddit puts before the one that they name.
    private static final Pattern BEFORE =
            Pattern.compile("(?i)(?:(?:account/)?(?:login|register)|over18|quarantine)/?");

    private static final Pattern DESTINATION = Pattern.compile("[?&]dest=([^&#]{1,500})(?:[&#]|$)");

    private RedditLinkParser() {}

    /// A text without what stands around it and without marks that nobody sees.
    static String bare(String text) {
        String visible = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .strip();
        Matcher markdown = MARKDOWN.matcher(visible);
        String link = markdown.matches() ? markdown.group(1) : visible;
        int start = 0;
        int end = link.length();
        while (start < end && isAround(link.charAt(start))) {
            start++;
        }
        while (start < end && isAround(link.charAt(end - 1))) {
            end--;
        }
        return link.substring(start, end).replace("\\_", "_");
    }

    private static boolean isAround(char character) {
        return WRAPPING.indexOf(character) >= 0 || Character.isWhitespace(character);
    }

    static Optional<RedditLink> link(String bare) {
        Matcher address = ADDRESS.matcher(bare);
        if (address.matches()) {
            String host = address.group(1).toLowerCase(Locale.ROOT);
            return address.group(2) != null && BEFORE.matcher(address.group(2)).matches()
                    ? destination(address.group(3))
                    : ofPath(segments(address.group(2)), host.endsWith("redd.it"));
        }
        Matcher path = PATH.matcher(bare);
        return path.matches() ? ofPath(segments(path.group(1)), false) : Optional.empty();
    }

    private static Optional<RedditLink> destination(String query) {
        Matcher destination = DESTINATION.matcher(query == null ? "" : query);
        return destination.find() ? link(decoded(destination.group(1))) : Optional.empty();
    }

    private static List<String> segments(String path) {
        return path == null
                ? List.of()
                : Stream.of(path.replaceFirst("(?i)\\.(?:json|rss|xml|compact)/?$", "")
                                .split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(RedditLinkParser::decoded)
                        .toList();
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IllegalArgumentException _) {
            return segment;
        }
    }

    /// @param shortened whether a post's id may be all of the path
    private static Optional<RedditLink> ofPath(List<String> path, boolean shortened) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String first = path.getFirst().toLowerCase(Locale.ROOT);
        List<String> rest = path.subList(1, path.size());
        return switch (first) {
            case String _ when shortened && rest.isEmpty() -> post(Optional.empty(), path);
            case "r" -> rest.isEmpty() ? Optional.empty() : in(rest.getFirst(), rest.subList(1, rest.size()));
            case "u", "user" ->
                rest.isEmpty() ? Optional.empty() : ofUser(rest.getFirst(), rest.subList(1, rest.size()));
            case String _ when POST_PATHS.contains(first) -> post(Optional.empty(), rest);
            case String _ -> Optional.empty();
        };
    }

    private static Optional<RedditLink> ofUser(String user, List<String> path) {
        return !path.isEmpty() && path.getFirst().equalsIgnoreCase("m")
                ? community("user/" + user + "/m/" + (path.size() > 1 ? path.get(1) : ""))
                        .map(ToCommunity::new)
                : in("u_" + user, path);
    }

    private static Optional<RedditLink> in(String name, List<String> path) {
        Optional<Community> community = community(name);
        String kind = path.isEmpty() ? "" : path.getFirst().toLowerCase(Locale.ROOT);
        Optional<RedditLink> inside = Optional.empty();
        if (POST_PATHS.contains(kind)) {
            inside = post(community, path.subList(1, path.size()));
        } else if (kind.equals("s") && path.size() > 1) {
            inside = community.map(known -> new ToShare(known, path.get(1)));
        }
        return inside.or(() -> community.map(ToCommunity::new));
    }

    private static Optional<RedditLink> post(Optional<Community> community, List<String> path) {
        Matcher id = POST.matcher(path.isEmpty() ? "" : path.getFirst().toLowerCase(Locale.ROOT));
        return id.matches()
                ? Optional.of(new ToPost(community, new PostId(id.group(1)), slug(path)))
                : Optional.empty();
    }

    /// In a link to a comment, the word `comment` may stand in place of the title.
    private static String slug(List<String> path) {
        return path.size() < 2 || (path.size() > 2 && path.get(1).equals("comment")) ? "" : path.get(1);
    }

    static Optional<Community> community(String name) {
        return Community.of(name.toLowerCase(Locale.ROOT))
                .filter(known -> known.source().equals(SourceId.REDDIT));
    }
}
