// Around the Markdown field: buttons that insert the marks, picture text that is asked for, and Tab that leaves the field.
const MARKS = {
  do: '!!! do\n    - {}\n',
  dont: '!!! dont\n    - {}\n',
  key: '!!! key\n    - {}\n',
  warn: '!!! warn "When to stop"\n    - {}\n',
  myth: '!!! myth "{}"\n    The fact in a sentence.\n',
  quote: '!!! quote "Name, role. Interests: none."\n    {}\n',
  help: '{{help}}\n',
  exercise: '{{exercise:{}}}\n',
  heading: '## {}\n',
  list: '- {}\n',
  table: '| {} |  |\n| --- | --- |\n|  |  |\n',
};
const INLINE = { bold: '**{}**', italic: '*{}*', cite: '[^{}]', term: '[[{}]]', link: '[{}](https://)' };

function put(area, text, from, to) {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.setSelectionRange(from, to);
  area.focus();
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

function insert(area, kind) {
  const start = area.selectionStart;
  const chosen = area.value.slice(start, area.selectionEnd);
  let text = MARKS[kind] ?? INLINE[kind];
  if (kind in MARKS) {
    const before = area.value.slice(0, start);
    text = (before && !before.endsWith('\n\n') ? (before.endsWith('\n') ? '\n' : '\n\n') : '') + text;
  }
  const gap = text.lastIndexOf('{}');
  if (gap < 0) return put(area, text, start + text.length, start + text.length);
  put(area, text.slice(0, gap) + chosen + text.slice(gap + 2), start + gap, start + gap + chosen.length);
}

// A picture without words is no picture: the form under the field asks for them before the mark is written.
function picture(root, area) {
  const box = root.querySelector('[data-picture]');
  if (!box) return;
  const field = (name) => box.querySelector(`[name="${name}"]`)?.value.trim().replaceAll('"', '”') ?? '';
  box.querySelector('[data-picture-insert]')?.addEventListener('click', (event) => {
    event.preventDefault();
    const alt = box.querySelector('[name="picture_alt"]');
    alt.setCustomValidity(alt.value.trim() ? '' : alt.dataset.missing ?? document.body.dataset.noAlt);
    if (!alt.reportValidity()) return;
    const facts = ['caption', 'credit', 'licence'].filter((name) => field(`picture_${name}`)).map((name) => `${name}="${field(`picture_${name}`)}"`);
    const text = `\n![${field('picture_alt').replaceAll(/[[\]]/g, '')}](${field('picture_url')})${facts.length ? `{${facts.join(' ')}}` : ''}\n`;
    put(area, text, area.selectionStart + text.length, area.selectionStart + text.length);
  });
}

function attach(root) {
  const area = root.querySelector('textarea');
  if (!area) return;
  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-insert]');
    if (button) { event.preventDefault(); insert(area, button.dataset.insert); }
    const line = event.target.closest('[data-line]');
    if (line) { event.preventDefault(); jump(area, Number(line.dataset.line)); }
  });
  picture(root, area);
}

function jump(area, line) {
  const at = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const end = area.value.indexOf('\n', at);
  area.focus();
  area.setSelectionRange(at, end < 0 ? area.value.length : end);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 4) * height);
}

// The editor's own script turns Tab into spaces, which traps keyboards. Caught before it: Tab moves on.
addEventListener('keydown', (event) => {
  if (event.key === 'Tab' && event.target.closest?.('[data-editor], .markdownx')) event.stopImmediatePropagation();
}, true);

document.querySelectorAll('[data-editor]').forEach(attach);
