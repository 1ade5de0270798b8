/**
 * The page of an import: the drawing as drawn, as read, and what to look at. Nothing is in
 * the library until it is accepted; what is read is a diagram like any other, so every
 * tool of the canvas corrects it. A script of a page, as editor.js is.
 * @module
 */

import { say } from "./say.js";
import { el } from "./element.js";
import { listenToKeys } from "./keyboard.js";
import { makeApp } from "./make_app.js";
import { openMenu } from "./menu.js";
import { counted } from "./model/noun.js";
import { bindPage } from "./page.js";
import { mountRemarks } from "./panel/remarks.js";
import { post } from "./request.js";
import { mountLanguage } from "./language.js";
import { mountTheme } from "./theme_button.js";
import { toast } from "./toast.js";
import { Picture } from "./view/picture.js";

/** @typedef {import("./types.js").ID} ID */
/** @typedef {{Number: number, Name: string, Tables: number, Current: boolean}} ReviewPage */
/** @typedef {{ID: string, Name: string, Edited: string, Earlier: boolean}} MergeTarget */

const frame = document.querySelector("#review");
const host = document.querySelector("#canvas");

if (frame instanceof HTMLElement && host instanceof HTMLElement) start(frame, host);

/**
 * @param {HTMLElement} frame
 * @param {HTMLElement} host
 */
function start(frame, host) {
  const { diagram = "", root = "", live: address = "" } = frame.dataset;
  host.tabIndex = -1;
  host.setAttribute("role", "application");
  host.setAttribute(
    "aria-label",
    say("The schema as read. Tab goes from table to table, arrows walk over cells, Enter edits."),
  );
  const url = new URL(address, location.href.replace(/^http/, "ws")).href;
  const { app, live, canvas, toolbox } = makeApp({ host, diagram, root, url, quiet: true });
  listenToKeys(app, host, toolbox);
  bindPage(app);
  mountLanguage();
  mountTheme();

  const place = document.querySelector("#picture");
  const picture = place instanceof HTMLElement ? new Picture(place) : null;
  joinPicture(app, picture);

  const list = document.querySelector("#remarks");
  if (list instanceof HTMLElement) {
    void mountRemarks(list, app, source => {
      picture?.light(source ? [source] : []);
      if (source) picture?.show(source);
    });
  }
  bindViews(frame, () => picture?.fit());
  bindEnd(app, frame);

  let placed = false;
  const look = (/** @type {import("./model/geometry.js").Rect | null} */ box) => {
    if (box && !placed) canvas.place(canvas.camera.fitting(box, 20, 1));
    placed = true;
  };
  live.on("coming", e => look(e.bounds));
  live.on("ready", () => {
    host.dataset.ready = "true";
    look(canvas.scene.bounds());
  });
  window.addEventListener("online", () => live.socket.start());
  void live.start();
}

/**
 * What is selected on one side is lit on the other.
 * @param {import("./app.js").App} app
 * @param {Picture | null} picture
 */
function joinPicture(app, picture) {
  if (!picture) return;
  /** Objects by the shape that they were read from. @type {Map<string, ID[]>} */
  let from = new Map();
  const sourceOf = (/** @type {ID} */ id) => {
    const props = /** @type {Record<string, unknown> | undefined} */ (app.store.document.get(id)?.props);
    return String(props?.source ?? "");
  };
  app.on("change", e => {
    if (!e.all && from.size > 0) return;
    from = new Map();
    const note = (/** @type {ID} */ id, /** @type {string} */ source) => {
      if (source) from.set(source, [...(from.get(source) ?? []), id]);
    };
    for (const t of app.store.diagram.tables()) {
      note(t.id, t.props.source);
      for (const c of t.columns) note(c.id, c.object.props.source);
    }
    for (const r of app.store.diagram.all("relationship")) note(r.id, r.props.source);
    for (const n of app.store.diagram.all("note")) note(n.id, n.props.source);
  });
  app.on("selection", () => {
    const sources = [...app.selection.ids].map(sourceOf).filter(s => s !== "");
    picture.light(sources);
    if (sources[0]) picture.show(sources[0]);
  });
  picture.onPick = sources => {
    for (const s of sources) {
      const id = from.get(s)?.find(i => app.store.diagram.kind(i) !== "");
      if (id) {
        app.goTo(id);
        return;
      }
    }
    app.selection.set([]);
    picture.light(sources.slice(0, 1));
    app.announce(say("Nothing was read from this shape."));
  };
}

/**
 * On a narrow screen one of the three parts is shown at a time.
 * @param {HTMLElement} frame
 * @param {() => void} shown
 */
function bindViews(frame, shown) {
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-view]")]);
  for (const b of buttons) {
    b.addEventListener("click", () => {
      frame.dataset.show = b.dataset.view ?? "";
      for (const x of buttons) x.setAttribute("aria-pressed", String(x === b));
      shown();
    });
  }
}

