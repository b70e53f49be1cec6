package tidings.categorizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.Meaning;
import tidings.store.Meant;
import tidings.store.PostStore;
import tidings.topics.PostText;

/// What new posts and phrases mean. Thread-safe.
///
/// @param encode gives the vector of a post, if there is time; empty without an encoder
record PostMeanings(Optional<Function<PostText, Optional<float[]>>> encode, PostStore posts) {
    static PostMeanings off(PostStore posts) {
        return new PostMeanings(Optional.empty(), posts);
    }

    boolean canTell() {
        return encode.isPresent();
    }

    /// A post is encoded once: of one that is read again, what it means is kept.
    Meant of(List<Post> found) {
        if (encode.isEmpty() || found.isEmpty()) {
            return Meant.NONE;
        }
        Map<PostId, Meaning> known = posts.meanings(found.stream().map(Post::id).toList());
        Map<PostId, Meaning> meanings = new HashMap<>();
        found.stream()
                .filter(post -> !known.containsKey(post.id()))
                .forEach(post -> encode.get()
                        .apply(PostClassifier.text(post))
                        .ifPresent(vector -> meanings.put(post.id(), Meaning.of(vector))));
        return Meant.of(found, meanings, posts);
    }

    /// What a phrase means; empty without an encoder.
    ///
    /// @throws IllegalStateException if there is no time for it now
    Optional<Meaning> of(String phrase) {
        return posts.meaning(phrase)
                .or(() -> encode.map(vector -> {
                    Meaning meaning = vector.apply(new PostText(phrase, "", ""))
                            .map(Meaning::of)
                            .orElseThrow(() -> new IllegalStateException("a phrase cannot be encoded now"));
                    posts.keep(phrase, meaning);
                    return meaning;
                }));
    }
}
