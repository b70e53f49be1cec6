// Small things that all parts of the page use.

export const $ = (id) => document.getElementById(id);

export function make(tag, {className, text, ...properties} = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

export const hue = (id) => `hue-${Math.abs(id) % 7}`;

export const initial = (name) => (Array.from(name.trim())[0] ?? '?').toUpperCase();

export function dressAvatar(element, chat) {
  element.className = `avatar ${chat.kind === 'private' ? '' : 'group'} ${hue(chat.id)}`;
  element.textContent = initial(chat.title);
}

export const clockTime = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', hour12: false});

export function dayName(seconds) {
  const day = new Date(seconds * 1000);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) return 'Today';
  return day.toLocaleDateString([], {day: 'numeric', month: 'long'});
}

/// One line that says what a message holds.
export function preview(message) {
  if (!message) return 'No messages yet';
  const picture = message.photo ? 'Photo' : message.animation ? 'GIF' : message.video ? 'Video' : '';
  if (picture) return message.caption ? `${picture}: ${message.caption}` : picture;
  if (message.document) return message.document.file_name;
  if (message.new_chat_members) return 'The bot joined';
  if (message.migrate_to_chat_id) return 'The group became a supergroup';
  if (message.forum_topic_created) return `Topic: ${message.forum_topic_created.name}`;
  if (message.migrate_from_chat_id) return 'This was a group before';
  return message.text ?? '';
}

let toastTimer;

export function toast(text) {
  const element = $('toast');
  element.textContent = text;
  element.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { element.hidden = true; }, 3500);
}

export function alertBox(title, text) {
  $('alert-title').textContent = title;
  $('alert-text').textContent = text;
  $('alert').showModal();
}

/// Runs something that may be refused, and shows the refusal.
export async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    toast(problem.message);
    return undefined;
  }
}
