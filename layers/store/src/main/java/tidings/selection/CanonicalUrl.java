package tidings.selection;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One address for all addresses of a page: without how a reader came there, on what device it is read, or who
/// passes it on.
final class CanonicalUrl {
    /// Wrapped addresses may be wrapped themselves; nobody wraps deeper.
    private static final int MAX_WRAPS = 4;

    private static final Pattern TRACKING =
            Pattern.compile("(?:utm|wt|pk|mtm|at|guce|hsa|mc|piwik|matomo|itm|xtor|ns)_.*"
                    + "|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|si|ref|ref_?src|ref_?url"
                    + "|referrer|cmp|cmpid|cid|ocid|smid|smtyp|ncid|spm|_hsenc|_hsmi|mkt_tok|vero_id|xtor|soc_src|soc_trk"
                    + "|feature|guccounter|share|shared|share_id|sharetype|partner|campaign|rss|amp|outputtype|wprov|via"
                    + "|fb_ref|fb_source|taid|sh|context|rdt|_gl|_ga");

    private static final Pattern DEVICE =
            Pattern.compile("^(?:www\\d?|m|mobile|amp|touch|old|new|np|out|web)\\.(?=.*\\.)");
    private static final Pattern ARCHIVED = Pattern.compile("/web/\\d+[a-z_]*/(.+)");
    private static final Pattern AMP_CACHE = Pattern.compile("/(?:[acvi]/)?(?:s/)?(.+)");
    private static final Pattern AMP_PATH =
            Pattern.compile("(?:^/amp(?=/)|/amp(?:\\.html)?$|\\.amp(?=\\.html$)|\\.amp$)");
    private static final Pattern INDEX = Pattern.compile("/(?:index|default)\\.(?:html?|php|aspx?)$");

    /// Sites that have several addresses for one thing: host and path, and what they come to.
    private static final List<Site> SITES = List.of(
            new Site("youtu\\.be/([\\w-]{11})", "youtube.com/watch/$1"),
            new Site(
                    "(?:music\\.)?youtube(?:-nocookie)?\\.com/(?:shorts|embed|live|v|watch)/([\\w-]{11})",
                    "youtube.com/watch/$1"),
            new Site("(?:[vf]x)?(?:twitter|x)\\.com/(?:i/web|\\w+)/status(?:es)?/(\\d+)", "x.com/status/$1"),
            new Site("nitter\\.[\\w.]+/\\w+/status/(\\d+)", "x.com/status/$1"),
            new Site("redd\\.it/(\\w+)", "reddit.com/comments/$1"),
            new Site("reddit\\.com/gallery/(\\w+)", "reddit.com/comments/$1"),
            new Site("reddit\\.com/(?:(?:r|u|user)/[^/]+/)?comments/(\\w+)(?:/[^/]*)?", "reddit.com/comments/$1"),
            new Site("(?:i\\.)?imgur\\.com/(?:gallery/|a/)?(?:[\\w-]*-)?(\\w{5,})(?:\\.\\w+)?", "imgur.com/$1"),
            new Site("arxiv\\.org/(?:abs|pdf|html)/(\\d+\\.\\d+)(?:v\\d+)?(?:\\.pdf)?", "arxiv.org/abs/$1"),
            new Site("(amazon\\.[\\w.]+)/(?:.*/)?(?:dp|gp/product)/(\\w{10})(?:/.*)?", "$1/dp/$2"),
            new Site(
                    "(github\\.com/[^/]+/[^/]+?)(?:\\.git|/tree/(?:main|master)|/blob/(?:main|master)/readme\\.md)",
                    "$1"),
            new Site("([a-z-]+)\\.m\\.wikipedia\\.org/(.+)", "$1.wikipedia.org/$2"));

    private record Site(Pattern form, String canonical) {
        Site(String form, String canonical) {
            this(Pattern.compile(form, Pattern.CASE_INSENSITIVE), canonical);
        }
    }

    private CanonicalUrl() {}

