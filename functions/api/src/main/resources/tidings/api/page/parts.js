// Small parts that the page is made of.

const {texts, labels} = JSON.parse(document.getElementById('texts').textContent);
export const language = document.documentElement.lang;
const SVG = 'http://www.w3.org/2000/svg';

export const $ = (id) => document.getElementById(id);

/// A text with its arguments; the keys are those of board.*, without that.
export const text = (key, ...values) => texts[key].replace(/\{(\d)\}/g, (_, at) => values[at]);

export const topicLabel = (topic) => labels[topic] ?? topic;

export const number = (value) => value.toLocaleString(language);

export const percent = (value) => value.toLocaleString(language, {style: 'percent', maximumFractionDigits: 0});

export function make(tag, {className, text: words, ...properties} = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words !== undefined) element.textContent = words;
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

export function age(instant) {
  const minutes = Math.round((Date.parse(instant) - Date.now()) / 60_000);
  const format = new Intl.RelativeTimeFormat(language, {style: 'short'});
  return minutes > -60 ? format.format(minutes, 'minute') : format.format(Math.round(minutes / 60), 'hour');
}

const community = (name) => (/^(u_|user\/)/.test(name) ? `u/${name.replace(/^(u_|user\/)/, '')}` : `r/${name}`);

/// A post as an item of a list.
export function post(one, className = '') {
  const facts = [community(one.subreddit), topicLabel(one.topic), age(one.created)];
  if (one.score !== null) facts.push(`▲ ${number(one.score)}`);
  if (one.comments !== null) facts.push(`💬 ${number(one.comments)}`);
  const link = make('a', {text: one.title, href: one.permalink, rel: 'noopener noreferrer', target: '_blank'});
  return make('li', {className}, link, make('small', {text: facts.join(' · ')}));
}

let toldTimer;

/// Says what came of something.
export function say(words) {
  $('told').textContent = words;
  clearTimeout(toldTimer);
  toldTimer = setTimeout(() => { $('told').textContent = ''; }, 6_000);
}

/// Columns of an hour each, with a part for each topic of `shown`, all others together; and their names.
///
/// `others`: whether there are any.
export function columns(hours, shown, others) {
  const total = (hour) => Object.values(hour.posts).reduce((sum, posts) => sum + posts, 0);
  const most = Math.max(1, ...hours.map(total));
  const [width, height] = [12, 160];
  const drawn = svg('svg', {viewBox: `0 0 ${Math.max(1, hours.length) * width} ${height}`, preserveAspectRatio: 'none', role: 'img'});
  hours.forEach((hour, at) => {
    const named = shown.map((topic) => hour.posts[topic] ?? 0);
    const parts = [...named, total(hour) - named.reduce((sum, posts) => sum + posts, 0)];
    let top = height;
    parts.forEach((posts, series) => {
      const tall = (posts / most) * (height - 4);
      top -= tall;
      if (posts > 0) drawn.append(svg('rect', {x: at * width + 1, y: top, width: width - 2, height: tall, class: `series-${series}`}));
    });
  });
  const names = [...shown.map(topicLabel), ...(others ? [text('topics.others')] : [])].map((name, series) =>
    make('li', {}, make('span', {className: `key series-${series}`}), name));
  return [drawn, make('figcaption', {}, make('ul', {className: 'keys'}, ...names))];
}
