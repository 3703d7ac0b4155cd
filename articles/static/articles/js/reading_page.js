// On every page of reading: listen, print, contents that follow.
import './listen.js';
import './contents.js';

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
