// A double submit is one. The button is let go again when the page comes back from the browser's memory.
const held = new Set();

function hold(form) {
  held.add(form);
  form.dataset.sent = '';
  // after this turn, so that the pressed button's own name and value are still sent
  setTimeout(() => form.querySelectorAll('[type=submit]').forEach((b) => b.setAttribute('aria-disabled', 'true')));
}

export function release(form) {
  held.delete(form);
  delete form.dataset.sent;
  form.querySelectorAll('[type=submit]').forEach((b) => b.removeAttribute('aria-disabled'));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || 'many' in form.dataset || event.defaultPrevented) return;
  if ('sent' in form.dataset) event.preventDefault();
  else hold(form);
});
addEventListener('pageshow', () => [...held].forEach(release));
