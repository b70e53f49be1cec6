/// A client of Telegram's Bot API (https://core.telegram.org/bots/api). Calls are built with the method classes of
/// telegrambots-meta.
package tidings.botapi;
