/// The only one who speaks to Telegram.
package tidings.sender;
