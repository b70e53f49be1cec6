package tidings.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/// A post as its source gave it, with its text cleaned ([PlainText]). The author is left out on purpose: nothing here
/// needs it.
///
/// @param title plain text on one line, may hold HTML of others; never markup of ours; `…` if nothing of it shows
/// @param body plain text or Markdown, empty for links, cut at [#MAX_BODY] UTF-16 units
/// @param url where the title leads: the linked page, or the post itself
/// @param domain the linked page's host in lower case, of a gallery the host of its pictures, `self` for a text
///     post; empty if unknown
/// @param permalink the post's own page, an absolute URL
/// @param score upvotes less downvotes; empty where the source does not say (RSS)
/// @param comments number of comments; empty where the source does not say
/// @param adult marked as not for minors
/// @param details what only some posts have
public record Post(
        PostId id,
        @JsonProperty("subreddit") Community community,
        String title,
        String body,
        String url,
        String domain,
        String permalink,
        PostKind kind,
        OptionalInt score,
        OptionalInt comments,
        boolean adult,
        Instant created,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = PostDetails.Absent.class)
        PostDetails details) {
    public static final int MAX_BODY = 4_000;

    /// More than Reddit allows for a title.
    public static final int MAX_TITLE = 400;

    /// Browsers and Telegram take no longer ones.
    public static final int MAX_URL = 2_048;

    private static final int MAX_DOMAIN = 253;
    private static final String PICTURES = "i.redd.it";
    private static final String UNTITLED = "…";

    public Post {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(community, "community");
        Objects.requireNonNull(created, "created");
        details = details == null ? PostDetails.NONE : details;
        score = score == null ? OptionalInt.empty() : score;
        comments = comments == null ? OptionalInt.empty() : comments;
        title = PlainText.line(title, MAX_TITLE);
        title = PlainText.isVisible(title) ? title : UNTITLED;
        body = PlainText.paragraphs(body, MAX_BODY);
        permalink = PlainText.link(permalink, MAX_URL);
        url = PlainText.link(url, MAX_URL);
        url = url.isEmpty() ? permalink : url;
        // Reddit names the host of its own pages, where links to other posts lead too.
        domain = kind == PostKind.GALLERY ? PICTURES : PlainText.line(domain, MAX_DOMAIN);
    }

    /// A post without details.
    public Post(
            PostId id,
            Community community,
            String title,
            String body,
            String url,
            String domain,
            String permalink,
            PostKind kind,
            OptionalInt score,
            OptionalInt comments,
            boolean adult,
            Instant created) {
        this(
                id,
                community,
                title,
                body,
                url,
                domain,
                permalink,
                kind,
                score,
                comments,
                adult,
                created,
                PostDetails.NONE);
    }

    Post with(PostCounts counts) {
        return new Post(
                id,
                community,
                title,
                body,
                url,
                domain,
                permalink,
                kind,
                counts.score().isPresent() ? counts.score() : score,
                counts.comments().isPresent() ? counts.comments() : comments,
                adult,
                created,
                details);
    }

    /// The first `units` UTF-16 units of a text, one fewer where that would split a character.
    public static String cut(String text, int units) {
        if (text.length() <= units) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units);
    }
}
