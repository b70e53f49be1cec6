// The messages of the chat that is looked at.

import {post} from './api.js';
import {$, alertBox, attempt, clockTime, dayName, hue, make, preview, toast} from './dom.js';
import {richText} from './rich-text.js';

const BUTTON_PATIENCE = 30_000;

export class Messages {
  #list = $('messages');
  #scroll = $('scroll');
  #elements = new Map();
  #waiting = new Map();
  /// Whether the end stays in view when the messages or the window grow.
  #following = true;
  /// Answers that came before the press itself returned.
  #early = new Map();

  /// @param hooks say(text), edit(message), reply(message), ask(query), speaker()
  constructor(store, hooks) {
    this.store = store;
    this.hooks = hooks;
    this.#scroll.addEventListener('scroll', () => {
      this.#following = this.#nearEnd();
      $('to-bottom').hidden = this.#following;
    });
    const keepUp = new ResizeObserver(() => this.#following && this.toEnd());
    keepUp.observe(this.#list);
    keepUp.observe(this.#scroll);
    $('to-bottom').addEventListener('click', () => this.toEnd());
    $('viewer').addEventListener('click', () => $('viewer').close());
  }

  /// Draws everything anew.
  show() {
    this.#elements.clear();
    const parts = [];
    let before = null;
    for (const message of this.store.list()) {
      parts.push(...this.#withDay(message, before));
      before = message;
    }
    this.#list.replaceChildren(...parts);
    this.#offerStart();
    this.toEnd();
  }

  add(message) {
    this.#following ||= !message.from.is_bot;
    const messages = this.store.list();
    const before = messages.at(-2) ?? null;
    this.#list.querySelector('.start')?.remove();
    const parts = this.#withDay(message, before);
    parts.at(-1).classList.add('fresh');
    this.#list.append(...parts);
    if (this.#following) this.toEnd();
  }

  change(message) {
    const old = this.#elements.get(message.message_id);
    if (!old) return;
    const fresh = this.#draw(message, old.classList.contains('follows'));
    fresh.querySelector('.bubble')?.classList.add('changed');
    old.replaceWith(fresh);
    this.#elements.set(message.message_id, fresh);
    if (this.#following) this.toEnd();
  }

  remove(id) {
    this.#elements.get(id)?.remove();
    this.#elements.delete(id);
  }

  answered({query, text, alert}) {
    if (!this.#waiting.has(query)) {
      this.#early.set(query, {query, text, alert});
      return;
    }
    this.#stop(query);
    if (text && alert) alertBox(this.store.bot.first_name, text);
    else if (text) toast(text);
  }

  toEnd() {
    this.#following = true;
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    $('to-bottom').hidden = true;
  }

  #nearEnd() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < 90;
  }

  #offerStart() {
    const chat = this.store.chats.get(this.store.selected);
    if (this.store.list().length > 0 || chat.kind !== 'private') return;
    const button = make('button', {className: 'wide accent', type: 'button', text: 'Start'});
    button.addEventListener('click', () => this.hooks.say('/start'));
    this.#list.append(make('li', {className: 'start'},
      make('p', {text: `${chat.title} has not written to ${this.store.bot.first_name} yet.`}), button));
  }

  #withDay(message, before) {
    const parts = [];
    if (!before || dayName(before.date) !== dayName(message.date)) {
      parts.push(make('li', {className: 'day', text: dayName(message.date)}));
    }
    const follows = parts.length === 0 && before.from.id === message.from.id && message.date - before.date < 300;
    const element = this.#draw(message, follows);
    this.#elements.set(message.message_id, element);
    parts.push(element);
    return parts;
  }

  #draw(message, follows) {
    if (message.migrate_to_chat_id || message.migrate_from_chat_id) {
      return make('li', {className: 'service', text: message.migrate_to_chat_id
        ? 'This group became a supergroup and goes on there.' : 'A group became this supergroup.'});
    }
    if (message.new_chat_members) {
      return make('li', {className: 'service', text: 'The bot joined the group.'});
    }
    if (message.forum_topic_created) {
      return make('li', {className: 'service', text: `Topic: ${message.forum_topic_created.name}`});
    }
    const mine = !message.from.is_bot && message.from.id === this.hooks.speaker();
    const element = make('li', {className: `message ${mine ? 'mine' : 'theirs'} ${follows ? 'follows' : ''}`});
    element.dataset.id = message.message_id;
    element.append(this.#bubble(message, mine, follows));
    const rows = message.reply_markup?.inline_keyboard ?? [];
    if (rows.length > 0) element.append(this.#keyboard(message, rows));
    return element;
  }

  #bubble(message, mine, follows) {
    const bubble = make('div', {className: 'bubble'});
    bubble.addEventListener('dblclick', () => this.hooks.reply(message));
    const chat = this.store.chats.get(this.store.selected);
    if (chat.kind !== 'private' && !mine && !follows) {
      bubble.append(make('div', {className: `sender ${hue(message.from.id)}`, text: message.from.first_name}));
    }
    if (message.via_bot) bubble.append(make('div', {className: 'sender', text: `via @${message.via_bot.username}`}));
    if (message.reply_to_message) bubble.append(this.#quote(message.reply_to_message));
    if (message.photo || message.animation || message.video) {
      bubble.classList.add('with-photo');
      bubble.append(this.#photo(message));
    }
    if (message.document) {
      bubble.append(make('a', {
        className: 'document', href: `/sandbox/photos/${message.document.file_id}`,
        download: message.document.file_name, text: `📄 ${message.document.file_name}`,
      }));
    }
    const text = message.text ?? message.caption;
    if (text) {
      const words = make('span', {className: 'words', dir: 'auto'});
      words.append(richText(text, message.entities ?? message.caption_entities, (command) => this.hooks.say(command)));
      bubble.append(words);
    } else {
      bubble.classList.add('photo-only');
    }
    if (message.link_preview_options?.url) bubble.append(this.#linkPreview(message.link_preview_options.url));
    if (message.edit_date) bubble.classList.add('edited');
    bubble.append(make('span', {
      className: 'meta',
      text: `${message.edit_date ? 'edited ' : ''}${clockTime(message.date)}`,
      title: new Date((message.edit_date ?? message.date) * 1000).toLocaleString(),
    }));
    if (mine && message.text && !message.via_bot) bubble.append(this.#editTool(message));
    if (message.from.is_bot) bubble.append(this.#deleteTool(message));
    return bubble;
  }

  #quote(answered) {
    const quote = make('button', {className: 'quote', type: 'button'},
      make('strong', {text: answered.from.first_name}),
      make('span', {text: answered.text ?? answered.caption ?? preview(answered)}));
    quote.addEventListener('click', () =>
      this.#elements.get(answered.message_id)?.scrollIntoView({block: 'center', behavior: 'smooth'}));
    return quote;
  }

  #photo(message) {
    const moving = message.animation ?? message.video;
    const size = moving ?? message.photo.at(-1);
    const remote = this.store.addressOf(message);
    const src = `/sandbox/photos/${size.file_id}`;
    const view = moving && !remote && size.mime_type.startsWith('video/')
      ? make('video', {src, width: size.width, height: size.height, muted: true, controls: true})
      : make('img', {src, width: size.width, height: size.height, alt: message.caption ?? 'Photo'});
    const button = make('button', {className: 'photo', type: 'button', ariaLabel: 'Open the photo'}, view);
    if (moving) button.append(make('span', {className: 'moves', text: message.animation ? 'GIF' : '▶'}));
    if (message.has_media_spoiler) button.classList.add('hidden-by-spoiler');
    button.addEventListener('click', () => {
      if (button.classList.contains('hidden-by-spoiler')) {
        button.classList.remove('hidden-by-spoiler');
      } else if (view.tagName === 'IMG') {
        $('viewer-image').src = src;
        $('viewer').showModal();
      }
    });
    return button;
  }

  #linkPreview(url) {
    const link = make('a', {className: 'link-preview', href: url, target: '_blank', rel: 'noopener noreferrer'});
    link.append(make('strong', {text: new URL(url).host}), make('span', {text: 'A preview, not fetched by the sandbox'}));
    return link;
  }

  #editTool(message) {
    const tool = make('button', {className: 'round small tools', type: 'button', ariaLabel: 'Edit this message', title: 'Edit'});
    tool.innerHTML = '<svg viewBox="0 0 24 24"><path d="M4 20l1-4L16 5l3 3L8 19z"/></svg>';
    tool.addEventListener('click', () => this.hooks.edit(message));
    return tool;
  }

  #deleteTool(message) {
    const tool = make('button', {className: 'round small tools', type: 'button', ariaLabel: 'Delete this message', title: 'Delete'});
    tool.innerHTML = '<svg viewBox="0 0 24 24"><path d="M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13"/></svg>';
    tool.addEventListener('click', () => this.hooks.remove(message));
    return tool;
  }

  #keyboard(message, rows) {
    const keyboard = make('div', {className: 'keyboard'});
    for (const row of rows) {
      keyboard.append(make('div', {className: 'row'}, ...row.map((button) => this.#key(message, button))));
    }
    return keyboard;
  }

  #key(message, button) {
    const key = make('button', {type: 'button', text: button.text, title: button.text, className: button.style ?? ''});
    if (button.url) key.classList.add('leads');
    if (button.copy_text) key.classList.add('copies');
    if (button.callback_data) {
      key.dataset.data = button.callback_data;
      const waits = [...this.#waiting.values()]
        .some((other) => other.message === message.message_id && other.data === button.callback_data);
      key.classList.toggle('spinning', waits);
    }
    key.addEventListener('click', () => this.#press(message, button));
    return key;
  }

  async #press(message, button) {
    if (button.url) {
      window.open(button.url, '_blank', 'noopener');
    } else if (button.copy_text) {
      await attempt(() => navigator.clipboard.writeText(button.copy_text.text));
      toast('Copied');
    } else if (button.switch_inline_query_current_chat !== undefined) {
      this.hooks.ask(button.switch_inline_query_current_chat);
    } else if (button.callback_data) {
      const chat = message.chat.id;
      const asked = await attempt(() => post(`chats/${chat}/messages/${message.message_id}/press`,
        {data: button.callback_data, from: this.hooks.speaker()}));
      if (asked) this.#wait(asked.query, message.message_id, button.callback_data);
    } else {
      toast('The sandbox has nothing behind this kind of button');
    }
  }

  #wait(query, message, data) {
    const timer = setTimeout(() => {
      this.#stop(query);
      toast('The bot has not answered this press');
    }, BUTTON_PATIENCE);
    this.#waiting.set(query, {message, data, timer});
    this.#spin(message, data, true);
    const early = this.#early.get(query);
    this.#early.clear();
    if (early) this.answered(early);
  }

  #stop(query) {
    const {message, data, timer} = this.#waiting.get(query);
    clearTimeout(timer);
    this.#waiting.delete(query);
    this.#spin(message, data, false);
  }

  #spin(message, data, on) {
    for (const key of this.#elements.get(message)?.querySelectorAll('.keyboard button') ?? []) {
      if (key.dataset.data === data) key.classList.toggle('spinning', on);
    }
  }
}
