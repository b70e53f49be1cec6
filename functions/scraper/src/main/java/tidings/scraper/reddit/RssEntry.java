package tidings.scraper.reddit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import tidings.domain.PlainText;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.domain.RedditLink;

/// Reads an entry of an Atom feed. What the API has in fields, an entry has in its HTML content.
final class RssEntry {
    private RssEntry() {}

    static Entry of(Element entry) {
        String page = PlainText.link(attribute(entry, "link:not([rel=self])", "href"), Post.MAX_URL);
        PostHtml html = PostHtml.parse(text(entry, "content").orElse(""));
        String url = html.link().flatMap(RedditLinks::browsable).orElse(page);
        PostKind kind = kind(url, page);
        Optional<PostId> original = kind == PostKind.CROSSPOST ? RedditLinks.post(url) : Optional.empty();
        return new Entry(
                text(entry, "id").orElse("").strip(),
                attribute(entry, "category", "term"),
                text(entry, "title"),
                html.body(),
                url,
                "",
                page,
                kind,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Stream.of("published", "updated")
                        .flatMap(name -> text(entry, name).stream())
                        .flatMap(text -> time(text.strip()).stream())
                        .findFirst(),
                false,
                new PostDetails(
                        Optional.empty(),
                        false,
                        original,
                        original.flatMap(_ -> RedditLink.parse(url)).flatMap(RedditLink::named),
                        pictures(kind, url, html, attribute(entry, "media|thumbnail", "url")),
                        List.of()));
    }

    /// Of a gallery a feed has the first picture, in a smaller form; of a video it has none that plays.
    private static List<PostMedia> pictures(PostKind kind, String url, PostHtml html, String thumbnail) {
        Stream<String> largestFirst = switch (kind) {
            case IMAGE -> Stream.of(url);
            case GALLERY -> Stream.concat(html.picture().stream(), Stream.of(thumbnail));
            case TEXT, LINK, VIDEO, POLL, CROSSPOST -> Stream.empty();
        };
        return largestFirst
                .flatMap(link -> RedditLinks.browsable(link).stream())
                .limit(1)
                .map(link -> new PostMedia(RedditLinks.pictureKind(link), link, 0, 0))
                .toList();
    }

    private static Optional<String> text(Element entry, String name) {
        return Optional.ofNullable(entry.selectFirst("> " + name)).map(Element::wholeText);
    }

    private static String attribute(Element entry, String query, String name) {
        Element child = entry.selectFirst("> " + query);
        return child == null ? "" : child.attr(name);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static PostKind kind(String url, String page) {
        if (url.equals(page)) {
            return PostKind.TEXT;
        }
        return switch (RedditLinks.host(url)) {
            case "i.redd.it" -> PostKind.IMAGE;
            case "v.redd.it" -> PostKind.VIDEO;
            case "reddit.com" -> url.contains("/gallery/") ? PostKind.GALLERY : PostKind.CROSSPOST;
            default -> PostKind.LINK;
        };
    }
}
