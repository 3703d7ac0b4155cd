// A list one can put in order: drag by the handle, arrow keys on the handle, and up and down buttons that are
// real submit buttons without this file. Fires `reorder` on the list with the items in their new order.
import { say } from './say.js';

const DOWN = { ArrowUp: -1, ArrowDown: 1 };

export function reorder(list) {
  const items = () => [...list.children];
  const name = (item) => item.dataset.name ?? item.querySelector('h3, b')?.textContent.trim() ?? '';

  function sync() {
    items().forEach((item, at, all) => {
      const [up, down] = item.querySelectorAll('[data-move]');
      if (up) up.disabled = at === 0;
      if (down) down.disabled = at === all.length - 1;
      const place = item.querySelector('[data-place]');
      if (place) place.value = at + 1;
    });
  }
  function tell(item) {
    sync();
    const all = items();
    const facts = { name: name(item), place: all.indexOf(item) + 1, all: all.length };
    say(document.body.dataset.place.replace(/\{(\w+)\}/g, (_, key) => facts[key]), 'info', 3);
    list.dispatchEvent(new CustomEvent('reorder', { bubbles: true, detail: { items: all } }));
  }
  function move(item, by, focus) {
    const all = items();
    const to = all.indexOf(item) + by;
    if (to < 0 || to >= all.length) return;
    if (by < 0) all[to].before(item);
    else all[to].after(item);
    tell(item);
    (focus.disabled ? item.querySelector('.grip') : focus)?.focus();
  }

  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]');
    if (!button || button.closest('[data-reorder]') !== list) return;
    event.preventDefault();
    move(button.closest('[data-reorder] > *'), Number(button.dataset.move), button);
  });
  list.addEventListener('keydown', (event) => {
    const grip = event.target.closest('.grip');
    if (!grip || !(event.key in DOWN)) return;
    event.preventDefault();
    move(grip.closest('[data-reorder] > *'), DOWN[event.key], grip);
  });
  list.addEventListener('pointerdown', (event) => drag(event, { items, tell, sync }));
  sync();
}

function drag(event, { items, tell, sync }) {
  const grip = event.target.closest('.grip');
  if (!grip || event.button) return;
  event.preventDefault();
  const item = grip.closest('[data-reorder] > *');
  const start = items().indexOf(item);
  let from = event.clientY;
  item.classList.add('is-held');
  grip.setPointerCapture(event.pointerId);

  const follow = (now) => { item.style.translate = `0 ${now.clientY - from}px`; }; // CSSOM: a strict CSP allows it
  const on = (now) => {
    follow(now);
    const held = item.getBoundingClientRect();
    const middle = held.top + held.height / 2;
    for (const other of items()) {
      if (other === item) continue;
      const box = other.getBoundingClientRect();
      const below = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (below ? middle <= box.top + box.height / 2 : middle >= box.top + box.height / 2) continue;
      const was = item.offsetTop;
      if (below) item.before(other); // the held one stays where it is: moved, it would lose the pointer
      else item.after(other);
      from += item.offsetTop - was;
      follow(now);
      break;
    }
  };
  const off = () => {
    grip.removeEventListener('pointermove', on);
    item.classList.remove('is-held');
    item.style.translate = '';
    sync();
    grip.focus();
    if (items().indexOf(item) !== start) tell(item);
  };
  grip.addEventListener('pointermove', on);
  grip.addEventListener('pointerup', off, { once: true });
  grip.addEventListener('pointercancel', off, { once: true });
}

document.querySelectorAll('[data-reorder]').forEach(reorder);
