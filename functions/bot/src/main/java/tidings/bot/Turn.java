package tidings.bot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tidings.domain.ChatId;
import tidings.follows.FollowQuery;
import tidings.follows.RuleEdits.Edit;

/// A change of what a chat follows and chose, after which a post would fare otherwise.
///
/// @param settings texts of choices by the names of settings; empty text for automatic
record Turn(ChatId chat, List<OfFollow> follows, Map<String, String> settings) {
    Turn {
        follows = follows == null ? List.of() : List.copyOf(follows);
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }

    /// A follow that changes or is new.
    ///
    /// @param id empty for a new one
    /// @param before equals `after` where only its pause ends, and for a new one
    /// @param resumed whether its pause ends
    /// @param edits what leads from before to after, to be told to people
    record OfFollow(
            OptionalLong id,
            FollowQuery before,
            FollowQuery after,
            boolean resumed,
            @JsonIgnore List<Edit> edits) {
        OfFollow {
            id = id == null ? OptionalLong.empty() : id;
            edits = edits == null ? List.of() : List.copyOf(edits);
        }

        /// How many things change.
        int steps() {
            return edits.size() + (resumed || id.isEmpty() ? 1 : 0);
        }
    }
}
