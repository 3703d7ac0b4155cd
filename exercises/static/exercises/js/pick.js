// Adding by keyboard: Enter in the search adds the first exercise, its dose is typed, Enter or Tab leads back.
import { send } from './builder.js';

const search = document.querySelector('[data-pick]');
const words = search?.querySelector('[type=search]');
const add = document.querySelector('[data-add]');
const found = document.querySelector('#found');
let busy = false;
let fresh = null; // the dose field of what was just added from here

/** The results for exactly what stands in the search box. */
async function results() {
  const url = new URL(search.action);
  url.search = new URLSearchParams([...new FormData(search)].filter(([, value]) => value !== ''));
  const reply = await fetch(url, { headers: { 'X-Fragment': '1' } });
  if (reply.ok && !reply.redirected) found.innerHTML = await reply.text();
}

async function addFirst() {
  if (busy) return;
  busy = true;
  try {
    await results();
    const button = found.querySelector('button[name=exercise]');
    if (!button) return;
    const answer = await send(add, button);
    fresh = answer && document.getElementById(answer.focus);
  } finally {
    busy = false;
  }
}

function back() {
  fresh = null;
  words.focus();
  words.select();
}

async function leave(field) {
  field.dataset.sent = field.value; // so that leaving it does not send it again
  const kept = await send(field.form);
  if (kept) return back();
  delete field.dataset.sent;
  field.focus();
}

if (search && add) {
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      addFirst();
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      found.querySelector('button')?.focus();
    }
  });
  found.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...found.querySelectorAll('button')];
    (buttons[buttons.indexOf(event.target) + step] ?? words).focus();
  });
  document.addEventListener('keydown', (event) => {
    const field = event.target;
    const typing = field.matches?.('input, select, textarea, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      back();
    }
    if (!field.matches?.('[data-item] [data-dose], [data-dose][form^="f-"]')) return;
    const next = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && field === fresh);
    if (!next) return;
    event.preventDefault();
    leave(field);
  });
}
