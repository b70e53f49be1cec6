package tidings.scraper.reddit;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;

/// Converts the entries of an Atom feed to posts. What the API has in fields, an entry has in its HTML content.
final class RssPost {
    private RssPost() {}

    /// Empty if the entry is not a post: feeds can also list subreddits.
    ///
    /// @param fetched the community of entries that name none
    static Optional<Post> of(Entry entry, Community fetched) {
        String title = entry.getTitle() == null ? "" : entry.getTitle();
        Date published = entry.getPublished() == null ? entry.getUpdated() : entry.getPublished();
        Optional<String> page =
                entry.getAlternateLinks().stream().map(Link::getHrefResolved).findFirst();
        if (entry.getId() == null
                || !entry.getId().startsWith("t3_")
                || title.isBlank()
                || published == null
                || page.isEmpty()) {
            return Optional.empty();
        }
        PostHtml html = PostHtml.parse(html(entry));
        String url = html.link().flatMap(RedditLinks::browsable).orElse(page.get());
        PostKind kind = kind(url, page.get());
        try {
            return Optional.of(new Post(
                    new PostId(entry.getId().substring("t3_".length())),
                    community(entry, fetched),
                    title,
                    html.body(),
                    url,
                    kind == PostKind.TEXT ? "self" : domain(url),
                    page.get(),
                    kind,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    published.toInstant()));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    private static String html(Entry entry) {
        return entry.getContents().stream()
                .map(Content::getValue)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse("");
    }

    private static Community community(Entry entry, Community fetched) {
        List<Category> categories = entry.getCategories();
        return categories.isEmpty()
                ? fetched
                : new Community(categories.getFirst().getTerm().toLowerCase(Locale.ROOT));
    }

    private static PostKind kind(String url, String page) {
        if (url.equals(page)) {
            return PostKind.TEXT;
        }
        return switch (domain(url)) {
            case "i.redd.it" -> PostKind.IMAGE;
            case "v.redd.it" -> PostKind.VIDEO;
            case "reddit.com" -> url.contains("/gallery/") ? PostKind.GALLERY : PostKind.CROSSPOST;
            default -> PostKind.LINK;
        };
    }

    private static String domain(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException unusual) {
            return ""; // people can enter invalid links
        }
    }
}
