/// The webhook for Telegram: takes an update, queues it unchanged, answers.
package tidings.webhook;
