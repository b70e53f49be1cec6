package tidings.scraper.reddit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tidings.domain.Community;
import tidings.domain.PlainText;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceId;

/// An entry of a listing as the API's JSON or a feed gave it, before anything of it is trusted.
///
/// @param name the full name, whose prefix says what the entry is: `t3_` a post, `t5_` a subreddit
/// @param community empty if the entry names none
/// @param title empty if there is none
/// @param url where the title leads; empty if that is the post itself
/// @param domain the host of `url` as Reddit names it; empty if it names none
/// @param created empty if there is none
/// @param removed whether Reddit says that somebody removed the post
record Entry(
        String name,
        String community,
        Optional<String> title,
        String body,
        String url,
        String domain,
        String permalink,
        PostKind kind,
        OptionalInt score,
        OptionalInt comments,
        boolean adult,
        Optional<Instant> created,
        boolean removed,
        PostDetails details) {
    /// What Reddit puts in the place of a text that somebody removed, such as `[deleted by user]` or
    /// `[ Removed by Reddit ]`.
    private static final Pattern NOTICE =
            Pattern.compile("\\[ ?(?:removed|deleted)\\b[^\\[\\]]*]", Pattern.CASE_INSENSITIVE);

    /// A longer text is none.
    private static final int MAX_NOTICE = 300;

    private static final int MAX_NAME = 64;
    private static final String POST = "t3_";
    private static final String SELF = "self";

    /// Only these can be stored, and 0 is no time of a post.
    private static final Instant EARLIEST = Instant.ofEpochSecond(1);

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    boolean isOf(String prefix) {
        return name.startsWith(prefix);
    }

    /// Whether somebody removed the post, with or without its title.
    boolean isRemoved() {
        return removed || title.filter(Entry::isNotice).isPresent();
    }

    /// Empty if a mandatory field is missing or invalid.
    ///
    /// @param fetched the community of an entry that names none
    Optional<Post> toPost(Community fetched) {
        Optional<Instant> time = created.filter(at -> !at.isBefore(EARLIEST)).filter(at -> at.isBefore(LATEST));
        Optional<Community> in = community.isBlank()
                ? Optional.of(fetched).filter(one -> !one.isMixed())
                : Community.of(name(community))
                        .filter(one -> !one.isMixed() && one.source().equals(SourceId.REDDIT));
        if (title.isEmpty() || time.isEmpty() || in.isEmpty() || !PostId.isId(id())) {
            return Optional.empty();
        }
        PostId id = new PostId(id());
        String page = RedditLinks.page(permalink, in.get(), id);
        String target = RedditLinks.browsable(url).orElse(page);
        return Optional.of(new Post(
                id,
                in.get(),
                title.get(),
                isNotice(body) ? "" : body,
                target,
                host(target, page),
                page,
                kind,
                score,
                comments,
                adult,
                time.get(),
                details));
    }

    static boolean isNotice(String text) {
        return NOTICE.matcher(PlainText.line(text, MAX_NOTICE)).matches();
    }

    /// Empty if it is no post.
    String id() {
        String full = name(name);
        return full.startsWith(POST) && full.indexOf(':') < 0 ? full.substring(POST.length()) : "";
    }

    private String host(String target, String page) {
        if (domain.isBlank()) {
            return target.equals(page) ? SELF : RedditLinks.host(target);
        }
        return domain.startsWith(SELF + ".") ? SELF : domain.toLowerCase(Locale.ROOT);
    }

    private static String name(String text) {
        return PlainText.line(text, MAX_NAME).toLowerCase(Locale.ROOT);
    }
}
