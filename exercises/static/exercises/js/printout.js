// Waits for a file that is being made: asks after 1, 2, 3 … seconds, then downloads it. Without it one looks again.
const LONGEST = 10; // seconds between two questions
const MOST = 40; // questions: some six minutes
const box = document.querySelector('[data-printout]');
let asked = 0;

async function look() {
  asked += 1;
  try {
    const reply = await fetch(box.dataset.printout, { headers: { 'X-Fragment': '1' } });
    if (!reply.ok || reply.redirected) return;
    const fresh = document.createElement('template');
    fresh.innerHTML = await reply.text();
    // the same words are not said again
    if (fresh.content.textContent.trim() !== box.textContent.trim()) box.replaceChildren(fresh.content);
  } catch {
    // no connection: asked again
  }
  const ready = box.querySelector('[data-ready]');
  if (ready) location.assign(ready.dataset.ready);
  else wait();
}

function wait() {
  if (asked >= MOST || box.querySelector('[data-ready], [data-over]')) return;
  setTimeout(look, Math.min(asked + 1, LONGEST) * 1000);
}

if (box) wait();
