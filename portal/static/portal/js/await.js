// Asks every few seconds whether the code on this screen was used, and shows the page again when it was.
const EVERY = 3000;

function attach(box) {
  const timer = setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(box.dataset.await, { headers: { Accept: 'application/json' } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      if ((await answer.json()).state === 'open') return;
    } catch {
      return;
    }
    clearInterval(timer);
    location.reload();
  }, EVERY);
}

document.querySelectorAll('[data-await]').forEach(attach);
