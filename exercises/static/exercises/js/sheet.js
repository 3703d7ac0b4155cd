// Each drawing stands once on the page, in its sheet; pictures point at it.
const sheet = document.querySelector('[data-figures]');

/** Adds the drawings the sheet does not hold yet. `figures`: { key: markup }. */
export function draw(figures = {}) {
  for (const [key, drawing] of Object.entries(figures)) {
    if (sheet && !sheet.querySelector(`[id="fig-${key}"]`)) sheet.insertAdjacentHTML('beforeend', drawing);
  }
}
