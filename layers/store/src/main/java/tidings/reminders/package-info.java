/// Reminders: what people write for when they want one, and the cards that they get.
package tidings.reminders;
