// On every page: the small behaviours each page may need.
import './errors.js';
import './once.js';
import './copy.js';
import './count.js';
import './menu.js';
import './idle.js';
