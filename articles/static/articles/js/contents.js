// Marks in the contents which section is on the screen.
for (const nav of document.querySelectorAll('[data-contents]')) {
  const links = new Map();
  for (const link of nav.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const mark = () => {
    const line = innerHeight / 3;
    let here = null;
    for (const target of links.keys()) if (target.getBoundingClientRect().top < line) here = target;
    for (const [target, link] of links) {
      if (target === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  let waiting = false;
  addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}
