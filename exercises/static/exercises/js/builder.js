// The builder: every change is a small form; sent one after the other, the parts that look different are put in.
import { say } from '../../portal/js/say.js';
import { put } from './parts.js';
import { draw } from './sheet.js';

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const saved = one('[data-saved]');
const undo = one('[data-undo]');
const target = one('#target');
const words = one('[data-builder]')?.dataset ?? {};
let line = Promise.resolve();

function version(number) {
  for (const field of all('[name=version]')) field.value = number;
}

function tell(state, text) {
  if (!saved) return;
  saved.className = `state state--${state}`;
  one('span', saved).textContent = text;
}

async function post(url, fields) {
  fields.set('version', one('[name=version]').value);
  let reply;
  try {
    reply = await fetch(url, { method: 'POST', body: fields, keepalive: true, headers: { 'X-Fragment': '1' } });
  } catch {
    tell('failed', words.offline);
    return null;
  }
  if (reply.redirected || !(reply.headers.get('Content-Type') ?? '').includes('json')) {
    tell('failed', words.signedOut);
    return null;
  }
  const answer = await reply.json();
  draw(answer.figures);
  if (answer.parts) put(answer.parts);
  const taken = !answer.refused && !answer.conflict;
  if (taken) done(answer);
  else refused(answer);
  return taken ? answer : null;
}

function done(answer) {
  version(answer.version);
  tell('saved', answer.saved);
  if (answer.said && answer.said !== answer.undo) say(answer.said, 'success', 4);
  undo.hidden = !answer.undo;
  undo.classList.remove('undo--there'); // at hand from now on
  if (answer.undo) one('[data-undo-words]', undo).textContent = answer.undo;
  if (answer.focus) focusOn(answer.focus);
}

function refused(answer) {
  if (answer.conflict) {
    put({ conflict: answer.conflict });
    one('[data-part=conflict] [tabindex]')?.focus();
  } else if (answer.kept) {
    for (const field of all('[data-doubt]')) field.dataset.doubt = '';
    tell('failed', words.doubtful);
  } else {
    tell('failed', words.refused);
    say(answer.refused, 'error', 10);
  }
}

function focusOn(id) {
  const place = document.getElementById(id);
  const field = place?.matches('li') ? place.querySelector('.grip') : place;
  field?.focus();
  if (field?.matches('input')) field.select();
}

/** Sends a form, with the button that was pressed; resolves to the answer, or null where nothing was saved. */
export function send(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.set(button.name, button.value);
  const url = button?.formAction && button.hasAttribute('formaction') ? button.formAction : form.action;
  // a field that goes while it is written in tells of a change once more: what is on its way is not sent again
  const doses = all('[data-dose]').filter((field) => field.form === form);
  for (const field of doses) field.dataset.sent = field.value;
  const mine = line.then(() => post(url, fields)).then((answer) => {
    if (!answer) for (const field of doses) delete field.dataset.sent;
    return answer;
  });
  line = mine.catch(() => null);
  return mine;
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-item], [data-change]')) return;
  event.preventDefault();
  const field = event.submitter?.matches('[data-choice]') ? field_of(event.submitter) : null;
  if (field) field.value = event.submitter.value;
  send(form, event.submitter).then((answer) => answer && field?.focus());
}, true);

function field_of(choice) {
  const box = choice.closest('[id]');
  return one(`[data-echo="${box?.id}"]`);
}

// a press on a choice must not first leave the field it is for
document.addEventListener('mousedown', (event) => event.target.closest?.('[data-choice], [data-stages]') && event.preventDefault());

// what stands in an item is saved when its field is left
document.addEventListener('change', (event) => {
  const form = event.target.form;
  const field = event.target;
  if (!form?.matches('[data-item]') || ['items', 'slot'].includes(field.name) || field.dataset.sent === field.value) return;
  send(form).then((answer) => answer && field.name === 'side' && sided(field, answer));
});

document.addEventListener('reorder', (event) => {
  const list = event.target;
  const fields = new FormData();
  fields.set('csrfmiddlewaretoken', one('[name=csrfmiddlewaretoken]').value);
  const patient = one('[name=for]');
  if (patient) fields.set('for', patient.value);
  fields.set('items', event.detail.items.map((item) => item.dataset.pk).join(','));
  const mine = line.then(() => post(list.dataset.order, fields));
  line = mine.catch(() => null);
});

/** The side stands in the dose's own words from now on. */
function sided(select, answer) {
  select.value = '';
  for (const [id, text] of Object.entries(answer.typed)) document.getElementById(id).value = text;
}

// a dose that asks a question is not saved yet: leaving the page warns
addEventListener('beforeunload', (event) => {
  if (all('[data-doubt]').some((field) => field.dataset.doubt && field.dataset.doubt === field.value)) event.preventDefault();
});

// what is looked at is where the next exercise goes
document.addEventListener('focusin', (event) => {
  const slot = event.target.closest?.('[data-slot]')?.dataset.slot;
  if (slot && target && one(`option[value="${slot}"]`, target)) target.value = slot;
});
