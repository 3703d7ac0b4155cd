// Says two minutes ahead that the session ends. Other tabs count too: they tell each other when one was used.
import { release } from './once.js';

const box = document.querySelector('[data-idle]');
if (box) {
  const rest = Number(box.dataset.idle) * 1000;
  const warn = Math.min(120000, rest / 2);
  const form = box.querySelector('form');
  const left = box.querySelector('[data-idle-left]');
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('idle') : null;
  let since = Date.now();
  let before = null;

  const used = () => {
    since = Date.now();
    if (!box.hidden) hide();
  };
  function hide() {
    box.hidden = true;
    before?.focus?.();
  }
  function show() {
    before = document.activeElement;
    box.hidden = false;
    box.focus();
  }
  function look() {
    const gone = Date.now() - since;
    if (gone >= rest) return location.reload(); // the server asks to sign in again
    if (gone >= rest - warn && box.hidden) show();
    if (!box.hidden) {
      const seconds = Math.ceil((rest - gone) / 1000);
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
      if (!answer.ok || answer.redirected && answer.url.includes('login')) return location.reload();
      used();
      tabs?.postMessage('used');
    } finally {
      release(form);
    }
  });
  tabs?.postMessage('used'); // this page was just loaded
  tabs?.addEventListener('message', used);
  addEventListener('pageshow', (event) => event.persisted && look());
  document.addEventListener('visibilitychange', () => document.hidden || look());
  setInterval(look, 1000);
}
