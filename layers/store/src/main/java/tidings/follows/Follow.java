package tidings.follows;

import java.time.Instant;
import tidings.domain.Place;

/// A query whose posts a place gets.
///
/// @param id unique among all chats
public record Follow(long id, Place place, FollowQuery query, boolean paused, Instant since) {}
