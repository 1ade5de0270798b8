/**
 * What the DDL panel writes: the dialect, how names are quoted, which module. The choice
 * is remembered in the browser.
 * @module
 */

import { say } from "../say.js";
import { el } from "../element.js";
import { store, stored } from "../stored.js";

/** The switches of a script, by the name of the query. */
const SWITCHES = ["quote", "if_not_exists", "drop"];

/**
 * @param {HTMLElement} element the panel
 * @param {import("../app.js").App} app
 * @param {() => void} changed
 */
export function mountSQLOptions(element, app, changed) {
  const dialect = /** @type {HTMLSelectElement} */ (element.querySelector("#dialect"));
  const more = /** @type {HTMLButtonElement} */ (element.querySelector("#sql-more"));
  const box = /** @type {HTMLElement} */ (element.querySelector("#sql-options"));
  const module = /** @type {HTMLSelectElement} */ (element.querySelector("#sql-module"));
  const switches = SWITCHES.map(name => /** @type {HTMLInputElement} */ (box.querySelector(`[name="${name}"]`)));

  const own = app.store.diagram.settings.dialect;
  dialect.value = own || stored("dialect") || "postgres";
  if (!dialect.value) dialect.value = "postgres";
  for (const s of switches) s.checked = stored(`ddl.${s.name}`) === "1";

  /** Offers the modules that there are. */
  function offer() {
    const before = module.value;
    const modules = app.store.diagram.all("module");
    module.replaceChildren(
      el("option", { value: "" }, say("All tables")),
      ...modules.map(m => el("option", { value: m.id }, m.props.name)),
    );
    module.value = modules.some(m => m.id === before) ? before : "";
    /** @type {HTMLElement} */ (module.closest("label")).hidden = modules.length === 0;
  }

  dialect.addEventListener("change", () => {
    store("dialect", dialect.value);
    changed();
  });
  module.addEventListener("change", changed);
  for (const s of switches) {
    s.addEventListener("change", () => {
      store(`ddl.${s.name}`, s.checked ? "1" : "");
      changed();
    });
  }
  more.addEventListener("click", () => {
    box.hidden = !box.hidden;
    more.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.hidden) offer();
  });
  app.on("change", () => {
    if (!box.hidden) offer();
  });

  return {
    dialect: () => dialect.value,
    /** The choice as a query. */
    query() {
      const q = new URLSearchParams({ dialect: dialect.value });
      for (const s of switches) if (s.checked) q.set(s.name, s.value);
      if (module.value) q.set("module", module.value);
      return q.toString();
    },
  };
}
