package tidings.selection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Sha256;

/// What two posts of one story have in common, as hashes: nothing of a post can be read from them.
///
/// @param certain posts that share one of them tell the same story
/// @param likely those that share one of these do so if [#isLike]
public record StoryKeys(List<String> certain, List<String> likely) {
    /// Two texts with nearly the same title share so much of what their words are.
    private static final double MIN_SHARED_BODY = 0.5;

    private static final int HASHED = 12;

    /// @param same other posts that tell its story
    public static StoryKeys of(Post post, Collection<PostId> same) {
        List<String> certain = new ArrayList<>();
        certain.add(hash("post " + post.id().value()));
        post.details().original().ifPresent(original -> certain.add(hash("post " + original.value())));
        same.forEach(other -> certain.add(hash("post " + other.value())));
        CanonicalUrl.of(post.url()).ifPresent(url -> {
            String id = url.startsWith("reddit.com/comments/") ? url.substring("reddit.com/comments/".length()) : "/";
            certain.add(hash(id.contains("/") ? "url " + url : "post " + id));
        });
        return new StoryKeys(
                certain.stream().distinct().toList(),
                Title.of(post.title()).bands().stream()
                        .map(band -> hash("title " + band))
                        .toList());
    }

    /// All of them.
    public Stream<String> all() {
        return Stream.concat(certain.stream(), likely.stream());
    }

    /// Whether two posts tell the same story as far as their titles go; of two texts, as far as these go, too.
    public static boolean isLike(Post one, Post other) {
        return Title.of(one.title()).isLike(Title.of(other.title()))
                && (one.kind() != PostKind.TEXT || other.kind() != PostKind.TEXT || bodiesAreLike(one, other));
    }

    private static boolean bodiesAreLike(Post one, Post other) {
        Set<String> words = words(one.body());
        Set<String> others = words(other.body());
        long shared = words.stream().filter(others::contains).count();
        return shared >= MIN_SHARED_BODY * Math.max(words.size(), others.size());
    }

    private static Set<String> words(String body) {
        return Stream.of(body.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String hash(String text) {
        return Sha256.hex(text, HASHED);
    }
}
