package tidings.localstack.reddit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A post as Reddit would show it at one moment.
///
/// @param flair empty when it has none
/// @param edited when it was edited, if it was
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
        GALLERY,
        VIDEO,
        POLL,
        CROSSPOST
    }

    enum Mark {
        SPOILER,
        OVER_18,
        LOCKED
    }

    /// Where the post leads: to itself, to a page elsewhere, to its pictures, or to what it repeats.
    String url() {
        String id = seed.number().id();
        return switch (kind) {
            case SELF, POLL -> "https://www.reddit.com" + permalink();
            case CROSSPOST -> original.orElseThrow().permalink();
            case LINK -> "https://" + domain + "/" + seed.subreddit().name() + "/" + id;
            case IMAGE -> "https://i.redd.it/" + id + ".jpeg";
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
