// Moves the focus to the error summary, and from its links into the field itself.
const summary = document.querySelector('[data-errors]');
if (summary) {
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const group = field.closest('.set');
    (group ?? field).scrollIntoView({ block: 'start' });
    field.focus({ preventScroll: true });
  });
}
