package tidings.api;

import java.time.Instant;
import tidings.follows.Follow;
import tidings.follows.FollowText;

/// A follow as the API shows it.
///
/// @param text reads back as the same follow
record FollowView(long id, String text, boolean paused, Instant since) {
    static FollowView of(Follow follow) {
        return new FollowView(follow.id(), FollowText.of(follow.query()), follow.paused(), follow.since());
    }

    /// The id that the path's `{id}` is.
    static long id(Request request) {
        String id = request.pathParameter("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw gone(id);
        }
        return Long.parseLong(id);
    }

    static ProblemException gone(Object id) {
        return ProblemException.notFound("you have no follow " + id);
    }
}
