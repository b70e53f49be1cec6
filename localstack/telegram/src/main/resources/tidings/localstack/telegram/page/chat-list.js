// The list of chats, and the line that says how the bot gets its updates.

import {$, clockTime, dressAvatar, initial, make, preview} from './dom.js';

function row(store, chat, onOpen) {
  const avatar = make('span');
  dressAvatar(avatar, chat);
  const unread = store.unread.get(chat.id) ?? 0;
  const state = chat.blocked ? `${chat.kind === 'private' ? 'Blocked' : 'Removed'} the bot` : chat.moved_to ? 'Became a supergroup' : preview(chat.latest);
  const button = make('button', {className: 'chat-row', type: 'button'}, avatar,
    make('span', {className: 'lines'},
      make('span', {className: 'line'},
        make('span', {className: 'title', text: chat.title}),
        make('time', {text: chat.latest ? clockTime(chat.latest.date) : ''})),
      make('span', {className: 'line'},
        make('span', {className: 'preview', text: state}),
        ...(unread ? [make('span', {className: 'badge', text: unread, ariaLabel: `${unread} unread`})] : []))));
  button.setAttribute('aria-current', store.selected === chat.id);
  button.addEventListener('click', () => onOpen(chat.id));
  return button;
}

export function showChats(store, onOpen) {
  $('chats').replaceChildren(...store.byLatest().map((chat) => row(store, chat, onOpen)));
  const unread = [...store.unread.values()].reduce((sum, count) => sum + count, 0);
  document.title = unread ? `(${unread}) ${store.bot.first_name}` : `${store.bot.first_name} · Sandbox Telegram`;
}

export function showBot({bot}) {
  $('bot-avatar').textContent = initial(bot.first_name);
  $('bot-name').textContent = bot.first_name;
  $('bot-username').textContent = `@${bot.username}`;
  const {url, pending_update_count: pending, last_error_message: error} = bot.webhook;
  const waiting = pending === 1 ? '1 update waits' : `${pending} updates wait`;
  if (!url) {
    showStatus(pending ? 'warn' : '', pending ? `No webhook: ${waiting} for the bot` : 'No webhook set');
  } else if (error && pending) {
    showStatus('bad', `${error} · ${waiting}`);
  } else {
    showStatus('good', pending ? `Webhook set · ${waiting}` : 'Webhook set · all updates taken');
  }
  $('status').title = url;
}

export function showStatus(kind, text) {
  $('status').className = kind;
  $('status-text').textContent = text;
}
