// data-tap-saves: a chosen radio sends its form. Keyboard arrows only choose; Enter or the button sends.
for (const set of document.querySelectorAll('[data-tap-saves]')) {
  set.addEventListener('click', (event) => {
    const radio = event.target.closest('input[type=radio]');
    if (radio && event.detail > 0) radio.form.requestSubmit();
  });
}
