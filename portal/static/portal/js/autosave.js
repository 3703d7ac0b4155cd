// Posts a form's text every few seconds when it changed, says so, and only warns on leaving while something is unsaved.
import { release } from './once.js';

const PAUSE = 3000;
const EVERY = 15000;
const LAST = 50000; // bytes, with room for the marks between the fields

function attach(form) {
  const line = form.querySelector('[data-autosave-state]') ?? document.querySelector('[data-autosave-state]');
  const words = line?.querySelector('span') ?? line;
  let dirty = false;
  let busy = false;
  let wait;
  let first = 0;

  const tell = (text, kind) => {
    if (!line || !text) return;
    words.textContent = text;
    for (const name of ['saved', 'wait', 'failed', 'offline']) line.classList.toggle(`state--${name}`, name === kind);
  };

  async function save() {
    clearTimeout(wait);
    if (!dirty || busy) return;
    dirty = false;
    first = 0;
    busy = true;
    try {
      // A tab that closes still sends what browsers let through then: 64 KB.
      const keepalive = document.hidden && length(text()) < LAST;
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body: text(), keepalive, headers: { Accept: 'application/json' } });
      const told = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {};
      if (!answer.ok || answer.redirected) throw Object.assign(new Error(String(answer.status)), { told });
      tell(told.said, 'saved');
      form.dispatchEvent(new CustomEvent('autosaved', { detail: told }));
    } catch (error) {
      dirty = true;
      tell(error.told?.said ?? form.dataset.notSaved ?? document.body.dataset.notSaved, 'failed');
      form.dispatchEvent(new CustomEvent('autosavefailed', { detail: error.told }));
      wait = setTimeout(save, EVERY);
    } finally {
      busy = false;
    }
  }

  // files stay out: a draft is text
  function text() {
    const fields = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    return fields;
  }

  const length = (fields) => [...fields].reduce((sum, [name, value]) => sum + new Blob([name, value]).size + 160, 0);

  function changed() {
    dirty = true;
    first ||= Date.now();
    clearTimeout(wait);
    wait = setTimeout(save, Math.max(0, Math.min(PAUSE, EVERY - (Date.now() - first))));
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('reorder', changed);
  form.addEventListener('submit', () => { dirty = false; clearTimeout(wait); });
  // On leaving, and on coming back: signed in again in another tab, or with a network again.
  document.addEventListener('visibilitychange', save);
  for (const back of ['focus', 'online']) addEventListener(back, save);
  addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
  addEventListener('pageshow', (event) => event.persisted && release(form));
}

document.querySelectorAll('form[data-autosave]').forEach(attach);
