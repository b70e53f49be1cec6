package tidings.scraper.reddit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.domain.PostDetails;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.domain.PostMedia.Kind;

/// The kind of a post in the API's JSON, and its pictures or its video. Those that Reddit still processes, has
/// failed to process or that somebody deleted are left out. The picture beside a link is none of the post's.
final class ApiMedia {
    /// A crosspost carries the post that it repeats.
    static final String ORIGINAL = "crosspost_parent_list/0/";

    private static final int MAX_SIDE = 100_000;

    private ApiMedia() {}

    static PostKind kind(ApiValues post) {
        if (post.find("crosspost_parent").isPresent()) {
            return PostKind.CROSSPOST;
        } else if (post.is("poll_data")) {
            return PostKind.POLL;
        } else if (post.is("is_gallery")) {
            return PostKind.GALLERY;
        } else if (post.is("is_video")) {
            return PostKind.VIDEO;
        } else if (post.is("is_self")) {
            return PostKind.TEXT;
        }
        return post.text("post_hint").equals("image") || post.text("domain").equals("i.redd.it")
                ? PostKind.IMAGE
                : PostKind.LINK;
    }

    static List<PostMedia> of(ApiValues post) {
        return media(kind(post) == PostKind.CROSSPOST ? post.in(ORIGINAL) : post)
                .limit(PostDetails.MAX_MEDIA)
                .toList();
    }

    /// What can be voted for; empty if it is no poll.
    static List<String> poll(ApiValues post) {
        return (kind(post) == PostKind.CROSSPOST ? post.in(ORIGINAL) : post)
                .elements("poll_data/options")
                .map(option -> option.text("text"))
                .toList();
    }

    private static Stream<PostMedia> media(ApiValues post) {
        return switch (kind(post)) {
            case TEXT, POLL, CROSSPOST -> Stream.empty();
            case GALLERY ->
                post.elements("gallery_data/items")
                        .filter(item -> !item.is("is_deleted"))
                        .map(item -> post.in("media_metadata/" + item.text("media_id") + "/"))
                        .flatMap(ApiMedia::ofGallery);
            case VIDEO -> video(post, "media/reddit_video/").stream();
            case LINK -> video(post, "preview/reddit_video_preview/").stream();
            case IMAGE -> image(post).stream();
        };
    }

    private static Stream<PostMedia> ofGallery(ApiValues picture) {
        ApiValues largest = picture.in("s/");
        if (!picture.find("status").orElse("valid").equals("valid")) {
            return Stream.empty();
        }
        return Stream.of(
                        media(Kind.ANIMATION, largest.text("mp4"), largest, "x", "y"),
                        media(Kind.ANIMATION, largest.text("gif"), largest, "x", "y"),
                        media(Kind.PHOTO, largest.text("u"), largest, "x", "y"))
                .flatMap(Optional::stream)
                .limit(1);
    }

    private static Optional<PostMedia> video(ApiValues post, String path) {
        ApiValues video = post.in(path);
        return media(
                video.is("is_gif") ? Kind.ANIMATION : Kind.VIDEO, video.text("fallback_url"), video, "width", "height");
    }

    /// The link itself is the largest form; its preview knows how large that is.
    private static Optional<PostMedia> image(ApiValues post) {
        ApiValues preview = post.in("preview/images/0/source/");
        ApiValues moving = post.in("preview/images/0/variants/mp4/source/");
        Optional<PostMedia> animation = media(Kind.ANIMATION, moving.text("url"), moving, "width", "height");
        String link = post.text("url");
        return animation
                .or(() -> media(RedditLinks.pictureKind(link), link, preview, "width", "height"))
                .or(() -> media(Kind.PHOTO, preview.text("url"), preview, "width", "height"));
    }

    private static Optional<PostMedia> media(Kind kind, String url, ApiValues size, String width, String height) {
        return RedditLinks.browsable(url)
                .map(link -> new PostMedia(kind, link, pixels(size, width), pixels(size, height)));
    }

    private static int pixels(ApiValues size, String side) {
        return size.number(side, 0, MAX_SIDE).map(Double::intValue).orElse(0);
    }
}
