// On every page of reading: print, and, when the page stands, listen and contents that follow.
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print());

function later() {
  import('./listen.js');
  import('./contents.js');
}
if (document.readyState === 'complete') later();
else addEventListener('load', later, { once: true });
