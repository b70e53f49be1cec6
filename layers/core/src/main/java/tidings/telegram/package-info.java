/// What Telegram shows: cards, their buttons, where they are shown, in which language.
package tidings.telegram;
