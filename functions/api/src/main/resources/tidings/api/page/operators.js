// What operators see by their key, which is forgotten with the page.

import {$, age, language, make, number, percent, say, text} from './parts.js';

let key = '';

const time = (instant) => new Date(instant).toLocaleTimeString(language, {timeStyle: 'short'});

const row = (name, ...values) =>
  make('tr', {}, make('th', {scope: 'row', text: name}), ...values.map((value) => make('td', {text: value})));

function show({database, cache, queues, model, lastHour}) {
  $('queues').replaceChildren(...Object.entries(queues).map(([name, one]) =>
    row(name, number(one.visible), number(one.inFlight), number(one.deadLetters))));
  const {pool} = database;
  $('numbers').replaceChildren(
    row(text('operators.hit-rate'), percent(cache.lookups.hitRatePercent / 100)),
    row(text('operators.pool'), `${number(pool.active)} / ${number(pool.max)}`),
    row(text('confidence'), percent(model.confidence)),
    // Their names are those of the API.
    ...Object.entries(lastHour?.numbers ?? {}).map(([name, value]) => row(name, number(value))));
  $('operators').hidden = false;
}

async function call(path, change) {
  const response = await fetch(path, {
    headers: {Authorization: `Bearer ${key}`, ...(change && {'Content-Type': 'application/json'})},
    ...(change && {method: 'PUT', body: JSON.stringify(change)}),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail);
  return body;
}

/// Nothing without a key.
export async function showNumbers() {
  if (!key) return;
  try {
    const [numbers, suggestions, autopilot] =
      await Promise.all([call('metrics/all'), call('performance/suggestions'), call('config/autopilot')]);
    show(numbers);
    showAutopilot(autopilot);
    $('suggestions').replaceChildren(...suggestions.map(suggestion));
    if (suggestions.length === 0) $('suggestions').replaceChildren(make('li', {text: text('operators.none')}));
  } catch (problem) {
    key = '';
    $('operators').hidden = true;
    say(problem.message);
  }
}

function showAutopilot({kinds, trial, changes}) {
  const told = [kinds.length === 0 ? text('operators.autopilot.off') : text('operators.autopilot.on', kinds.join(', '))];
  if (trial) told.push(text('operators.autopilot.trying', trial.tunable, text(`operators.measure.${trial.measure}`), time(trial.until)));
  $('autopilot').textContent = told.join(' ');
  $('autopilot-changes').replaceChildren(...changes.map(({tunable, from, to, reason, at}) => {
    const change = text('operators.autopilot.change', tunable, from, to);
    const item = make('li', {}, make('span', {text: change}), make('small', {text: `${reason} · ${age(at)}`}));
    item.append(setter(text('operators.autopilot.undo'), text('operators.autopilot.undo-one', change), tunable, from, `undone on the Board: ${reason}`));
    return item;
  }));
}

/// A button that sets a tunable.
function setter(label, title, tunable, value, reason) {
  const button = make('button', {type: 'button', text: label});
  button.setAttribute('aria-label', title);
  button.addEventListener('click', async () => {
    try {
      await call(`api/v1/tunables/${tunable}`, {value, reason: reason.slice(0, 500)});
      say(text('saved'));
      showNumbers();
    } catch (problem) {
      say(problem.message);
    }
  });
  return button;
}

/// What can be changed live has a button, the rest its command.
function suggestion({seen, change, effect, undo, live, command}) {
  const item = make('li', {}, make('span', {text: change}), make('small', {text: `${seen} · ${effect} · ${undo}`}));
  if (command) item.append(make('code', {text: command}));
  if (live) item.append(setter(text('operators.apply'), text('operators.apply-one', change), live.tunable, live.to, `suggested: ${seen}`));
  return item;
}

export function begin() {
  $('key-form').addEventListener('submit', (event) => {
    event.preventDefault();
    key = $('key').value.trim();
    $('key').value = '';
    showNumbers();
  });
}
