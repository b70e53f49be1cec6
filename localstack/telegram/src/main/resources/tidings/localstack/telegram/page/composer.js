// Where people write: text, commands, edits, inline queries, and the keyboard that a bot puts there.

import {get, post} from './api.js';
import {$, attempt, make, toast} from './dom.js';

export class Composer {
  #commands = [];
  #editing = null;
  #answered = null;
  #chosen = 0;
  #drafts = new Map();
  #inline = null;
  #inlineTimer;

  constructor(store) {
    this.store = store;
    const text = $('text');
    text.addEventListener('input', () => this.#typed());
    text.addEventListener('keydown', (event) => this.#key(event));
    text.addEventListener('paste', (event) => {
      const picture = [...event.clipboardData.files].find((file) => file.type.startsWith('image/'));
      if (!picture) return;
      event.preventDefault();
      this.#show(picture);
    });
    $('write').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    $('commands').addEventListener('click', () => {
      if ($('suggestions').hidden) this.#suggest(this.#commands, true);
      else this.#hide();
    });
    $('page').addEventListener('click', () => attempt(() => this.#openPage()));
    $('editing-cancel').addEventListener('click', () => this.#stopEditing());
    document.addEventListener('click', (event) => {
      if (!event.target.closest('#composer')) this.#hide();
    });
  }

  get chat() {
    return this.store.chats.get(this.store.selected);
  }

  speaker() {
    const chosen = Number($('speaker').value);
    return this.chat.members.some((member) => member.id === chosen) ? chosen : this.chat.members[0].id;
  }

  async open(onInstead) {
    const {chat} = this;
    const speaker = $('speaker');
    speaker.hidden = chat.kind === 'private';
    speaker.replaceChildren(...chat.members.map((member) => make('option', {value: member.id, text: member.first_name})));
    this.#stopEditing();
    this.#set(this.#drafts.get(chat.id) ?? '');
    this.refresh(onInstead);
    await this.loadCommands();
    if (matchMedia('(hover: hover)').matches) $('text').focus();
  }

  async loadCommands() {
    const {chat} = this;
    this.#commands = await get(`chats/${chat.id}/commands`);
    $('commands').hidden = this.#commands.length === 0;
    const button = await get(`chats/${chat.id}/page`);
    $('page').hidden = chat.kind !== 'private' || !button.url;
    $('page').textContent = button.text ?? '';
  }

  /// Opens the page of the menu button in the colours of this one, as signed now.
  async #openPage() {
    const {url} = await get(`chats/${this.chat.id}/page`);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const theme = {
      bg_color: colour('--page'), secondary_bg_color: colour('--panel'), text_color: colour('--ink'),
      button_color: colour('--accent'), button_text_color: colour('--on-accent'),
    };
    window.open(`${url}&tgWebAppThemeParams=${encodeURIComponent(JSON.stringify(theme))}`, '_blank');
  }

  /// What is shown in place of the input when nothing can be said here.
  refresh(onInstead) {
    const {chat} = this;
    const instead = $('instead');
    const says = chat.blocked && chat.kind === 'private' ? 'Unblock the bot' : chat.moved_to ? 'Open the supergroup' : null;
    instead.hidden = !says;
    instead.textContent = says ?? '';
    instead.onclick = onInstead;
    $('write').hidden = Boolean(says);
    this.showKeyboard();
  }

  showKeyboard() {
    const keyboard = this.store.keyboards.get(this.chat.id);
    const rows = $('write').hidden ? [] : keyboard?.keyboard ?? [];
    $('reply-keyboard').hidden = rows.length === 0;
    $('reply-keyboard').replaceChildren(...rows.map((row) => make('div', {className: 'row'}, ...row.map((button) => {
      const label = button.text ?? button;
      const key = make('button', {type: 'button', text: label});
      key.addEventListener('click', () => {
        this.say(label);
        if (keyboard.one_time_keyboard) {
          this.store.keyboards.delete(this.chat.id);
          this.showKeyboard();
        }
      });
      return key;
    }))));
    $('text').placeholder = keyboard?.input_field_placeholder ?? 'Message';
  }

  async say(text, photo) {
    const reply_to = this.#answered?.message_id;
    return attempt(() => post(`chats/${this.chat.id}/messages`, {text, photo, reply_to, from: this.speaker()}));
  }

  /// Sends a pasted picture; what is typed is its caption.
  async #show(picture) {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    const photo = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''));
    if (await this.say($('text').value.trim(), photo)) {
      this.#stopEditing();
      this.#set('');
    }
  }

  reply(message) {
    this.#stopEditing();
    this.#answered = message;
    $('editing').hidden = false;
    $('editing-what').textContent = `Reply to ${message.from.first_name}`;
    $('editing-text').textContent = message.text ?? message.caption ?? '';
    $('text').focus();
  }

  edit(message) {
    this.#answered = null;
    this.#editing = message;
    $('editing').hidden = false;
    $('editing-what').textContent = 'Edit message';
    $('editing-text').textContent = message.text;
    this.#set(message.text);
    $('text').focus();
  }

  ask(query) {
    this.#set(`@${this.store.bot.username} ${query}`);
    $('text').focus();
    this.#typed();
  }

  inlineAnswered({query, results}) {
    if (this.#inline?.query !== query) return;
    this.#inline.results = results;
    this.#suggest(results.map((result) => ({title: result.title ?? result.id, description: result.description, result: result.id})));
    if (results.length === 0) this.#say('Nothing found');
  }

  #stopEditing() {
    if (this.#editing) this.#set('');
    this.#editing = null;
    this.#answered = null;
    $('editing').hidden = true;
  }

  #set(text) {
    $('text').value = text;
    this.#grow();
  }

  #grow() {
    const text = $('text');
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
    $('send').disabled = text.value.trim() === '';
    if (!this.#editing && this.chat) this.#drafts.set(this.chat.id, text.value);
  }

  #typed() {
    this.#grow();
    const typed = $('text').value;
    const command = typed.match(/^\/(\w*)$/);
    const inline = typed.match(new RegExp(`^@${this.store.bot.username} ([^]*)$`, 'i'));
    clearTimeout(this.#inlineTimer);
    if (command) {
      this.#suggest(this.#commands.filter((one) => one.command.startsWith(command[1].toLowerCase())));
    } else if (inline) {
      this.#say('Asking the bot…');
      this.#inlineTimer = setTimeout(() => this.#askInline(inline[1]), 300);
    } else {
      this.#hide();
    }
  }

  async #askInline(text) {
    const asked = await attempt(() => post(`chats/${this.chat.id}/inline`, {text, from: this.speaker()}));
    if (!asked) return this.#hide();
    this.#inline = asked;
    try {
      this.inlineAnswered(await get(`queries/${asked.query}`));
    } catch {
      // Not answered yet: the answer comes as a change.
    }
    return undefined;
  }

  #suggest(choices, all = false) {
    this.#chosen = 0;
    const box = $('suggestions');
    box.hidden = choices.length === 0;
    box.replaceChildren(...choices.map((choice) => {
      const button = make('button', {type: 'button'},
        make('strong', {text: choice.command ? `/${choice.command}` : choice.title}),
        make('span', {text: choice.description ?? ''}));
      button.setAttribute('role', 'option');
      button.addEventListener('click', () => this.#take(choice, all));
      return button;
    }));
    this.#mark();
  }

  #say(text) {
    $('suggestions').hidden = false;
    $('suggestions').replaceChildren(make('p', {text}));
  }

  #hide() {
    $('suggestions').hidden = true;
    $('suggestions').replaceChildren();
  }

