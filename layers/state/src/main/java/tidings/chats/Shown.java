package tidings.chats;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tidings.domain.PostId;

/// What was shown last, so that a person can say "the second one", "more" or "again". What does not fit a
/// conversation's unit is left out.
///
/// @param again the command that showed it, with its arguments; empty if there was none
/// @param more what the button for the next page carries; empty if there is none
/// @param posts in their order
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Shown(String again, String more, List<PostId> posts) {
    /// As much as a button carries.
    private static final int MAX_BYTES = 64;

    /// Of ids, with what JSON puts around each.
    private static final int MAX_OF_POSTS = 100;

    public Shown {
        again = fitting(again);
        more = fitting(more);
        posts = posts == null ? List.of() : first(posts);
    }

    private static String fitting(String text) {
        return text == null || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES ? "" : text;
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
