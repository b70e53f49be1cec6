// What belongs to the person who opened the page in Telegram.

import {$, language, make, number, post, say, text} from './parts.js';

const PACES = [1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 100, 200];
const SHOWN = 40;
const EXAMPLES = 5;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

let initData = '';
let me;
let wanted = {hours: 48, posts: []};
let paces = [];

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: {Authorization: `tma ${initData}`, ...(body && {'Content-Type': 'application/json'})},
    body: body && JSON.stringify(body),
  });
  if (response.status === 204) return null;
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? text('failed'));
  return answer;
}

/// Does something, and says why it did not work.
async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    say(problem.message);
    return undefined;
  }
}

/// Zero stands for everything.
const pace = () => paces[$('pace').value];

/// What a pace would have brought: the best of what the follows wanted.
function cut() {
  const most = pace() ? Math.round((pace() * wanted.hours) / 24) : wanted.posts.length;
  const best = wanted.posts.toSorted((a, b) => b.rank - a.rank);
  const words = pace() ? text('pace.some', number(pace())) : text('pace.all');
  $('pace').setAttribute('aria-valuetext', words);
  $('pace-cut').textContent = `${words} · ${text('pace.cut', number(Math.min(most, best.length)), number(best.length))}`;
  $('pace-posts').replaceChildren(...best.slice(0, SHOWN).map((one, at) => post(one.post, at < most ? '' : 'left')));
}

function showPace() {
  const chosen = Number(me.settings.pace ?? 0);
  paces = [...new Set(chosen ? [...PACES, chosen] : PACES)].sort((a, b) => a - b).concat(0);
  $('pace').max = paces.length - 1;
  $('pace').value = paces.indexOf(chosen);
  cut();
}

function time(instant) {
  const format = {weekday: 'long', hour: 'numeric', minute: '2-digit', timeZone: me.settings.zone ?? 'UTC'};
  return new Date(instant).toLocaleString(language, format);
}

function showHours() {
  const [from, until] = (me.settings.quiet ?? '').split('-');
  $('quiet').checked = Boolean(from);
  if (from) [$('quiet-from').value, $('quiet-until').value] = [from, until];
  $('brief-times').value = (me.settings.brief ?? '').replaceAll(',', ', ');
  $('brief-offered').replaceChildren(...me.offered.brief.map((value) => make('option', {value})));
  $('zone').value = me.settings.zone ?? '';
  $('zone-here').hidden = me.settings.zone === here;
  $('zone-here').textContent = text('hours.here', here);
  $('next-brief').textContent = me.nextBrief ? text('hours.next', time(me.nextBrief)) : text('hours.at-once');
}

/// Times as settings write them: `8:00, Sun 10:00` is `08:00,sun 10:00`. Empty for none.
const briefTimes = () => $('brief-times').value.trim().toLowerCase()
  .replace(/\s*,\s*/g, ',').replace(/(?<!\d)(\d):/g, '0$1:') || null;

/// What was chosen, as it is now or as `asked` says.
async function showMe(asked = call('GET', 'me')) {
  me = await asked;
  showPace();
  showHours();
}

async function save(settings) {
  await showMe(call('PUT', 'me', {settings}));
  say(text('saved'));
}

function button(words, label, run, className = 'quiet') {
  const made = make('button', {type: 'button', text: words, className});
  made.setAttribute('aria-label', label);
  made.addEventListener('click', () => attempt(run));
  return made;
}

async function showFollows() {
  const follows = await call('GET', 'me/follows');
  $('follows').replaceChildren(...follows.map((follow) => {
    const label = (key) => text(key, follow.text);
    const [key, words] = follow.paused ? ['follows.resume-one', text('follows.resume')] : ['follows.pause-one', text('follows.pause')];
    return make('li', {className: follow.paused ? 'left' : ''}, make('code', {text: follow.text}),
      button(words, label(key), async () => {
        await call('PUT', `me/follows/${follow.id}`, {paused: !follow.paused});
        await showFollows();
      }),
      button(text('follows.remove'), label('follows.remove-one'), async () => {
        await call('DELETE', `me/follows/${follow.id}`);
        await showFollows();
        say(text('follows.removed', follow.text));
        $('follows-title').focus();
      }));
  }));
  if (follows.length === 0) $('follows').replaceChildren(make('li', {text: text('follows.none')}));
}

function showPreview(preview, typed) {
  const unread = [...preview.unread, ...Object.keys(preview.refused)];
  const examples = preview.posts.slice(0, EXAMPLES)
    .map(({post: one, decision}) => post(one, decision.rule === undefined ? '' : 'left'));
  $('preview').replaceChildren(
    make('p', {}, make('code', {text: preview.text})),
    ...(preview.settings ? [make('p', {text: preview.settings})] : []),
    ...(unread.length && !preview.posts.length ? [] : [make('p', {text: text(
      preview.atLeast ? 'follows.counted-best' : 'follows.counted',
      number(preview.wanted),
      number(preview.aDay),
      number(Math.max(1, Math.round((Date.now() - Date.parse(preview.since)) / 3_600_000))),
    )})]),
    ...(unread.length ? [make('p', {className: 'hint', text: text('follows.unread', unread.join(', '))})] : []),
    make('ol', {className: 'posts'}, ...examples),
    button(text('follows.save'), text('follows.save'), async () => {
      await call('PUT', 'me/follows', {text: typed});
      $('preview').replaceChildren();
      $('wish').reset();
      await Promise.all([showFollows(), showMe()]);
      say(text('saved'));
      $('wish-text').focus();
    }, ''));
}

async function showBrief() {
  const {dueAt, sent, leftOut} = await call('GET', 'me/briefs/last');
  $('brief-what').textContent = dueAt ? text('brief.what', time(dueAt), number(sent.total), number(leftOut.total)) : text('brief.none');
  $('brief-posts').replaceChildren(...leftOut.posts.map((one) => post(one)));
  $('brief').hidden = false;
}

async function load() {
  await showMe();
  const asked = new URLSearchParams(location.search);
  if (me.language !== language && !asked.has('language')) {
    location.replace(`?language=${me.language}${location.hash}`);
    return;
  }
  $('mine').hidden = false;
  await Promise.all([showFollows(), showBrief(), call('GET', 'me/posts').then((posts) => { wanted = posts; cut(); })]);
}

export function showMine(data) {
  initData = data;
  $('follows-title').tabIndex = -1;
  $('zones').replaceChildren(...Intl.supportedValuesOf('timeZone').map((value) => make('option', {value})));
  $('pace').addEventListener('input', cut);
  $('pace').addEventListener('change', () => attempt(() => save({pace: pace() ? String(pace()) : null})));
  $('zone-here').addEventListener('click', () => attempt(() => save({zone: here})));
  $('hours').addEventListener('submit', (event) => {
    event.preventDefault();
    const quiet = $('quiet').checked ? `${$('quiet-from').value}-${$('quiet-until').value}` : null;
    attempt(() => save({quiet, brief: briefTimes(), zone: $('zone').value.trim() || null}));
  });
  $('ask').addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(async () => {
      await call('POST', 'api/v1/chat', {text: $('ask-text').value});
      $('ask').reset();
      say(text('ask.sent'));
    });
  });
  $('wish').addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = $('wish-text').value;
    attempt(async () => showPreview(await call('POST', 'me/follows', {text: typed}), typed));
  });
  attempt(load);
}
