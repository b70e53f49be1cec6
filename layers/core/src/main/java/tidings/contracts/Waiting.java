package tidings.contracts;

import tidings.domain.ChatId;

/// A chat that waits for a listing on a card.
///
/// @param card where the answer goes
/// @param cause the update that asked; what is sent for it is named after it
public record Waiting(ChatId chat, CardId card, String cause) {}
