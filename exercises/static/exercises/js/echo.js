// Says what a typed dose means, 150 ms after the last key. Without it the echo comes when the form is saved.
const PAUSE = 150;
const asked = new WeakMap();

function echo(field) {
  const box = document.getElementById(field.dataset.echo);
  if (!box) return;
  const before = asked.get(field);
  clearTimeout(before?.wait);
  before?.stop.abort();
  const mine = { stop: new AbortController() };
  asked.set(field, mine);
  mine.wait = setTimeout(async () => {
    const url = new URL(field.dataset.dose, location.href);
    url.searchParams.set('text', field.value);
    if ('oneSided' in field.dataset) url.searchParams.set('one_sided', '1');
    try {
      const reply = await fetch(url, { signal: mine.stop.signal, headers: { Accept: 'application/json' } });
      if (!reply.ok || reply.redirected) return;
      const answer = await reply.json();
      if (mine.stop.signal.aborted) return;
      box.innerHTML = answer.html;
      if (field.form) for (const choice of box.querySelectorAll('[data-choice]')) choice.setAttribute('form', field.form.id);
      offer(field, box.querySelector('[data-stages]'));
      const taken = answer.status === 'ok' || answer.status === 'warn';
      field.dataset.doubt = taken ? '' : field.value;
      if (taken || !field.value) field.removeAttribute('aria-invalid');
      else field.setAttribute('aria-invalid', 'true');
    } catch {
      // no connection: the dose is read when it is saved
    }
  }, PAUSE);
}

/** Stages are made where the field knows of which exercise; elsewhere one of the doses is chosen. */
function offer(field, button) {
  if (!button || !field.dataset.make) return;
  button.setAttribute('form', field.form.id);
  button.setAttribute('formaction', field.dataset.make);
  button.hidden = false;
}

document.addEventListener('input', (event) => {
  if (event.target.matches?.('[data-dose]')) echo(event.target);
});

// a save on its way answers better than an echo that is still to be asked
document.addEventListener('change', (event) => {
  const mine = asked.get(event.target);
  clearTimeout(mine?.wait);
  mine?.stop.abort();
});

// outside the builder a choice is written into the field and read again
document.addEventListener('click', (event) => {
  const choice = event.target.closest?.('[data-choice]');
  if (!choice || document.querySelector('[data-builder]')) return;
  const field = document.querySelector(`[data-echo="${choice.closest('[id]')?.id}"]`);
  if (!field) return;
  event.preventDefault();
  field.value = choice.value;
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
