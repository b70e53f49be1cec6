package tidings.selection;

import java.time.Instant;
import java.util.Optional;

/// How a story comes to a place.
///
/// @param reason why it is held or skipped: one of [DeliveryPolicy]
/// @param dueAt when it is to come; of a skipped one, when that was decided
public record Planned(DeliveryState state, Optional<String> reason, Instant dueAt) {}
