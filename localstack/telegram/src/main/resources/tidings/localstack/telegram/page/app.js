// Puts the page together: what changes in the sandbox, and what people do here.

import {follow, post} from './api.js';
import {showBot, showChats, showStatus} from './chat-list.js';
import {Composer} from './composer.js';
import {setUpCreating} from './create-chat.js';
import {$, attempt, dressAvatar, make, toast} from './dom.js';
import {Messages} from './messages.js';
import {Store} from './store.js';

const ACTION_SHOWN = 5_500;
const RETRY = 1_500;

const store = new Store();
const composer = new Composer(store);
const messages = new Messages(store, {
  say: (text) => composer.say(text),
  edit: (message) => composer.edit(message),
  remove: (message) => attempt(() => post(`chats/${store.selected}/messages/${message.message_id}/delete`, {})),
  reply: (message) => composer.reply(message),
  ask: (query) => composer.ask(query),
  speaker: () => composer.speaker(),
});
const create = setUpCreating(store, (chat) => {
  store.chats.set(chat.id, {...store.chats.get(chat.id), ...chat});
  open(chat.id);
});
let actionTimer;

async function open(id) {
  await store.open(id);
  document.body.classList.add('in-chat');
  history.replaceState(null, '', `#${id}`);
  $('welcome').hidden = true;
  $('chat').hidden = false;
  showChats(store, open);
  showHeader();
  await composer.open(instead);
  messages.show();
}

function close() {
  document.body.classList.remove('in-chat');
  store.selected = null;
  history.replaceState(null, '', '#');
  $('chat').hidden = true;
  $('welcome').hidden = false;
  showChats(store, open);
}

function showHeader(action) {
  const chat = store.chats.get(store.selected);
  dressAvatar($('chat-avatar'), chat);
  $('chat-title').textContent = chat.title;
  const subtitle = $('chat-subtitle');
  clearTimeout(actionTimer);
  subtitle.className = action ? 'active' : '';
  if (action) {
    const verb = action.replaceAll('_', ' ').replace(/^upload/, 'sending a').replace(/^(choose|find|record) /, '$1s a ');
    subtitle.replaceChildren(make('span', {className: 'dots', text: `${store.bot.first_name} is ${verb}`}));
    actionTimer = setTimeout(showHeader, ACTION_SHOWN);
  } else {
    subtitle.textContent = chat.kind === 'private'
      ? `talks to @${store.bot.username}`
      : `${chat.kind}: ${chat.members.map((member) => member.first_name).join(', ')} and the bot`;
  }
}

async function instead() {
  const chat = store.chats.get(store.selected);
  if (chat.blocked && chat.kind === 'private') await attempt(() => post(`chats/${chat.id}/block`, {blocked: false}));
  else if (chat.moved_to) open(chat.moved_to);
}

function actions(chat) {
  const all = [];
  if (!chat.moved_to) {
    const [stop, resume] = chat.kind === 'private'
      ? ['Block the bot', 'Unblock the bot'] : ['Remove the bot', 'Add the bot'];
    all.push([chat.blocked ? resume : stop, chat.blocked ? '' : 'danger',
      () => post(`chats/${chat.id}/block`, {blocked: !chat.blocked})]);
  }
  if (chat.kind !== 'private' && !chat.moved_to) {
    all.push([chat.muted ? 'Let the bot write' : 'Mute the bot', chat.muted ? '' : 'danger',
      () => post(`chats/${chat.id}/mute`, {muted: !chat.muted})]);
    for (const member of chat.members.filter((one) => one.status === 'member')) {
      all.push([`Make ${member.first_name} an administrator`, '',
        () => post(`chats/${chat.id}/promote`, {user: member.id})]);
    }
  }
  if (chat.kind === 'group' && !chat.moved_to) {
    all.push(['Make it a supergroup', '', async () => open((await post(`chats/${chat.id}/migrate`, {})).id)]);
  }
  all.push([`Copy the chat id ${chat.id}`, '', async () => {
    await navigator.clipboard.writeText(String(chat.id));
    toast('Copied');
  }]);
  return all;
}

function toggleActions() {
  const menu = $('actions');
  menu.hidden = !menu.hidden;
  menu.replaceChildren(...actions(store.chats.get(store.selected)).map(([text, className, run]) => {
    const button = make('button', {type: 'button', text, className});
    button.setAttribute('role', 'menuitem');
    button.addEventListener('click', () => {
      menu.hidden = true;
      attempt(run);
    });
    return make('li', {}, button);
  }));
}

function changed(change) {
  const {kind, body} = change;
  if (kind === 'update') return;
  const chat = store.apply(change);
  if (kind === 'bot') {
    showBot(store);
    if (store.selected !== null) attempt(() => composer.loadCommands());
    return;
  }
  if (kind === 'inline') {
    composer.inlineAnswered(body);
    return;
  }
  if (chat !== null && chat === store.selected) changedHere(kind, body);
  if (kind !== 'action' && kind !== 'answer') showChats(store, open);
}

function changedHere(kind, body) {
  switch (kind) {
    case 'message':
      messages.add(body.message);
      if (body.message.from.is_bot) showHeader();
      composer.showKeyboard();
      break;
    case 'edited': messages.change(body.message); break;
    case 'deleted': messages.remove(body.message); break;
    case 'answer': messages.answered(body); break;
    case 'action': showHeader(body.action); break;
    case 'chat':
      showHeader();
      composer.refresh(instead);
      break;
    default: break;
  }
}

async function connect() {
  try {
    const last = await store.load();
    showBot(store);
    showChats(store, open);
    const wanted = store.selected ?? Number(location.hash.slice(1));
    if (store.chats.has(wanted)) await open(wanted);
    else close();
    follow(last, {onChange: changed, onBehind: connect, onLost: lost});
  } catch {
    lost();
  }
}

function lost() {
  showStatus('bad', 'The sandbox does not answer. Trying again…');
  setTimeout(connect, RETRY);
}

$('new-chat').addEventListener('click', create);
$('welcome-new').addEventListener('click', create);
$('first-chat').addEventListener('click', () => attempt(async () => {
  const chat = await post('chats', {name: 'Ada'});
  store.chats.set(chat.id, {...store.chats.get(chat.id), ...chat});
  await open(chat.id);
}));
$('back').addEventListener('click', close);
$('more').addEventListener('click', toggleActions);
$('speaker').addEventListener('change', () => messages.show());
document.addEventListener('click', (event) => {
  if (!event.target.closest('#actions, #more')) $('actions').hidden = true;
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && store.selected !== null) {
    store.unread.delete(store.selected);
    showChats(store, open);
  }
});
connect();