  #mark() {
    [...$('suggestions').querySelectorAll('button')].forEach((button, index) => {
      button.setAttribute('aria-selected', index === this.#chosen);
      if (index === this.#chosen) button.scrollIntoView({block: 'nearest'});
    });
  }

  #take(choice, atOnce) {
    this.#hide();
    if (choice.result !== undefined) {
      const {query} = this.#inline;
      this.#set('');
      attempt(() => post(`chats/${this.chat.id}/choose`, {query, result: choice.result, from: this.speaker()}));
    } else if (atOnce) {
      this.say(`/${choice.command}`);
    } else {
      this.#set(`/${choice.command} `);
      $('text').focus();
    }
  }

  #key(event) {
    const choices = [...$('suggestions').querySelectorAll('button')];
    if (choices.length > 0 && !$('suggestions').hidden) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        this.#chosen = (this.#chosen + (event.key === 'ArrowDown' ? 1 : choices.length - 1)) % choices.length;
        return this.#mark();
      }
      const complete = event.key === 'Tab' || event.key === 'Enter';
      if (complete && !event.shiftKey && !this.#isWhole(choices)) {
        event.preventDefault();
        return choices[this.#chosen].click();
      }
    }
    if (event.key === 'Escape') {
      this.#hide();
      return this.#stopEditing();
    }
    if (event.key === 'ArrowUp' && $('text').value === '') {
      const last = this.store.list().filter((one) => one.from.id === this.speaker() && one.text).at(-1);
      if (last) {
        event.preventDefault();
        return this.edit(last);
      }
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && matchMedia('(hover: hover)').matches) {
      event.preventDefault();
      return this.#send();
    }
    return undefined;
  }

  /// A command that is typed out is sent by Enter, not completed.
  #isWhole(choices) {
    const typed = $('text').value.trim();
    return choices.some((choice) => choice.querySelector('strong').textContent === typed);
  }

  async #send() {
    const text = $('text').value;
    if (text.trim() === '') return;
    const editing = this.#editing;
    this.#hide();
    if (text.trim().toLowerCase().startsWith(`@${this.store.bot.username} `) && this.#inline) {
      toast('Choose one of the results');
      return;
    }
    $('send').disabled = true;
    const done = editing
      ? await attempt(() => post(`chats/${this.chat.id}/messages/${editing.message_id}`, {text, from: editing.from.id}))
      : await this.say(text);
    if (done) {
      this.#stopEditing();
      this.#set('');
    } else {
      this.#grow();
    }
  }
}
