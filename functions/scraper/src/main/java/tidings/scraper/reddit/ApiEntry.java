package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.domain.Community;
import tidings.domain.PostDetails;
import tidings.domain.PostId;

/// An entry in the API's JSON. A value of a type that its field cannot have counts as absent.
record ApiEntry(ApiValues values) {
    /// More than any post has; smaller and larger numbers become these.
    private static final int MAX_COUNT = 1_000_000_000;

    /// Such as `moderator` or `deleted`; whoever removed it.
    private static final Pattern CATEGORY = Pattern.compile("[a-z_]+");

    private static final double MAX_SECONDS = 1e12;

    /// Parses the object at whose start the parser is.
    static ApiEntry parse(JsonParser json) throws IOException {
        return new ApiEntry(ApiValues.read(json));
    }

    /// @param kind of the entry, such as `t3`
    Entry as(String kind) {
        String full = (values.text("id").isBlank() ? values.text("name") : values.text("id")).toLowerCase(Locale.ROOT);
        return new Entry(
                full.startsWith(kind + "_") ? full : kind + "_" + full,
                values.text("subreddit"),
                values.find("title"),
                values.text("selftext"),
                values.text("url"),
                values.text("domain"),
                values.text("permalink"),
                ApiMedia.kind(values),
                count("score", -MAX_COUNT),
                count("num_comments", 0),
                values.is("over_18"),
                values.number("created_utc", 0, MAX_SECONDS).map(seconds -> Instant.ofEpochSecond(seconds.longValue())),
                isRemoved(),
                new PostDetails(
                        flair(), values.is("spoiler"), original(), from(), ApiMedia.of(values), ApiMedia.poll(values)));
    }

    /// A post whose author left alone is still there: its text is no notice.
    private boolean isRemoved() {
        return CATEGORY.matcher(values.text("removed_by_category")).matches()
                || values.text("author").equals("[deleted]") && Entry.isNotice(values.text("selftext"));
    }

    private OptionalInt count(String field, int least) {
        return values.number(field, least, MAX_COUNT)
                .map(number -> OptionalInt.of(number.intValue()))
                .orElseGet(OptionalInt::empty);
    }

    /// Without the emoji of the community, which the plain text has as `:name:`.
    private Optional<String> flair() {
        String text = values.elements("link_flair_richtext")
                .filter(part -> part.text("e").equals("text"))
                .map(part -> part.text("t"))
                .collect(Collectors.joining());
        return text.isBlank() ? values.find("link_flair_text") : Optional.of(text);
    }

    private Optional<PostId> original() {
        return values.find("crosspost_parent")
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^t3_", ""))
                .filter(PostId::isId)
                .map(PostId::new);
    }

    private Optional<Community> from() {
        return Community.of(values.in(ApiMedia.ORIGINAL).text("subreddit").toLowerCase(Locale.ROOT));
    }
}
