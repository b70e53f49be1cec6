package tidings.scraper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Community;

/// A post as Reddit's API tells it, gathered field by field; fields that nothing here needs are never kept.
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
    private final Set<PostKind> signs = EnumSet.noneOf(PostKind.class);

    private ApiPost() {}

    /// Reads the object that the parser stands at, to its end.
    static ApiPost read(JsonParser json) throws IOException {
        ApiPost post = new ApiPost();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            post.take(field, json.nextToken(), json);
            json.skipChildren();
        }
        return post;
    }

    /// Empty if it lacks what makes a post, or has a name that is none.
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
                    RedditLinks.linked(url).orElse(page),
                    domain.startsWith("self.") ? "self" : domain.toLowerCase(Locale.ROOT),
                    page,
                    kind(),
                    score,
                    comments,
                    adult,
                    Instant.ofEpochSecond(created)));
        } catch (IllegalArgumentException noPost) {
            return Optional.empty();
        }
    }

    private void take(String field, JsonToken value, JsonParser json) throws IOException {
        switch (value) {
            case VALUE_STRING -> text(field, json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(field, json);
            case VALUE_TRUE -> sign(field);
            case START_OBJECT -> {
                if (field.equals("poll_data")) {
                    signs.add(PostKind.POLL);
                }
            }
            default -> {} // null, false and lists say nothing that counts
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
            case "crosspost_parent" -> signs.add(PostKind.CROSSPOST);
            default -> {} // one of the many fields that are not needed
        }
    }

    private void number(String field, JsonParser json) throws IOException {
        switch (field) {
            case "score" -> score = OptionalInt.of(json.getValueAsInt());
            case "num_comments" -> comments = OptionalInt.of(json.getValueAsInt());
            case "created_utc" -> created = json.getValueAsLong();
            default -> {} // one of the many fields that are not needed
        }
    }

    private void sign(String field) {
        switch (field) {
            case "over_18" -> adult = true;
            case "is_gallery" -> signs.add(PostKind.GALLERY);
            case "is_video" -> signs.add(PostKind.VIDEO);
            case "is_self" -> signs.add(PostKind.TEXT);
            default -> {} // one of the many fields that are not needed
        }
    }

    private PostKind kind() {
        if (signs.contains(PostKind.CROSSPOST)) {
            return PostKind.CROSSPOST;
        } else if (signs.contains(PostKind.POLL)) {
            return PostKind.POLL;
        } else if (signs.contains(PostKind.GALLERY)) {
            return PostKind.GALLERY;
        } else if (signs.contains(PostKind.VIDEO)) {
            return PostKind.VIDEO;
        } else if (signs.contains(PostKind.TEXT)) {
            return PostKind.TEXT;
        }
        return hint.equals("image") || domain.equals("i.redd.it") ? PostKind.IMAGE : PostKind.LINK;
    }
}
