// Search while typing. The form works by its button; this fetches the same address and puts the fragment in.
function attach(form) {
  const target = document.querySelector(form.dataset.live);
  const status = form.querySelector('[data-live-status]') ?? document.querySelector('[data-live-status]');
  if (!target) return;
  let wait;
  let asked = null;

  async function look() {
    const url = new URL(form.action || location.href);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    asked?.abort();
    const mine = asked = new AbortController();
    try {
      const answer = await fetch(url, { headers: { 'X-Fragment': '1' }, signal: mine.signal });
      if (!answer.ok || answer.redirected) return form.submit();
      const html = await answer.text();
      if (mine.signal.aborted) return;
      target.innerHTML = html;
      const shown = target.querySelector('[data-count-text]')?.dataset.countText;
      const count = answer.headers.get('X-Count-Text');
      if (status) status.textContent = shown ?? (count ? decodeURIComponent(count) : '');
      history.replaceState(null, '', url);
      target.dispatchEvent(new CustomEvent('live', { bubbles: true }));
    } catch (error) {
      if (error.name !== 'AbortError' && status) status.textContent = form.dataset.offline ?? document.body.dataset.offline;
    }
  }

  form.addEventListener('input', (event) => {
    clearTimeout(wait);
    wait = setTimeout(look, event.target.matches('[type=search], [type=text]') ? 200 : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(wait);
    look();
  });
}

document.querySelectorAll('form[data-live]').forEach(attach);
