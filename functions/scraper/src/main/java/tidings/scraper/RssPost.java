package tidings.scraper;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Community;

/// Makes posts of a feed's entries. What the API says in fields, a feed hides in a piece of HTML.
final class RssPost {
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">\\s*\\[link]\\s*</a>");
    private static final Pattern BODY = Pattern.compile("<!-- SC_OFF -->(.*?)<!-- SC_ON -->", Pattern.DOTALL);

    private RssPost() {}

    /// Empty if the entry is no post, as a feed may also list subreddits.
    static Optional<Post> of(Entry entry, Community asked) {
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
        String html = html(entry);
        Matcher found = LINK.matcher(html);
        String url = found.find()
                ? RedditLinks.linked(HtmlText.unescape(found.group(1))).orElse(page.get())
                : page.get();
        Matcher body = BODY.matcher(html);
        PostKind kind = kind(url, page.get());
        try {
            return Optional.of(new Post(
                    new PostId(entry.getId().substring("t3_".length())),
                    subreddit(entry, asked),
                    title,
                    body.find() ? HtmlText.of(body.group(1)) : "",
                    url,
                    kind == PostKind.TEXT ? "self" : domain(url),
                    page.get(),
                    kind,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    published.toInstant()));
        } catch (IllegalArgumentException noPost) {
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

    private static Community subreddit(Entry entry, Community asked) {
        List<Category> categories = entry.getCategories();
        return categories.isEmpty()
                ? asked
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
            return ""; // links of people need not be valid
        }
    }
}
