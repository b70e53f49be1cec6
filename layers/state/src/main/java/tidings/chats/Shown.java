package tidings.chats;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.PostId;

/// What was shown last, so that a person can say "the second one", "more" or "again". What does not fit a
/// conversation's unit is left out.
///
/// @param again the command that showed it, with its arguments; empty if there was none
/// @param more what the button for the next page carries; empty if there is none
/// @param posts in their order
/// @param topic of a forum group in which that was
/// @param opened the number of the post that was opened since, from 1
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Shown(String again, String more, List<PostId> posts, OptionalInt topic, OptionalInt opened) {
    /// Of a command with its arguments.
    private static final int MAX_AGAIN = 36;

    /// As much as a button carries.
    private static final int MAX_MORE = 64;

    /// Of ids, with what JSON puts around each.
    private static final int MAX_OF_POSTS = 100;

    public Shown {
        again = fitting(again, MAX_AGAIN);
        more = fitting(more, MAX_MORE);
        posts = posts == null ? List.of() : first(posts);
        topic = topic == null ? OptionalInt.empty() : topic;
        opened = opened == null ? OptionalInt.empty() : opened;
    }

    public Shown(String again, String more, List<PostId> posts, OptionalInt topic) {
        this(again, more, posts, topic, OptionalInt.empty());
    }

    /// Empty for a post that is none of these.
    public Optional<Shown> opening(PostId post) {
        int number = posts.indexOf(post) + 1;
        return Optional.of(new Shown(again, more, posts, topic, OptionalInt.of(number)))
                .filter(_ -> number > 0);
    }

    public Optional<PostId> openedPost() {
        return opened.stream()
                .filter(number -> number <= posts.size())
                .mapToObj(number -> posts.get(number - 1))
                .findFirst();
    }

    private static String fitting(String text, int max) {
        return text == null || text.getBytes(StandardCharsets.UTF_8).length > max ? "" : text;
    }

    private static List<PostId> first(List<PostId> posts) {
        List<PostId> fitting = new ArrayList<>();
        int bytes = 0;
        for (PostId post : posts) {
            bytes += post.value().length() + 3;
            if (bytes > MAX_OF_POSTS) {
                break;
            }
            fitting.add(post);
        }
        return List.copyOf(fitting);
    }
}
