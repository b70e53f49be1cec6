// Text with entities as DOM. Everything is set as text: what a bot sends is never read as HTML.

const tags = {
  bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};

const address = (url) => /^(https?|tg|ton|tonsite):\/\//i.test(url) ? url : null;

function link(url) {
  const element = document.createElement('a');
  const safe = address(url);
  if (safe) {
    element.href = safe;
    element.target = '_blank';
    element.rel = 'noopener noreferrer';
    element.title = safe;
  }
  return element;
}

function element(entity, text, onCommand) {
  switch (entity.type) {
    case 'text_link': return link(entity.url);
    case 'url': return link(text);
    case 'bot_command': {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'command';
      button.addEventListener('click', () => onCommand(text));
      return button;
    }
    case 'spoiler': {
      const span = document.createElement('span');
      span.className = 'spoiler';
      span.tabIndex = 0;
      span.setAttribute('role', 'button');
      span.setAttribute('aria-label', 'Hidden text');
      const show = () => span.classList.add('shown');
      span.addEventListener('click', show);
      span.addEventListener('keydown', (event) => event.key === 'Enter' && show());
      return span;
    }
    case 'mention': case 'hashtag': case 'cashtag': case 'email': case 'phone_number': case 'text_mention': {
      const span = document.createElement('span');
      span.className = 'tag';
      return span;
    }
    default: {
      const made = document.createElement(tags[entity.type] ?? 'span');
      if (entity.type === 'pre' && entity.language) made.dataset.language = entity.language;
      if (entity.type === 'expandable_blockquote') {
        made.className = 'folded';
        made.addEventListener('click', () => made.classList.toggle('folded'));
      }
      return made;
    }
  }
}

/// Offsets count UTF-16 units, as JavaScript's strings do. Entities come outer ones first.
export function richText(text, entities = [], onCommand = () => {}) {
  const fill = (parent, from, to, inside) => {
    let at = from;
    let rest = inside;
    while (rest.length > 0) {
      const [outer, ...others] = rest;
      const start = Math.max(at, outer.offset);
      const end = Math.min(to, outer.offset + outer.length);
      rest = others;
      if (end <= start) continue;
      parent.append(text.slice(at, start));
      const made = element(outer, text.slice(start, end), onCommand);
      const children = others.filter((other) => other.offset < end);
      fill(made, start, end, children);
      parent.append(made);
      rest = others.filter((other) => other.offset + other.length > end);
      at = end;
    }
    parent.append(text.slice(at, to));
    return parent;
  };
  return fill(document.createDocumentFragment(), 0, text.length, entities);
}
