package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;

/// A post in the API's JSON, collected field by field; other fields are skipped.
final class ApiPost {
    private String id = "";
    private String subreddit = "";
    private String title = "";
    private String body = "";
    private String url = "";
    private String domain = "";
    private String permalink = "";
    private String hint = "";
    private OptionalInt score = OptionalInt.empty();
    private OptionalInt comments = OptionalInt.empty();
    private boolean adult;
    private long created;
    private final Set<PostKind> traits = EnumSet.noneOf(PostKind.class);

    private ApiPost() {}

    /// Parses the object at whose start the parser is.
    static ApiPost parse(JsonParser json) throws IOException {
        ApiPost post = new ApiPost();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            post.set(field, json.nextToken(), json);
            json.skipChildren();
        }
        return post;
    }

    /// Empty if a mandatory field is missing or invalid.
    Optional<Post> toPost() {
        if (title.isBlank() || created == 0) {
            return Optional.empty();
        }
        try {
            String page = RedditLinks.absolute(permalink);
            return Optional.of(new Post(
                    new PostId(id),
                    new Community(subreddit.toLowerCase(Locale.ROOT)),
                    title,
                    body,
                    RedditLinks.browsable(url).orElse(page),
                    domain.startsWith("self.") ? "self" : domain.toLowerCase(Locale.ROOT),
                    page,
                    kind(),
                    score,
                    comments,
                    adult,
                    Instant.ofEpochSecond(created)));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    private void set(String field, JsonToken value, JsonParser json) throws IOException {
        switch (value) {
            case VALUE_STRING -> text(field, json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(field, json);
            case VALUE_TRUE -> trait(field);
            case START_OBJECT -> {
                if (field.equals("poll_data")) {
                    traits.add(PostKind.POLL);
                }
            }
            default -> {} // null, false and arrays carry nothing that is used
        }
    }

    private void text(String field, JsonParser json) throws IOException {
        switch (field) {
            case "id" -> id = json.getText();
            case "subreddit" -> subreddit = json.getText();
            case "title" -> title = json.getText();
            case "selftext" -> body = Post.cut(json.getText(), Post.MAX_BODY);
            case "url" -> url = json.getText();
            case "domain" -> domain = json.getText();
            case "permalink" -> permalink = json.getText();
            case "post_hint" -> hint = json.getText();
            case "crosspost_parent" -> traits.add(PostKind.CROSSPOST);
            default -> {} // not used
        }
    }

    private void number(String field, JsonParser json) throws IOException {
        switch (field) {
            case "score" -> score = OptionalInt.of(json.getValueAsInt());
            case "num_comments" -> comments = OptionalInt.of(json.getValueAsInt());
            case "created_utc" -> created = json.getValueAsLong();
            default -> {} // not used
        }
    }

    private void trait(String field) {
        switch (field) {
            case "over_18" -> adult = true;
            case "is_gallery" -> traits.add(PostKind.GALLERY);
            case "is_video" -> traits.add(PostKind.VIDEO);
            case "is_self" -> traits.add(PostKind.TEXT);
            default -> {} // not used
        }
    }

    private PostKind kind() {
        if (traits.contains(PostKind.CROSSPOST)) {
            return PostKind.CROSSPOST;
        } else if (traits.contains(PostKind.POLL)) {
            return PostKind.POLL;
        } else if (traits.contains(PostKind.GALLERY)) {
            return PostKind.GALLERY;
        } else if (traits.contains(PostKind.VIDEO)) {
            return PostKind.VIDEO;
        } else if (traits.contains(PostKind.TEXT)) {
            return PostKind.TEXT;
        }
        return hint.equals("image") || domain.equals("i.redd.it") ? PostKind.IMAGE : PostKind.LINK;
    }
}
