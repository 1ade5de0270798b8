/**
 * The tabs of the right side, and the drawers that hold both sides on a narrow screen.
 * @module
 */

/**
 * @typedef {object} Tabs
 * @property {(name: string) => void} show brings a panel to the front
 * @property {(name: string) => void} open shows a panel, and on a narrow screen the drawer it is in
 * @property {() => void} close puts the drawer of a narrow screen away
 * @property {() => string} current
 * @property {(fn: (name: string) => void) => void} onShow
 */

/**
 * @param {import("../app.js").App} app
 * @returns {Tabs}
 */
export function mountTabs(app) {
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[role="tab"]')]);
  /** @type {((name: string) => void)[]} */
  const listeners = [];
  const name = (/** @type {HTMLElement | undefined} */ b) => b?.getAttribute("aria-controls") ?? "";
  let current = name(buttons.find(b => b.getAttribute("aria-selected") === "true"));

  /** @param {string} wanted */
  function show(wanted) {
    if (!buttons.some(b => name(b) === wanted)) return;
    current = wanted;
    for (const b of buttons) {
      const on = name(b) === wanted;
      b.setAttribute("aria-selected", String(on));
      b.tabIndex = on ? 0 : -1;
      const panel = document.getElementById(name(b));
      if (panel) panel.hidden = !on;
    }
    for (const fn of listeners) fn(wanted);
  }

  for (const b of buttons) {
    b.addEventListener("click", () => show(name(b)));
    b.addEventListener("keydown", e => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (!step) return;
      const next = buttons[(buttons.indexOf(b) + step + buttons.length) % buttons.length];
      next?.focus();
      show(name(next));
      e.preventDefault();
    });
  }
  drawer("#toggle-outline", "show-left", "show-right");
  const right = drawer("#toggle-panels", "show-right", "show-left", open => {
    const sheet = document.querySelector("#right");
    const isDrawer = sheet instanceof HTMLElement && getComputedStyle(sheet).position === "fixed";
    app.view.cover(open && isDrawer ? sheet.offsetHeight : 0);
  });
  app.on("selection", () => {
    // What was picked in a drawer is looked at on the canvas.
    document.body.classList.remove("show-left");
  });
  /** @param {string} wanted */
  function open(wanted) {
    if (current !== wanted) show(wanted);
    right(true);
  }
  app.on("panel", e => open(e.name));
  if (location.hash === "#imported") {
    show("report");
    history.replaceState(null, "", location.pathname);
  }
  return {
    show,
    open,
    close: () => right(false),
    current: () => current,
    onShow: fn => listeners.push(fn),
  };
}

/**
 * @param {string} selector
 * @param {string} mine
 * @param {string} other
 * @param {(open: boolean) => void} [then]
 * @returns {(open: boolean) => void}
 */
function drawer(selector, mine, other, then = () => {}) {
  const button = document.querySelector(selector);
  const put = (/** @type {boolean} */ open) => {
    document.body.classList.toggle(mine, open);
    if (open) document.body.classList.remove(other);
    button?.setAttribute("aria-expanded", String(open));
    then(open);
  };
  button?.addEventListener("click", () => put(!document.body.classList.contains(mine)));
  return put;
}
