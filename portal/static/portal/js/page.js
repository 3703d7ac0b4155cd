// On every page: the small behaviours, each fetched only where something on the page asks for it. That a double press is one
// is there before anything can be pressed.
import './once.js';

const on = (place) => document.querySelector(place) !== null;

if (on('[data-errors]')) import('./errors.js');
if (on('[data-copy], [data-copy-text]')) import('./copy.js');
if (on('[data-count]')) import('./count.js');
if (on('[data-menu]')) import('./menu.js');
if (on('[data-idle]')) import('./idle.js');
