// One line in the polite live region at the top of the page; it goes away by itself.
const region = document.querySelector('[data-toasts]');

export function say(text, kind = 'success', seconds = 6) {
  if (!region) return;
  const line = document.createElement('p');
  line.className = `toast toast--${kind}`;
  line.textContent = text;
  region.append(line);
  if (seconds) setTimeout(() => line.remove(), seconds * 1000);
}
