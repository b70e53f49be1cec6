package tidings.localstack.reddit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// Writes the fields of Reddit's API for images, galleries, videos and polls.
record MediaJson(JsonGenerator json) {
    private static final List<Integer> WIDTHS = List.of(108, 216, 320, 640);

    void write(SamplePost post) throws IOException {
        String id = post.seed().number().id();
        json.writeObjectFieldStart("media_embed");
        json.writeEndObject();
        json.writeObjectFieldStart("secure_media_embed");
        json.writeEndObject();
        json.writeBooleanField("media_only", false);
        switch (post.kind()) {
            case SELF -> none("self");
            case CROSSPOST -> none("default");
            case LINK -> {
                json.writeStringField("post_hint", "link");
                preview(id);
                none(thumbnail(id));
            }
            case IMAGE -> {
                json.writeStringField("post_hint", "image");
                preview(id);
                none(thumbnail(id));
            }
            case GALLERY -> {
                gallery(id);
                none(thumbnail(id));
            }
            case VIDEO -> {
                json.writeStringField("post_hint", "hosted:video");
                preview(id);
                json.writeStringField("thumbnail", thumbnail(id));
                video("media", id);
                video("secure_media", id);
            }
            case POLL -> {
                poll(post);
                none("self");
            }
        }
    }

    private void none(String thumbnail) throws IOException {
        json.writeStringField("thumbnail", thumbnail);
        json.writeNullField("media");
        json.writeNullField("secure_media");
    }

    private static String thumbnail(String id) {
        return "https://preview.redd.it/" + id + ".jpeg?width=140&height=93&crop=1";
    }

    private void preview(String id) throws IOException {
        json.writeObjectFieldStart("preview");
        json.writeArrayFieldStart("images");
        json.writeStartObject();
        json.writeObjectFieldStart("source");
        picture("url", "width", "height", "https://preview.redd.it/" + id + ".jpeg?auto=webp", 1200);
        json.writeEndObject();
        json.writeArrayFieldStart("resolutions");
        for (int width : WIDTHS) {
            json.writeStartObject();
            picture("url", "width", "height", "https://preview.redd.it/" + id + ".jpeg?width=" + width, width);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("id", id);
        json.writeEndObject();
        json.writeEndArray();
        json.writeBooleanField("enabled", true);
        json.writeEndObject();
    }

    private void gallery(String id) throws IOException {
        json.writeBooleanField("is_gallery", true);
        json.writeObjectFieldStart("gallery_data");
        json.writeArrayFieldStart("items");
        for (int i = 0; i < 3; i++) {
            json.writeStartObject();
            json.writeStringField("media_id", id + "m" + i);
            json.writeNumberField("id", 900_000 + i);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("media_metadata");
        for (int i = 0; i < 3; i++) {
            json.writeObjectFieldStart(id + "m" + i);
            json.writeStringField("status", "valid");
            json.writeStringField("e", "Image");
            json.writeStringField("m", "image/jpg");
            json.writeArrayFieldStart("p");
            for (int width : WIDTHS) {
                json.writeStartObject();
                picture("u", "x", "y", "https://preview.redd.it/" + id + "m" + i + ".jpg?width=" + width, width);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("s");
            picture("u", "x", "y", "https://preview.redd.it/" + id + "m" + i + ".jpg", 1200);
            json.writeEndObject();
            json.writeStringField("id", id + "m" + i);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void video(String field, String id) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeObjectFieldStart("reddit_video");
        json.writeStringField("fallback_url", "https://v.redd.it/" + id + "/DASH_720.mp4?source=fallback");
        json.writeStringField("hls_url", "https://v.redd.it/" + id + "/HLSPlaylist.m3u8");
        json.writeNumberField("height", 720);
        json.writeNumberField("width", 1280);
        json.writeNumberField("duration", 31);
        json.writeBooleanField("is_gif", false);
        json.writeStringField("transcoding_status", "completed");
        json.writeEndObject();
        json.writeEndObject();
    }

    private void poll(SamplePost post) throws IOException {
        json.writeObjectFieldStart("poll_data");
        json.writeNumberField("total_vote_count", post.score());
        json.writeNumberField(
                "voting_end_timestamp",
                post.seed().created().plusSeconds(259_200).toEpochMilli());
        json.writeArrayFieldStart("options");
        for (String option : List.of("Yes", "No", "It depends")) {
            json.writeStartObject();
            json.writeStringField("text", option);
            json.writeStringField("id", String.valueOf(option.length()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void picture(String url, String width, String height, String address, int size) throws IOException {
        json.writeStringField(url, address);
        json.writeNumberField(width, size);
        json.writeNumberField(height, size * 2 / 3);
    }
}
