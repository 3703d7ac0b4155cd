// Pictures: chosen, dropped or pasted, they wait in the form below until they have their words; then the mark goes into the text.
import { put } from './desk.js';

const form = document.querySelector('[data-picture-form]');
const area = document.querySelector('#article-form textarea[name="text"]');
const said = form?.querySelector('[data-picture-said]');

function take(files) {
  const list = new DataTransfer();
  list.items.add(files[0]);
  form.image.files = list.files;
  form.alt.focus();
  form.scrollIntoView({ block: 'center' });
}

// Caught before the editor's own script, which would send the file without any words.
function caught(event) {
  if (event.target !== area) return;
  const files = (event.dataTransfer ?? event.clipboardData)?.files;
  if (!files?.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  take(files);
}

async function send(event) {
  event.preventDefault();
  said.textContent = form.dataset.sending;
  try {
    const headers = { Accept: 'application/json', 'X-Mark': '1' };
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const { image_code: words, done } = await answer.json();
    said.textContent = done ? '' : words;
    if (!done) return;
    form.reset();
    put(`\n\n${words}\n\n`);
  } catch {
    said.textContent = form.dataset.failed;
  }
}

if (form && area) {
  addEventListener('drop', caught, true);
  addEventListener('paste', caught, true);
  form.addEventListener('submit', send);
}
