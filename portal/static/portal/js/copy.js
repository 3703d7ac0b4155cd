// <button data-copy="#id"> or <button data-copy-text="…">: copies and says so.
import { say } from './say.js';

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy], [data-copy-text]');
  if (!button) return;
  const source = button.dataset.copy && document.querySelector(button.dataset.copy);
  const text = source ? source.value ?? source.innerText : button.dataset.copyText ?? '';
  try {
    await navigator.clipboard.writeText(text.trim());
    say(button.dataset.copied || document.body.dataset.copied);
  } catch {
    if (source?.select) source.select();
    else if (source) getSelection().selectAllChildren(source);
  }
});
