package tidings.localstack.reddit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import tidings.localstack.reddit.SamplePost.Kind;
import tidings.localstack.reddit.SamplePost.Mark;

/// Writes listings with the fields and types of Reddit's API.
///
/// @param escaping whether `&`, `<` and `>` come as HTML entities, as they do without `raw_json=1`
record ListingJson(Escaping escaping) {
    private static final JsonFactory JSON = new JsonFactory();

    enum Escaping {
        RAW,
        ENTITIES;

        static Escaping of(RedditRequest request) {
            return request.parameter("raw_json").equals("1") ? RAW : ENTITIES;
        }
    }

    String write(SampleListings.Page page) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", "Listing");
            json.writeObjectFieldStart("data");
            optional(json, "after", page.after());
            json.writeNumberField("dist", page.posts().size());
            json.writeNullField("modhash");
            json.writeNullField("geo_filter");
            json.writeArrayFieldStart("children");
            for (SamplePost post : page.posts()) {
                json.writeStartObject();
                json.writeStringField("kind", "t3");
                json.writeFieldName("data");
                post(json, post);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNullField("before");
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void post(JsonGenerator json, SamplePost post) throws IOException {
        SampleSubreddit subreddit = post.seed().subreddit();
        json.writeStartObject();
        json.writeStringField("id", post.seed().number().id());
        json.writeStringField("name", post.seed().fullname());
        json.writeStringField("subreddit", subreddit.name());
        json.writeStringField("subreddit_id", subreddit.fullname());
        json.writeStringField("subreddit_name_prefixed", "r/" + subreddit.name());
        json.writeNumberField("subreddit_subscribers", subreddit.subscribers());
        json.writeStringField("subreddit_type", "public");
        json.writeStringField("author", post.author());
        json.writeNumberField("created", (double) post.seed().created().getEpochSecond());
        json.writeNumberField("created_utc", (double) post.seed().created().getEpochSecond());
        if (post.edited().isPresent()) {
            json.writeNumberField("edited", (double) post.edited().get().getEpochSecond());
        } else {
            json.writeBooleanField("edited", false);
        }
        text(json, post);
        numbers(json, post);
        flags(json, post);
        new MediaJson(json).write(post);
        if (post.original().isPresent()) {
            json.writeStringField(
                    "crosspost_parent", post.original().get().seed().fullname());
            json.writeArrayFieldStart("crosspost_parent_list");
            post(json, post.original().get());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void text(JsonGenerator json, SamplePost post) throws IOException {
        json.writeStringField("title", escape(post.title()));
        json.writeStringField("selftext", escape(post.body()));
        optional(
                json,
                "selftext_html",
                Optional.of(post.body())
                        .filter(body -> !body.isEmpty())
                        .map(body -> escape("<!-- SC_OFF --><div class=\"md\"><p>" + FeedXml.entities(body)
                                + "</p>\n</div><!-- SC_ON -->")));
        json.writeStringField("domain", post.domain());
        json.writeStringField("permalink", post.permalink());
        json.writeStringField("url", post.url());
        if (post.kind() != Kind.SELF && post.kind() != Kind.POLL) {
            json.writeStringField("url_overridden_by_dest", post.url());
        }
        Optional<String> flair = Optional.of(post.flair()).filter(text -> !text.isEmpty());
        optional(json, "link_flair_text", flair.map(this::escape));
        optional(json, "link_flair_text_color", flair.map(text -> "dark"));
        json.writeStringField("link_flair_background_color", flair.isEmpty() ? "" : "#dadada");
        json.writeStringField("link_flair_type", flair.isEmpty() ? "text" : "richtext");
        json.writeArrayFieldStart("link_flair_richtext");
        if (flair.isPresent()) {
            json.writeStartObject();
            json.writeStringField("e", "text");
            json.writeStringField("t", escape(flair.get()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, SamplePost post) throws IOException {
        json.writeNumberField("score", post.score());
        json.writeNumberField("ups", post.score());
        json.writeNumberField("downs", 0);
        json.writeNumberField("upvote_ratio", post.ratio());
        json.writeNumberField("num_comments", post.comments());
        json.writeNumberField("num_crossposts", 0);
        json.writeNullField("view_count");
    }

    private static void flags(JsonGenerator json, SamplePost post) throws IOException {
        boolean self = post.kind() == Kind.SELF || post.kind() == Kind.POLL;
        json.writeBooleanField("is_self", self);
        json.writeBooleanField("is_video", post.kind() == Kind.VIDEO);
        json.writeBooleanField("is_meta", false);
        json.writeBooleanField("is_original_content", false);
        json.writeBooleanField("is_reddit_media_domain", post.kind() == Kind.IMAGE || post.kind() == Kind.VIDEO);
        json.writeBooleanField("is_robot_indexable", true);
        json.writeBooleanField("is_crosspostable", true);
        json.writeBooleanField("over_18", post.marks().contains(Mark.OVER_18));
        json.writeBooleanField("spoiler", post.marks().contains(Mark.SPOILER));
        json.writeBooleanField("locked", post.marks().contains(Mark.LOCKED));
        json.writeBooleanField("stickied", false);
        json.writeBooleanField("pinned", false);
        json.writeBooleanField("archived", false);
        json.writeBooleanField("hide_score", false);
        json.writeBooleanField("quarantine", false);
        json.writeBooleanField("contest_mode", false);
        json.writeBooleanField("allow_live_comments", false);
        json.writeNullField("distinguished");
        json.writeNullField("removed_by_category");
        json.writeNullField("category");
        json.writeNullField("content_categories");
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private String escape(String text) {
        return switch (escaping) {
            case RAW -> text;
            case ENTITIES -> FeedXml.entities(text);
        };
    }
}
