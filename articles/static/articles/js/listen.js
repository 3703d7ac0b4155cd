// Reads the article aloud with the browser's own voice; the sentence being said is marked.
const speech = window.speechSynthesis;
const marks = window.CSS?.highlights && window.Highlight ? CSS.highlights : null;
const LATE = 3000; // lists of voices come late, or never
const SKIPPED = 'sup, .para__ask, .vh, button, svg, form, .exc, .move, [aria-hidden="true"]';
const BLOCKS = 'h2, h3, h4, p, li, td, th, figcaption';

// The text of a block with the place of every piece in the page, the skipped parts left out.
function piecesOf(block) {
  const pieces = [];
  let text = '';
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(SKIPPED) || node.parentElement.closest(BLOCKS) !== block) continue;
    pieces.push({ node, from: text.length });
    text += node.data;
  }
  return { pieces, text };
}

function cut(text, language) {
  if (window.Intl?.Segmenter) {
    return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].map((s) => ({ from: s.index, text: s.segment }));
  }
  return [...text.matchAll(/[^.!?]+[.!?]*\s*/g)].map((m) => ({ from: m.index, text: m[0] }));
}

function place(pieces, at) {
  const piece = pieces.findLast((p) => p.from <= at) ?? pieces[0];
  return [piece.node, Math.min(at - piece.from, piece.node.length)];
}

export function sentencesOf(root, language) {
  const found = [];
  for (const block of root.querySelectorAll(BLOCKS)) {
    const { pieces, text } = piecesOf(block);
    for (const sentence of cut(text, language)) {
      if (!/[\p{L}\p{N}]/u.test(sentence.text)) continue;
      const range = new Range();
      range.setStart(...place(pieces, sentence.from));
      range.setEnd(...place(pieces, sentence.from + sentence.text.trimEnd().length));
      found.push({ block, range, text: sentence.text.replace(/\s+/g, ' ').trim() });
    }
  }
  return found;
}

// Only a voice that speaks on this machine: the others send the text away and fall silent without a network.
function voiceFor(language) {
  const plain = (tag) => tag.toLowerCase().replace('_', '-');
  const fit = speech.getVoices().filter((v) => v.localService && plain(v.lang).split('-')[0] === plain(language).split('-')[0]);
  return fit.find((v) => plain(v.lang) === plain(language)) ?? fit.find((v) => v.default) ?? fit[0];
}

function attach(button) {
  const article = button.closest('[data-article]');
  const root = article?.querySelector('[data-read-aloud]');
  const words = button.querySelector('span');
  if (!root) return;
  const language = article.lang || document.documentElement.lang;
  const first = words.textContent;
  let queue = null;
  let here = 0;
  let playing = false;
  let turn = 0; // an answer of an earlier voice is not listened to

  const unmark = () => {
    marks?.delete('spoken');
    root.querySelectorAll('.is-spoken').forEach((block) => block.classList.remove('is-spoken'));
  };

  function mark({ block, range }) {
    unmark();
    if (marks) marks.set('spoken', new Highlight(range));
    else block.classList.add('is-spoken');
    const box = range.getBoundingClientRect();
    if (box.top < 80 || box.bottom > innerHeight - 80) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      scrollBy({ top: box.top - innerHeight / 3, behavior: calm ? 'auto' : 'smooth' });
    }
  }

  function say() {
    if (here >= queue.length) return stop();
    const mine = ++turn;
    const line = new SpeechSynthesisUtterance(queue[here].text);
    line.voice = voiceFor(language);
    line.lang = line.voice?.lang ?? language;
    line.rate = 0.95;
    mark(queue[here]);
    line.onend = () => { if (mine === turn && playing) { here += 1; say(); } };
    line.onerror = () => { if (mine === turn) pause(); };
    speech.speak(line);
  }

  function pause() {
    playing = false;
    turn += 1;
    speech.cancel();
    words.textContent = here ? button.dataset.goOn : first;
  }

  function stop() {
    pause();
    here = 0;
    unmark();
    words.textContent = first;
  }

  const show = () => button.classList.toggle('has-voice', Boolean(voiceFor(language)));
  show();
  speech.addEventListener?.('voiceschanged', show);
  setTimeout(show, LATE);
  button.addEventListener('click', () => {
    if (playing) return pause();
    queue ??= sentencesOf(root, language);
    playing = true;
    words.textContent = button.dataset.pause;
    speech.cancel();
    say();
  });
  addEventListener('pagehide', stop);
}

if (speech && window.SpeechSynthesisUtterance) document.querySelectorAll('[data-listen]').forEach(attach);
