// An assigned article: tells the portal that it was opened, and that its end was reached.
const opened = document.querySelector('[data-open]');
const end = document.querySelector('[data-end]');
const SOONEST = 15000; // nobody reads a page in less; a jump to the sources is no reading

function send(form, extra = {}) {
  const fields = new FormData(form);
  for (const [name, value] of Object.entries(extra)) fields.set(name, value);
  return fetch(form.action, { method: 'POST', body: fields, keepalive: true, headers: { 'X-Fragment': '1' } });
}

if (opened) send(opened).catch(() => {});

const finish = end?.querySelector('[data-finish]');
if (finish && window.IntersectionObserver) {
  const since = performance.now();
  let waiting;
  const watch = new IntersectionObserver(([entry]) => {
    clearTimeout(waiting);
    if (entry.isIntersecting) waiting = setTimeout(reached, Math.max(1000, SOONEST - (performance.now() - since)));
  });
  async function reached() {
    if (document.hidden || 'sent' in finish.dataset) return;
    watch.disconnect();
    try {
      const answer = await send(finish, { finish: 'end' });
      if (answer.ok && !answer.redirected) end.innerHTML = await answer.text();
    } catch { /* the button is still there */ }
  }
  watch.observe(end);
}
