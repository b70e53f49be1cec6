/// What people see: cards made of Telegram's HTML and buttons.
package tidings.cards;
