package tidings.bot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.bot.Interaction.Replied;
import tidings.domain.PostId;
import tidings.domain.RedditLink;
import tidings.domain.RedditLink.ToPost;

/// Which post a command means: the one of its link, the only one of the card that it replies to, or the numbered
/// one.
///
/// @param shown how many posts the card shows
/// @param rest what follows the link or the number
record MeantPost(Optional<ToPost> post, int shown, String rest) {
    static MeantPost of(Call call) {
        String[] words = call.arguments().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        List<ToPost> shown = call.repliedTo().map(MeantPost::posts).orElse(List.of());
        Optional<ToPost> linked = post(words[0]);
        if (linked.isPresent()) {
            return new MeantPost(linked, shown.size(), rest);
        } else if (shown.size() == 1) {
            return new MeantPost(Optional.of(shown.getFirst()), 1, call.arguments());
        } else if (words[0].matches("[1-9]\\d?") && Integer.parseInt(words[0]) <= shown.size()) {
            return new MeantPost(Optional.of(shown.get(Integer.parseInt(words[0]) - 1)), shown.size(), rest);
        }
        return new MeantPost(Optional.empty(), shown.size(), call.arguments());
    }

    /// The posts of a card, in their order.
    static List<PostId> shown(Replied replied) {
        return posts(replied).stream().map(ToPost::post).toList();
    }

    /// In their order. A card may link a post by its title and by its comments.
    private static List<ToPost> posts(Replied replied) {
        Map<PostId, ToPost> posts = new LinkedHashMap<>();
        replied.links().stream()
                .flatMap(link -> post(link).stream())
                .forEach(post -> posts.putIfAbsent(post.post(), post));
        return List.copyOf(posts.values());
    }

    private static Optional<ToPost> post(String link) {
        return RedditLink.parse(link).stream()
                .flatMap(parsed -> parsed instanceof ToPost post ? Stream.of(post) : Stream.empty())
                .findFirst();
    }
}
