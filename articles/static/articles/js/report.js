// The report follows the text: asked for when typing rests, each finding shows its place, plain words go in at a click.
const form = document.querySelector('#article-form');
const box = document.querySelector('[data-report]');
const area = form?.querySelector('textarea[name="text"]');
const REST = 1200;
let wait;
let asked;

function count() {
  const badge = document.querySelector('[data-report-badge]');
  const gauge = box.querySelector('[data-report-all]');
  if (badge && gauge) {
    badge.textContent = gauge.dataset.reportAll;
    badge.hidden = gauge.dataset.reportAll === '0';
  }
  box.querySelectorAll('[data-from][hidden]').forEach((button) => { button.hidden = false; });
}

async function check() {
  asked?.abort();
  asked = new AbortController();
  try {
    const body = new FormData(form);
    const answer = await fetch(form.dataset.check, { method: 'POST', body, signal: asked.signal });
    if (!answer.ok || answer.redirected) return;
    box.innerHTML = await answer.text();
    count();
  } catch { /* typed on, or no network: the report stays as it was */ }
}

function later() {
  clearTimeout(wait);
  wait = setTimeout(check, REST);
}

function show(from, to) {
  area.focus();
  area.setSelectionRange(from, to);
  const line = area.value.slice(0, from).split('\n').length;
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 4) * height);
  area.scrollIntoView({ block: 'nearest' });
}

function pressed(event) {
  const button = event.target.closest('button[data-from]');
  if (!button) return;
  const { from, to, put } = button.dataset;
  event.preventDefault();
  if (put === undefined) return show(Number(from), Number(to));
  area.setRangeText(put, Number(from), Number(to), 'end');
  show(Number(from), Number(from) + put.length);
  area.dispatchEvent(new Event('input', { bubbles: true }));
  clearTimeout(wait);
  check();
}

if (form && box && area) {
  form.addEventListener('input', later);
  box.addEventListener('click', pressed);
  count();
}
