/// Telegram's door: takes an update, queues it as it came, answers.
package tidings.webhook;
