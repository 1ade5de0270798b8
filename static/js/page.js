/**
 * Joins the controls of the editor page with the App: undo and redo, save state, zoom,
 * tools, name, buttons that run commands. All of them are optional.
 * @module
 */

import { say } from "./say.js";
import { set } from "./command/batch/ops.js";
import { openMenu } from "./menu.js";
import { counted } from "./model/noun.js";
import { ROOT } from "./model/op.js";

/** @typedef {import("./app.js").App} App */

/** @param {App} app */
export function bindPage(app) {
  bindHistory(app);
  bindSaveState(app);
  bindZoom(app);
  bindTools(app);
  bindName(app);
  const runs = { "#palette": "palette", "#help": "help" };
  for (const [selector, command] of Object.entries(runs))
    document.querySelector(selector)?.addEventListener("click", () => app.run(command));
  for (const button of document.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => {
      app.run(button.getAttribute("data-command") ?? "");
    });
  }
  const empty = document.querySelector("#empty");
  if (empty instanceof HTMLElement) {
    app.on("change", () => {
      const d = app.store.diagram;
      empty.hidden = d.tableIDs.size + d.all("note").length + d.all("frame").length > 0;
    });
  }
}

/**
 * Buttons that undo and redo, named for what they would take back.
 * @param {Pick<App, "on" | "run">} app
 */
export function bindHistory(app) {
  for (const name of /** @type {const} */ (["undo", "redo"])) {
    const button = document.querySelector(`#${name}`);
    if (!(button instanceof HTMLButtonElement)) continue;
    const plain = button.title;
    button.disabled = true;
    button.addEventListener("click", () => app.run(name));
    app.on("history", e => {
      const label = e[name];
      button.disabled = label === null;
      button.title = label ? plain.replace(/^[^ (]+/, w => `${w}: ${label}`) : plain;
      button.setAttribute("aria-label", button.title);
    });
  }
}

/**
 * Whether all is saved.
 * @param {Pick<App, "on">} app
 */
export function bindSaveState(app) {
  const place = document.querySelector("#save-state");
  if (!(place instanceof HTMLElement)) return;
  app.on("save", e => {
    place.dataset.state = e.state;
    place.dataset.kept = String(e.kept || e.count === 0);
    const changes = counted(e.count, "change");
    const text = {
      saved: say("Saved"),
      saving: say`Saving ${e.count}`,
      offline:
        e.count === 0
          ? say("Offline")
          : e.kept
            ? say`Offline, ${changes} kept here`
            : say`Offline, ${changes} only in this tab`,
    }[e.state];
    if (place.textContent !== text) place.textContent = text;
  });
}

/** @param {App} app */
function bindZoom(app) {
  /** @type {Record<string, string>} */
  const command = { in: "zoom-in", out: "zoom-out", fit: "fit-all", 100: "zoom-100" };
  for (const button of document.querySelectorAll("#zoom [data-zoom]")) {
    const id = command[button.getAttribute("data-zoom") ?? ""];
    if (id) button.addEventListener("click", () => app.run(id));
  }
  const button = document.querySelector("#look");
  if (button instanceof HTMLElement) button.addEventListener("click", () => openMenu(button, looks(app)));
  const label = document.querySelector("#zoom [data-zoom-label]");
  if (!label) return;
  app.on("view", () => {
    const text = `${Math.round(app.view.camera.k * 100)} %`;
    if (label.textContent !== text) label.textContent = text;
  });
}

/**
 * The ways to draw the diagram, part by part.
 * @param {App} app
 * @returns {import("./menu.js").Item[]}
 */
function looks(app) {
  /** @type {import("./menu.js").Item[]} */
  const items = [];
  let last = "";
  for (const c of app.commands) {
    if (!c.checked) continue;
    const [part = "", label = ""] = c.label.split(": ");
    if (last !== "" && part !== last) items.push(null);
    last = part;
    items.push({
      label: c.id.startsWith("theme-") ? say`${label} theme` : label,
      checked: c.checked(app),
      run: () => app.run(c.id),
    });
  }
  return items;
}

/** @param {App} app */
function bindTools(app) {
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#tools [data-tool]")]);
  const mark = (/** @type {string} */ name) => {
    for (const b of buttons) b.setAttribute("aria-pressed", String(b.dataset.tool === name));
  };
  for (const b of buttons) b.addEventListener("click", () => app.setTool(b.dataset.tool ?? "select"));
  app.on("tool", e => mark(e.name));
  mark(app.tool());
}

/** @param {App} app */
function bindName(app) {
  const field = document.querySelector("#diagram-name");
  if (!(field instanceof HTMLInputElement)) return;
  const shown = () => app.store.diagram.settings.name;
  app.on("change", e => {
    if ((e.all || e.ids.has(ROOT)) && document.activeElement !== field) {
      field.value = shown();
      document.title = `${shown() || say("Untitled")} · Crowsfoot`;
    }
  });
  field.addEventListener("change", () => {
    const name = field.value.trim();
    if (name && name !== shown()) app.submit(say("Rename diagram"), [set(ROOT, "diagram", "name", name)]);
    else field.value = shown();
  });
  field.addEventListener("keydown", e => {
    if (e.key === "Escape") field.value = shown();
    if (e.key === "Escape" || e.key === "Enter") app.view.focus();
  });
}
