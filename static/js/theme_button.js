/**
 * The button that goes through the themes, and remembers.
 * @module
 */

const THEMES = ["light", "dark", "contrast"];

/** Makes #theme work, if the page has it. */
export function mountTheme() {
  const button = document.querySelector("#theme");
  button?.addEventListener("click", () => {
    const root = document.documentElement;
    const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "light") + 1) % THEMES.length] ?? "light";
    root.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  });
}
