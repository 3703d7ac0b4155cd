// How many characters are left. The server decides; nothing is cut off here.
for (const box of document.querySelectorAll('[data-count]')) {
  const field = box.querySelector('textarea, input');
  const line = box.querySelector('[data-count-left]');
  if (!field || !line) continue;
  const limit = Number(box.dataset.count);
  const first = line.textContent;
  let wait;
  field.removeAttribute('maxlength');
  field.addEventListener('input', () => {
    const left = limit - field.value.length;
    line.setAttribute('role', 'status');
    clearTimeout(wait);
    wait = setTimeout(() => {
      line.textContent = left > limit / 4 ? first : (line.dataset.words ?? document.body.dataset.counted).replace('{n}', field.value.length).replace('{limit}', limit);
      line.classList.toggle('err', left < 0);
    }, 400);
  });
}
