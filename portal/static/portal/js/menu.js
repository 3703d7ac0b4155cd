// <details data-menu>: closes on Escape and on a click elsewhere.
const open = () => document.querySelectorAll('details[data-menu][open]');

addEventListener('click', (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
