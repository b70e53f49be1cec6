package tidings.localstack.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import tidings.localstack.reddit.SamplePost.Kind;
import tidings.localstack.reddit.SamplePost.Mark;

/// Writes listings with the fields and types of Reddit's API. `post.json` has what every post has until it is said
/// otherwise, `media.json` what every post of a kind has.
///
/// @param escaping whether `&`, `<` and `>` come as HTML entities, as they do without `raw_json=1`
record ListingJson(Escaping escaping) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode POST = read("post.json");
    private static final JsonNode MEDIA = read("media.json");

    /// What Reddit hosts at addresses of its own.
    private static final Set<Kind> MEDIA_KINDS = EnumSet.of(Kind.IMAGE, Kind.GIF, Kind.VIDEO);

    enum Escaping {
        RAW,
        ENTITIES;

        static Escaping of(RedditRequest request) {
            return request.parameter("raw_json").equals("1") ? RAW : ENTITIES;
        }
    }

    private static JsonNode read(String name) {
        try (InputStream in = ListingJson.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(SampleListings.Page page) {
        ObjectNode data = JSON.createObjectNode()
                .put("after", page.after().orElse(null))
                .put("dist", page.posts().size())
                .putNull("modhash")
                .putNull("geo_filter");
        ArrayNode children = data.putArray("children");
        page.posts().forEach(post -> children.addObject().put("kind", "t3").set("data", post(post)));
        data.putNull("before");
        return JSON.createObjectNode()
                .put("kind", "Listing")
                .<ObjectNode>set("data", data)
                .toString();
    }

    private ObjectNode post(SamplePost post) {
        SampleSubreddit subreddit = post.seed().subreddit();
        double created = post.seed().created().getEpochSecond();
        ObjectNode json = POST.deepCopy();
        json.put("id", post.seed().number().id())
                .put("name", post.seed().fullname())
                .put("subreddit", subreddit.name())
                .put("subreddit_id", subreddit.fullname())
                .put("subreddit_name_prefixed", "r/" + subreddit.name())
                .put("subreddit_subscribers", subreddit.subscribers())
                .put("author", post.author())
                .put("created", created)
                .put("created_utc", created)
                .put("score", post.score())
                .put("ups", post.score())
                .put("upvote_ratio", post.ratio())
                .put("num_comments", post.comments())
                .put("is_video", post.kind() == Kind.VIDEO)
                .put("is_reddit_media_domain", MEDIA_KINDS.contains(post.kind()))
                .put("over_18", post.marks().contains(Mark.OVER_18))
                .put("spoiler", post.marks().contains(Mark.SPOILER))
                .put("locked", post.marks().contains(Mark.LOCKED));
        if (post.marks().contains(Mark.REMOVED)) {
            json.put("removed_by_category", "moderator").put("is_robot_indexable", false);
        }
        post.edited().ifPresent(edited -> json.put("edited", (double) edited.getEpochSecond()));
        text(json, post);
        json.setAll(media(post));
        post.original().ifPresent(original -> {
            json.put("crosspost_parent", original.seed().fullname());
            json.putArray("crosspost_parent_list").add(post(original));
        });
        return json;
    }

    private void text(ObjectNode json, SamplePost post) {
        boolean self = post.kind() == Kind.SELF || post.kind() == Kind.POLL;
        String html =
                "<!-- SC_OFF --><div class=\"md\"><p>" + FeedXml.entities(post.body()) + "</p>\n</div><!-- SC_ON -->";
        json.put("title", escape(post.title()))
                .put("selftext", escape(post.body()))
                .put("selftext_html", post.body().isEmpty() ? null : escape(html))
                .put("domain", post.domain())
                .put("permalink", post.permalink())
                .put("url", post.url())
                .put("is_self", self);
        if (!self) {
            json.put("url_overridden_by_dest", post.url());
        }
        if (!post.flair().isEmpty()) {
            json.put("link_flair_text", escape(post.flair()))
                    .put("link_flair_text_color", "dark")
                    .put("link_flair_background_color", "#dadada")
                    .put("link_flair_type", "richtext");
            json.putArray("link_flair_richtext").addObject().put("e", "text").put("t", escape(post.flair()));
        }
    }

    private static ObjectNode media(SamplePost post) {
        String kind = post.kind().name().toLowerCase(Locale.ROOT);
        String text =
                MEDIA.get(kind).toString().replace("{id}", post.seed().number().id());
        try {
            ObjectNode media = (ObjectNode) JSON.readTree(text);
            if (media.get("poll_data") instanceof ObjectNode poll) {
                poll.put("total_vote_count", post.score())
                        .put(
                                "voting_end_timestamp",
                                post.seed().created().plusSeconds(259_200).toEpochMilli());
            }
            return media;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String escape(String text) {
        return switch (escaping) {
            case RAW -> text;
            case ENTITIES -> FeedXml.entities(text);
        };
    }
}
