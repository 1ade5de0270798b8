// Sets the theme before the first paint. A plain script, not a module: modules run too
// late, and a dark page would flash white.
(() => {
  /** @param {string} query */
  const wants = query => matchMedia(query).matches;
  let theme = wants("(prefers-contrast: more)") ? "contrast" : wants("(prefers-color-scheme: dark)") ? "dark" : "light";
  try {
    theme = localStorage.getItem("theme") ?? theme;
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  document.documentElement.dataset.theme = theme;
})();
