// The editor's own part: which version is saved, a fresh token after signing in again, citing a source.
const form = document.querySelector('#article-form');

export function put(text) {
  const area = form.querySelector('textarea[name="text"]');
  const start = area.selectionStart;
  area.setRangeText(text, start, area.selectionEnd, 'end');
  area.focus();
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

// After signing in again in another tab the page's token is old; its own address gives a new one. Says whether one is signed in.
export async function renewToken() {
  try {
    const answer = await fetch(form.dataset.fresh, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const token = page.querySelector('#article-form [name="csrfmiddlewaretoken"]')?.value;
    if (token) document.querySelectorAll('[name="csrfmiddlewaretoken"]').forEach((field) => { field.value = token; });
    return Boolean(token);
  } catch {
    return false; // no network: the next try asks again
  }
}

// Sent while signed out, the text would be lost behind the sign-in page: asked first, sent after.
let sure = false;
async function guard(event) {
  if (event.target !== form || sure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sure = await renewToken();
  if (sure) {
    form.requestSubmit(event.submitter);
    sure = false;
    return;
  }
  const line = document.querySelector('[data-autosave-state]');
  line.querySelector('span').textContent = form.dataset.notSaved;
  line.classList.replace('state--saved', 'state--failed');
  line.scrollIntoView({ block: 'center' });
}

function cite() {
  const field = document.querySelector('#cite');
  const key = field.value.trim().split(/\s/)[0].toLowerCase();
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(key)) return field.focus();
  put(`[^${key}]`);
  field.value = '';
}

if (form) {
  let renewed = false; // since the last time it was saved
  document.addEventListener('submit', guard, true);
  form.addEventListener('autosaved', (event) => {
    renewed = false;
    if (event.detail?.version) form.querySelector('[name="version"]').value = event.detail.version;
  });
  form.addEventListener('autosavefailed', async (event) => {
    if (event.detail?.conflict || !(await renewToken()) || renewed) return;
    renewed = true; // signed in again: tried anew at once, then as often as ever
    form.dispatchEvent(new Event('change'));
  });
  form.querySelector('[data-cite]')?.addEventListener('click', cite);
  document.querySelector('#cite')?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { event.preventDefault(); cite(); }
  });
}
