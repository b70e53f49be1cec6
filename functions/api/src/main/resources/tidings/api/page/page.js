// What everybody sees, kept up to date while somebody looks.

import {begin, initData, openLink} from './telegram.js';
import {$, age, columns, make, number, percent, post, text, topicLabel} from './parts.js';
import {showMine} from './mine.js';
import {begin as beginOperators, showNumbers} from './operators.js';

const MINUTE = 60_000;
const SERIES = 6;
const FRESH = 12;

const known = new Map();

/// Calls `show` with what is there, unless that has not changed since it was last shown.
async function fresh(path, show) {
  const etag = known.get(path);
  const response = await fetch(path, {headers: etag ? {'If-None-Match': etag} : {}});
  if (response.status === 304) return;
  const body = await response.json();
  if (response.ok || path === 'health') {
    show(body);
    known.set(path, response.headers.get('etag'));
  }
}

function showHealth({status, version, dependencies}) {
  $('health').textContent = text(status === 'ready' ? 'health.ready' : 'health.not-ready', version);
  $('health').className = status;
  $('parts').replaceChildren(...Object.entries(dependencies).map(([name, one]) =>
    make('li', {}, make('span', {text: name}), make('span', {className: one.status, text: one.reason ?? text(`parts.${one.status}`)}))));
}

function showStatistics({posts, topics, hours}) {
  const byPosts = Object.entries(topics).sort(([, a], [, b]) => b.posts - a.posts);
  const [drawn, names] = columns(hours, byPosts.slice(0, SERIES).map(([topic]) => topic), byPosts.length > SERIES);
  drawn.setAttribute('aria-label', text('topics.drawn', number(posts), byPosts.length ? topicLabel(byPosts[0][0]) : '–'));
  $('topics-drawn').replaceChildren(drawn, names);
  $('topics-rows').replaceChildren(...byPosts.map(([topic, one]) => make('tr', {},
    make('th', {scope: 'row', text: topicLabel(topic)}),
    make('td', {text: number(one.posts)}), make('td', {text: percent(one.confidence)}))));
}

function showCategorization({model, accuracy, topics}) {
  const chosen = $('fresh-topic').value;
  const choices = topics.map(({id}) => make('option', {value: id, text: topicLabel(id)}));
  $('fresh-topic').replaceChildren($('fresh-topic').options[0], ...choices);
  $('fresh-topic').value = chosen;
  $('model').textContent = accuracy === null ? text('model.unmeasured', model) : text('model', model, percent(accuracy));
}

function subreddit(one) {
  const facts = [one.topic && topicLabel(one.topic), one.confidence !== null && percent(one.confidence)].filter(Boolean);
  return make('li', {}, make('span', {text: one.label}), make('small', {text: facts.join(' · ')}));
}

function showSubreddits({subreddits, next}, more = false) {
  const items = subreddits.map(subreddit);
  if (more) $('subreddits').append(...items);
  else $('subreddits').replaceChildren(...(items.length ? items : [make('li', {text: text('subreddits.none')})]));
  $('subreddits-more').hidden = next === null;
  $('subreddits-more').onclick = async () => {
    const page = await fetch(`api/subreddits?after=${encodeURIComponent(next)}`);
    if (page.ok) showSubreddits(await page.json(), true);
  };
}

const freshPath = () => `api/posts?limit=${FRESH}${$('fresh-topic').value && `&topic=${$('fresh-topic').value}`}`;

const showFresh = () => fresh(freshPath(), ({posts}) => $('fresh').replaceChildren(...posts.map((one) => post(one))));

async function refresh() {
  const parts = [fresh('health', showHealth), fresh('api/stats', showStatistics), showFresh(), showNumbers()];
  const results = await Promise.allSettled(parts);
  if (results.some(({status}) => status === 'rejected')) {
    $('health').textContent = text('health.unreachable');
    $('health').className = 'dead';
  }
}

let lastAt = 0;

/// Asks no more often than once a minute, and not while nobody looks.
function keepUp() {
  if (!document.hidden && Date.now() - lastAt >= MINUTE) {
    lastAt = Date.now();
    refresh();
  }
}

begin();
beginOperators();
$('outside').hidden = Boolean(initData);
if (initData) showMine(initData);
document.addEventListener('click', openLink);
document.addEventListener('visibilitychange', keepUp);
$('fresh-topic').addEventListener('change', () => {
  known.delete(freshPath());
  showFresh();
});
fresh('api/categorization', showCategorization);
fresh('api/subreddits', showSubreddits);
keepUp();
setInterval(keepUp, MINUTE / 4);
