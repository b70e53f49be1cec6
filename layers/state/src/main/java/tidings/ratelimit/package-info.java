/// Rate limits that all environments of a deployment share, however many of them run: requests to a source, messages to
/// Telegram.
///
/// The rules are plain values without clock or network; [tidings.ratelimit.SharedState] stores them and updates them
/// atomically. A permit that was taken and never used is lost: a crash wastes permits and never exceeds a limit.
package tidings.ratelimit;
