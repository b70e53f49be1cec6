// The dialog that makes a person or a group.

import {post} from './api.js';
import {$, make} from './dom.js';

const kind = () => document.querySelector('input[name="kind"]:checked').value;

function people(store) {
  return [...store.chats.values()].filter((chat) => chat.kind === 'private');
}

function show(store) {
  const group = kind() === 'group';
  $('create-label').textContent = group ? 'Title' : 'Name';
  $('create-name').placeholder = group ? 'Readers' : 'Ada';
  $('create-members').hidden = !group;
  $('create-members').replaceChildren(make('legend', {text: 'Members'}), ...people(store).map((person) =>
    make('label', {}, make('input', {type: 'checkbox', value: person.id, checked: true}), make('span', {text: person.title}))));
  if (group && people(store).length === 0) {
    $('create-members').append(make('p', {className: 'error', text: 'Make a person first.'}));
  }
}

/// Calls onCreated with each new chat.
export function setUpCreating(store, onCreated) {
  for (const choice of document.querySelectorAll('input[name="kind"]')) {
    choice.addEventListener('change', () => show(store));
  }
  $('create-cancel').addEventListener('click', () => $('create').close());
  $('create-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = $('create-name').value;
    const members = [...$('create-members').querySelectorAll('input:checked')].map((box) => Number(box.value));
    try {
      const chat = await post('chats', kind() === 'group' ? {title: name, members} : {name});
      $('create').close();
      onCreated(chat);
    } catch (problem) {
      $('create-error').textContent = problem.message;
      $('create-error').hidden = false;
    }
  });
  return () => {
    $('create-name').value = '';
    $('create-error').hidden = true;
    show(store);
    $('create').showModal();
    $('create-name').focus();
  };
}
