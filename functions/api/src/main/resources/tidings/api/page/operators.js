// What operators see by their key, which is forgotten with the page.

import {$, make, number, percent, say, text} from './parts.js';

let key = '';

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

/// Nothing without a key.
export async function showNumbers() {
  if (!key) return;
  const response = await fetch('metrics/all', {headers: {Authorization: `Bearer ${key}`}});
  const body = await response.json();
  if (response.ok) show(body);
  else {
    key = '';
    $('operators').hidden = true;
    say(body.detail);
  }
}

export function begin() {
  $('key-form').addEventListener('submit', (event) => {
    event.preventDefault();
    key = $('key').value.trim();
    $('key').value = '';
    showNumbers();
  });
}