/**
 * The ways out: accept, merge, discard.
 * @param {import("./app.js").App} app
 * @param {HTMLElement} frame
 */
function bindEnd(app, frame) {
  const accept = /** @type {HTMLButtonElement | null} */ (document.querySelector("#accept"));
  const label = document.querySelector("#accept-label");
  const counts = document.querySelector("#counts");
  app.on("change", () => {
    const tables = app.store.diagram.tableIDs.size;
    const relations = app.store.diagram.all("relationship").length;
    if (label) label.textContent = say`Accept ${counted(tables, "table")}`;
    if (counts) counts.textContent = `${counted(tables, "table")}, ${counted(relations, "relationship")}`;
  });

  /** @param {() => Promise<{url: string} | null>} act */
  async function leave(act) {
    for (const b of document.querySelectorAll("#review > footer button")) b.setAttribute("disabled", "");
    try {
      const to = await act();
      location.href = to?.url ?? "/";
    } catch (e) {
      toast(/** @type {Error} */ (e).message, { kind: "error" });
      for (const b of document.querySelectorAll("#review > footer button")) b.removeAttribute("disabled");
    }
  }
  /** @param {{pages?: number[], together?: boolean}} choice */
  const take = choice => void leave(() => post(`${app.root}/accept`, choice));
  accept?.addEventListener("click", () => take({}));
  window.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.defaultPrevented) accept?.click();
  });

  const discard = document.querySelector("#discard");
  discard?.addEventListener("click", () => {
    openMenu(/** @type {HTMLElement} */ (discard), [
      {
        icon: "trash",
        label: say("Discard this import"),
        danger: true,
        run: () => void leave(() => post(`${app.root}/discard`)),
      },
      { icon: "clock", label: say("Decide later"), run: () => location.assign("/") },
    ]);
  });

  const merge = /** @type {HTMLElement | null} */ (document.querySelector("#merge"));
  if (merge) {
    /** @type {MergeTarget[]} */
    const targets = JSON.parse(merge.dataset.targets ?? "[]");
    const first = targets[0];
    const go = (/** @type {string} */ id) => location.assign(`/diagrams/${id}#merge=${app.diagram}`);
    merge.addEventListener("click", () => {
      if (first && targets.length === 1) go(first.ID);
      else
        openMenu(
          merge,
          targets.map(t => ({
            icon: t.Earlier ? "history" : "doc",
            label: targetName(t, t.ID === frame.dataset.into),
            run: () => go(t.ID),
          })),
        );
    });
  }

  for (const b of document.querySelectorAll("[data-page]")) {
    if (b.hasAttribute("aria-current")) continue;
    const page = Number(b.getAttribute("data-page"));
    b.addEventListener("click", () => void leave(() => post(`${app.root}/pages`, { page, into: frame.dataset.into })));
  }
  const pages = /** @type {HTMLElement | null} */ (document.querySelector("#pages"));
  pages?.addEventListener("click", () => choosePages(JSON.parse(pages.dataset.pages ?? "[]"), take));
}

/**
 * @param {MergeTarget} t
 * @param {boolean} wasOpen
 */
function targetName(t, wasOpen) {
  if (t.Earlier) return say`${t.Name}, has an earlier edition`;
  return wasOpen ? say`${t.Name}, was open` : say`${t.Name}, edited ${t.Edited}`;
}

/**
 * Asks which pages of the file to take, and as how many diagrams.
 * @param {readonly ReviewPage[]} pages
 * @param {(choice: {pages: number[], together: boolean}) => void} take
 */
function choosePages(pages, take) {
  const boxes = pages.map(p => el("input", { type: "checkbox", value: p.Number, checked: p.Tables > 0 }));
  const chosen = () => boxes.filter(b => b.checked).map(b => Number(b.value));
  /** @param {boolean} together */
  const go = together => {
    dialog.close();
    take({ pages: chosen(), together });
  };
  const one = el("button", { type: "button", class: "btn", onclick: () => go(true) }, say("All in one diagram"));
  const apart = el("button", { type: "button", class: "btn primary", onclick: () => go(false) });
  const name = () => {
    const n = chosen().length;
    apart.textContent = n === 1 ? say("Accept the page") : say`Accept as ${n} diagrams`;
    apart.disabled = n === 0;
    one.disabled = n < 2;
  };
  const dialog = el(
    "dialog",
    { "aria-labelledby": "pages-title" },
    el("header", null, el("h2", { id: "pages-title" }, say("Which pages to take"))),
    el(
      "div",
      { class: "body" },
      el(
        "ul",
        { class: "pages" },
        pages.map((p, i) =>
          el(
            "li",
            null,
            el("label", null, boxes[i], ` ${p.Name} `, el("span", { class: "muted" }, counted(p.Tables, "table"))),
          ),
        ),
      ),
    ),
    el(
      "footer",
      null,
      el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("Cancel")),
      one,
      apart,
    ),
  );
  for (const b of boxes) b.addEventListener("change", name);
  name();
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
