// What the page knows: chats, their messages, and what came while nobody looked.

import {get} from './api.js';

export class Store {
  chats = new Map();
  messages = new Map();
  keyboards = new Map();
  unread = new Map();
  addresses = new Map();
  bot = null;
  selected = null;

  async load() {
    const state = await get('state');
    this.bot = state.bot;
    this.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
    this.messages.clear();
    this.keyboards.clear();
    if (this.selected !== null && this.chats.has(this.selected)) {
      await this.open(this.selected);
    } else {
      this.selected = null;
    }
    return state.last;
  }

  /// Reads a chat's messages the first time, and makes it the one that is looked at.
  async open(id) {
    this.selected = id;
    this.unread.delete(id);
    if (!this.messages.has(id)) {
      const held = new Map();
      this.messages.set(id, held);
      for (const view of await get(`chats/${id}/messages?latest=400`)) {
        if (!held.has(view.message.message_id)) this.keep(view, held);
      }
    }
  }

  keep(view, held) {
    held.set(view.message.message_id, view.message);
    if (view.photo_address) this.addresses.set(`${view.chat}/${view.message.message_id}`, view.photo_address);
    if (view.keyboard) this.keyboards.set(view.chat, view.keyboard);
    if (view.keyboard?.remove_keyboard) this.keyboards.delete(view.chat);
  }

  list() {
    return [...this.messages.get(this.selected)?.values() ?? []].sort((a, b) => a.message_id - b.message_id);
  }

  addressOf(message) {
    return this.addresses.get(`${message.chat.id}/${message.message_id}`);
  }

  byLatest() {
    return [...this.chats.values()].sort((a, b) => (b.latest?.date ?? 0) - (a.latest?.date ?? 0)
      || (b.latest?.message_id ?? 0) - (a.latest?.message_id ?? 0));
  }

  /// The chat that a change is about, or null.
  apply({kind, body}) {
    switch (kind) {
      case 'chat': {
        const known = this.chats.get(body.id);
        this.chats.set(body.id, {...known, ...body});
        return body.id;
      }
      case 'message': case 'edited': {
        const held = this.messages.get(body.chat);
        if (held) this.keep(body, held);
        const chat = this.chats.get(body.chat);
        const latest = chat?.latest;
        if (chat && (!latest || latest.message_id <= body.message.message_id)) chat.latest = body.message;
        const looking = this.selected === body.chat && !document.hidden;
        if (kind === 'message' && body.message.from.is_bot && !looking) {
          this.unread.set(body.chat, (this.unread.get(body.chat) ?? 0) + 1);
        }
        return body.chat;
      }
      case 'deleted': {
        this.messages.get(body.chat)?.delete(body.message);
        const chat = this.chats.get(body.chat);
        if (chat?.latest?.message_id === body.message) chat.latest = [...this.messages.get(body.chat)?.values() ?? []].at(-1);
        return body.chat;
      }
      case 'bot':
        this.bot.webhook = body;
        return null;
      default:
        return body.chat ?? null;
    }
  }
}
