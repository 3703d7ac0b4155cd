// A report gets its id, its zone and its time on the device; answers to reasons show at once.
function fresh() {
  return crypto.randomUUID ? crypto.randomUUID() : null;
}

function stamp(form) {
  const { id, time_zone: zone, done_at: done } = form.elements;
  const made = fresh();
  if (made && !form.querySelector('[aria-invalid]')) id.value = made;
  zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
  form.addEventListener('submit', () => {
    if (!done.value) done.value = new Date().toISOString();
  });
}

function tell(group) {
  const why = group.querySelector('[data-why]');
  const chosen = why.matches('select') ? why.value : why.querySelector(':checked')?.value;
  for (const answer of group.querySelectorAll('[data-answer]')) answer.hidden = answer.dataset.answer !== chosen;
}

function went(group) {
  const state = group.querySelector('.choices :checked')?.value || '';
  for (const part of group.querySelectorAll('[data-when]')) {
    part.hidden = !part.dataset.when.split(' ').includes(state);
    if (part.hidden && part.querySelector('[data-why]')) part.querySelector('select').value = '';
  }
}

function refresh(group) {
  if ('went' in group.dataset) went(group);
  tell(group);
}

for (const form of document.querySelectorAll('[data-log]')) {
  if (!document.querySelector('[data-errors]')) stamp(form);
  for (const group of form.querySelectorAll('fieldset')) {
    if (!group.querySelector('[data-why]')) continue;
    refresh(group);
    group.addEventListener('change', () => refresh(group));
  }
}
