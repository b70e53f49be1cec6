package tidings.localstack.reddit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A post as Reddit shows it at one instant.
///
/// @param flair empty when it has none
/// @param edited the time of its last edit, if any
/// @param original the post that a crosspost repeats
record SamplePost(
        PostSeed seed,
        Kind kind,
        String title,
        String body,
        String author,
        String domain,
        String flair,
        int score,
        int comments,
        double ratio,
        Optional<Instant> edited,
        List<Mark> marks,
        Optional<SamplePost> original) {

    enum Kind {
        SELF,
        LINK,
        IMAGE,
        GIF,
        GALLERY,
        VIDEO,
        POLL,
        CROSSPOST
    }

    enum Mark {
        SPOILER,
        OVER_18,
        LOCKED,
        REMOVED
    }

    /// What is left of it after a moderator removed it.
    SamplePost removed() {
        return new SamplePost(
                seed,
                kind,
                title,
                "[removed]",
                "[deleted]",
                domain,
                flair,
                score,
                comments,
                ratio,
                edited,
                Stream.concat(marks.stream(), Stream.of(Mark.REMOVED)).toList(),
                original);
    }

    /// The target of the post: itself, an external page, its images, or the crossposted post.
    String url() {
        String id = seed.number().id();
        return switch (kind) {
            case SELF, POLL -> "https://www.reddit.com" + permalink();
            case CROSSPOST -> original.orElseThrow().permalink();
            case LINK -> "https://" + domain + "/" + seed.subreddit().name() + "/" + id;
            case IMAGE -> "https://i.redd.it/" + id + ".jpeg";
            case GIF -> "https://i.redd.it/" + id + ".gif";
            case GALLERY -> "https://www.reddit.com/gallery/" + id;
            case VIDEO -> "https://v.redd.it/" + id;
        };
    }

    String permalink() {
        String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String shortened = slug.substring(0, Math.min(slug.length(), 50)).replaceAll("^_|_$", "");
        return "/r/" + seed.subreddit().name() + "/comments/" + seed.number().id() + "/" + shortened + "/";
    }
}
