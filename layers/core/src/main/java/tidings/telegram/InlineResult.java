package tidings.telegram;

/// One of the choices that an inline query is answered with (https://core.telegram.org/bots/api#inlinequeryresult).
///
/// @param id unique among the results, 1 to 64 bytes
/// @param title plain text
/// @param description plain text, may be empty
/// @param html what is sent when a person chooses it, in Telegram's HTML
public record InlineResult(String id, String title, String description, String html) {}
