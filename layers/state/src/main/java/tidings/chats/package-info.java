/// What is kept about each chat: how it stands with Telegram, its settings, and which messages show its cards.
package tidings.chats;
