/// Turns an update into replies.
package tidings.bot;
