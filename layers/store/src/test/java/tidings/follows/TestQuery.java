package tidings.follows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;

/// Queries and posts that differ from usual ones in what a test is about.
final class TestQuery {
    static final Origin JAVA = Origin.of("java");

    private TestQuery() {}

    static FollowQuery words(List<String> include, List<String> exclude) {
        return new FollowQuery(
                List.of(JAVA),
                include,
                exclude,
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                false);
    }

    static FollowQuery flairs(String... flairs) {
        return new FollowQuery(
                List.of(JAVA),
                List.of(),
                List.of(),
                Set.of(flairs),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                false);
    }

    static FollowQuery domains(String... domains) {
        return new FollowQuery(
                List.of(JAVA),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(domains),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                false);
    }

    static FollowQuery atLeast(int score, int comments) {
        return new FollowQuery(
                List.of(JAVA),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalInt.of(score),
                OptionalInt.of(comments),
                Set.of(),
                false);
    }

    static FollowQuery kinds(PostKind... kinds) {
        return new FollowQuery(
                List.of(JAVA),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(kinds),
                false);
    }

    static ClassifiedPost post(String title, String body) {
        return post("java", title, body, "example.org", PostKind.TEXT, OptionalInt.of(5), OptionalInt.of(5), false, "");
    }

    static ClassifiedPost post(
            String community,
            String title,
            String body,
            String domain,
            PostKind kind,
            OptionalInt score,
            OptionalInt comments,
            boolean adult,
            String flair) {
        return new ClassifiedPost(
                new Post(
                        new PostId("p1"),
                        new Community(community),
                        title,
                        body,
                        "https://example.org/p1",
                        domain,
                        "https://www.reddit.com/comments/p1/",
                        kind,
                        score,
                        comments,
                        adult,
                        Instant.parse("2026-11-20T10:00:00Z"),
                        new PostDetails(Optional.of(flair), false, Optional.empty(), List.of())),
                "programming",
                0.9f,
                "m1");
    }
}
