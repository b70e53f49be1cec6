package tidings.botapi;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The one field of a sent message that is needed. Telegrambots' own `Message` refers to some two hundred classes,
/// which a function would load for it.
public record SentMessage(@JsonProperty("message_id") int id) {}
