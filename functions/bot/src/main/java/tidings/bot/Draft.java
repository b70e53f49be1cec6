package tidings.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Reading.Understood;
import tidings.preferences.BriefTimes;

/// A follow that somebody is about to save.
///
/// @param pace to save for the chat along with it
/// @param brief times to save for the chat along with it, as [BriefTimes] writes them
/// @param replaces the id of the follow that it changes
/// @param paused whether it was when it was removed
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Draft(FollowQuery query, OptionalInt pace, Optional<String> brief, OptionalLong replaces, boolean paused) {
    Draft {
        pace = pace == null ? OptionalInt.empty() : pace;
        brief = brief == null ? Optional.empty() : brief;
        replaces = replaces == null ? OptionalLong.empty() : replaces;
    }

    static Draft of(Understood understood, OptionalLong replaces) {
        return new Draft(
                understood.query(),
                understood.pace(),
                understood.brief().map(BriefTimes::toString),
                replaces,
                false);
    }

    /// To follow again what was removed.
    static Draft of(Follow removed) {
        return new Draft(removed.query(), null, null, null, removed.paused());
    }

    static Draft changing(Follow follow) {
        return new Draft(follow.query(), null, null, OptionalLong.of(follow.id()), follow.paused());
    }

    Draft with(FollowQuery other) {
        return new Draft(other, pace, brief, replaces, paused);
    }

    Optional<BriefTimes> times() {
        return brief.flatMap(BriefTimes::parse);
    }
}
