// The parts of the builder that look different after a change, and the editors that come when they are opened.
import { reorder } from '../../portal/js/reorder.js';

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Puts the new parts in; open details, what is chosen and typed search words stay as they are. */
export function put(parts) {
  for (const [name, html] of Object.entries(parts)) {
    const place = one(`[data-part="${name}"]`);
    if (!place) continue;
    const chosen = place.value;
    const open = all('details[open]', place).map((box) => box.closest('li[id], .part[id]')?.id).filter(Boolean);
    place.innerHTML = html;
    if (place.tagName === 'SELECT' && one(`option[value="${chosen}"]`, place)) place.value = chosen;
    for (const id of open) document.getElementById(id)?.querySelector('details')?.setAttribute('open', '');
    all('[data-reorder]', place).forEach(reorder);
  }
  if (parts.targets) rename();
}

/** An open editor offers the parts of the day by the names they have now. */
function rename() {
  for (const option of all('[data-item-editor] select[name=slot] option')) {
    const now = one(`#target option[value="${option.value}"]`);
    if (now) option.textContent = now.textContent;
  }
}

// an item is opened: its editor is asked for once; where it does not come, the link in its place stays
document.addEventListener('toggle', async (event) => {
  const box = event.target;
  if (!box.matches?.('[data-item-editor]') || !box.open || one('[name=whole]', box)) return;
  const url = new URL(box.dataset.itemEditor, location.href);
  if (!one('#exercise-names')) url.searchParams.set('names', '1');
  try {
    const reply = await fetch(url, { headers: { 'X-Fragment': '1' } });
    if (!reply.ok || reply.redirected) return;
    one('[data-part]', box).innerHTML = await reply.text();
    const names = one('datalist', box); // for every editor: the first one may go again
    if (names) document.body.append(names);
  } catch {
    // no connection: the link leads to the same editor
  }
}, true);
