/// What all environments together may ask of others, however many of them run: Reddit's requests, Telegram's messages.
///
/// The rules are plain values that know no clock and no network; [tidings.ratelimit.SharedState] keeps them, alone among all
/// environments. What was taken and not used is lost: a crash wastes and never exceeds.
package tidings.ratelimit;
