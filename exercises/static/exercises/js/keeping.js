// What is typed in the builder and not saved yet outlives the page: a dose is kept as typed after a pause, and when
// the page goes away so is whatever else is half written.
const PAUSE = 3000;
const dirty = new Set();
const waits = new WeakMap();

/** Sends without waiting for the answer; the browser finishes it even when the tab is closed. */
function hand(form, more = {}) {
  const fields = new FormData(form);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  fetch(form.action, { method: 'POST', body: fields, keepalive: true, headers: { 'X-Fragment': '1' } }).catch(() => {});
}

const isDose = (field) => field.name === 'dose' && field.form?.matches('[data-item]');

document.addEventListener('input', (event) => {
  const field = event.target;
  if (!field.form?.matches('[data-item], [data-keep]') || field.type === 'checkbox') return;
  dirty.add(field);
  clearTimeout(waits.get(field));
  if (isDose(field)) waits.set(field, setTimeout(() => hand(field.form, { keep: '1' }), PAUSE));
});

// a field of an exercise is saved when it is left, a form when it is sent
function settle(field) {
  clearTimeout(waits.get(field));
  dirty.delete(field);
}
document.addEventListener('change', (event) => event.target.form?.matches('[data-item]') && settle(event.target));
document.addEventListener('keydown', (event) => event.key === 'Enter' && dirty.has(event.target) && settle(event.target));
document.addEventListener('submit', (event) => [...dirty].filter((field) => field.form === event.target).forEach(settle), true);

function away() {
  const forms = new Set([...dirty].filter((field) => field.isConnected && !isDose(field)).map((field) => field.form));
  for (const field of dirty) if (field.isConnected && isDose(field)) hand(field.form, { keep: '1' });
  for (const form of forms) hand(form);
  dirty.clear();
}
addEventListener('pagehide', away);