    /// Host, path and what matters of the query; empty for what is no address of a page, and for a site's front
    /// page, which says something else every day.
    static Optional<String> of(String url) {
        String inner = url.strip();
        for (int i = 0; i < MAX_WRAPS; i++) {
            Optional<URI> uri = parse(inner);
            Optional<String> wrapped = uri.flatMap(CanonicalUrl::wrapped);
            if (wrapped.isEmpty()) {
                return uri.flatMap(CanonicalUrl::canonical);
            }
            inner = wrapped.get();
        }
        return Optional.empty();
    }

    private static Optional<URI> parse(String url) {
        try {
            URI uri = new URI(url.replace(" ", "%20").replace("|", "%7C"));
            boolean isWeb = uri.getScheme() != null && uri.getScheme().matches("(?i)https?");
            return isWeb && uri.getRawAuthority() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// The address that another one leads to or is a copy of.
    private static Optional<String> wrapped(URI uri) {
        String host = host(uri);
        String path = uri.getRawPath();
        if (host.endsWith("archive.org")
                || host.endsWith("ampproject.org")
                || host.matches("google\\..*") && path.startsWith("/amp/")) {
            boolean isArchive = host.endsWith("archive.org");
            Matcher found =
                    (isArchive ? ARCHIVED : AMP_CACHE).matcher(isArchive ? path : path.replaceFirst("^/amp/", "/"));
            return Optional.of(found)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1).replaceFirst("^(https?):/+", "$1://"))
                    .map(inner -> (inner.matches("(?i)https?://.*") ? inner : "https://" + inner)
                            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        }
        boolean leads = host.equals("reddit.com") && !path.contains("/comments/")
                || host.matches("google\\..*") && path.equals("/url")
                || host.matches("(?:l|lm)\\.(?:facebook|instagram)\\.com");
        return leads
                ? parameters(uri)
                        .filter(parameter -> parameter.matches("(?:url|q|u)=https?.*"))
                        .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                        .map(value -> value.startsWith("http://") || value.startsWith("https://")
                                ? value
                                : URLDecoder.decode(value, StandardCharsets.UTF_8))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> canonical(URI uri) {
        String path = uri.getRawPath().replaceAll("/{2,}", "/");
        path = INDEX.matcher(path).replaceFirst("");
        path = AMP_PATH.matcher(path.replaceFirst("/$", "")).replaceFirst("").replaceFirst("/$", "");
        String host = host(uri);
        TreeSet<String> query = new TreeSet<>(parameters(uri)
                .filter(parameter -> !TRACKING.matcher(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))
                        .matches())
                .toList());
        if (host.matches("(?:music\\.)?youtube\\.com") && path.equals("/watch")) {
            path += query.stream()
                    .filter(parameter -> parameter.startsWith("v="))
                    .map(parameter -> "/" + parameter.substring(2))
                    .findFirst()
                    .orElse("");
        }
        String page = host + path;
        for (Site site : SITES) {
            Matcher found = site.form.matcher(page);
            if (found.matches()) {
                return Optional.of(found.replaceFirst(site.canonical));
            }
        }
        String fragment =
                uri.getRawFragment() != null && uri.getRawFragment().startsWith("!") ? "#" + uri.getRawFragment() : "";
        return path.isEmpty() && query.isEmpty() && fragment.isEmpty()
                ? Optional.empty()
                : Optional.of(page + (query.isEmpty() ? "" : "?" + String.join("&", query)) + fragment);
    }

    /// In lower case, without port and what names a device.
    private static String host(URI uri) {
        String authority = uri.getRawAuthority();
        String host = authority
                .substring(authority.lastIndexOf('@') + 1)
                .replaceFirst(":\\d*$", "")
                .replaceFirst("\\.$", "")
                .toLowerCase(Locale.ROOT);
        try {
            host = IDN.toASCII(host);
        } catch (IllegalArgumentException _) {
            // It stays as it is: it is compared, not called.
        }
        return DEVICE.matcher(DEVICE.matcher(host).replaceFirst("")).replaceFirst("");
    }

    private static Stream<String> parameters(URI uri) {
        return Stream.ofNullable(uri.getRawQuery())
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> !parameter.isEmpty() && !parameter.endsWith("="));
    }
}
