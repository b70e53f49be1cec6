/// The only function that sends to Telegram.
package tidings.sender;
