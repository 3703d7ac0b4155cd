// After a search the filters count anew; the one in use keeps its focus.
const results = document.querySelector('#results');
const filters = document.querySelector('[data-filters]');

results?.addEventListener('live', () => {
  const fresh = results.querySelector('template[data-new-filters]');
  if (!fresh || !filters) return;
  const held = filters.contains(document.activeElement) ? document.activeElement.id : '';
  filters.replaceChildren(fresh.content.cloneNode(true));
  if (held) document.getElementById(held)?.focus();
});
