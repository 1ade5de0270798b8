/**
 * The library: new, import, filter, sort, and the menu of each card.
 * @module
 */

import { say } from "./say.js";
import { el } from "./element.js";
import { mountImport } from "./import_file.js";
import { openMenu } from "./menu.js";
import { post } from "./request.js";
import { mountLanguage } from "./language.js";
import { mountTheme } from "./theme_button.js";
import { toast } from "./toast.js";

/** @param {string} selector */
const find = selector => /** @type {HTMLElement | null} */ (document.querySelector(selector));

const cards = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#diagrams .card[data-id]")]);

/**
 * Runs an act of the server and shows what goes wrong.
 * @template T
 * @param {() => Promise<T>} act
 */
async function attempt(act) {
  try {
    return await act();
  } catch (e) {
    toast(/** @type {Error} */ (e).message, { kind: "error" });
    return undefined;
  }
}

/**
 * Opens what the server made.
 * @param {string} url
 */
async function openNew(url) {
  const made = await attempt(() => post(url));
  if (made) location.href = made.url;
}

function filter() {
  const field = /** @type {HTMLInputElement | null} */ (find("#filter"));
  const text = field?.value.trim().toLowerCase() ?? "";
  let shown = 0;
  for (const c of cards()) {
    const match = (c.dataset.name ?? "").toLowerCase().includes(text);
    c.hidden = !match;
    if (match) shown++;
  }
  const fresh = find("#new-card");
  if (fresh) fresh.hidden = text !== "";
  const none = find("#no-match");
  if (none) none.hidden = shown > 0 || text === "";
}

/** @type {Record<string, (a: DOMStringMap, b: DOMStringMap) => number>} */
const ORDERS = {
  edited: (a, b) => (b.edited ?? "").localeCompare(a.edited ?? ""),
  name: (a, b) => (a.name ?? "").localeCompare(b.name ?? "", undefined, { numeric: true, sensitivity: "base" }),
  tables: (a, b) => Number(b.tables) - Number(a.tables),
  findings: (a, b) => Number(b.findings) - Number(a.findings),
};

/** @param {string} by */
function sort(by) {
  const order = ORDERS[by];
  const fresh = find("#new-card");
  if (!order || !fresh) return;
  fresh.before(...cards().sort((a, b) => order(a.dataset, b.dataset)));
}

/** @param {HTMLElement} card */
function rename(card) {
  const link = card.querySelector("h2 a");
  if (!link) return;
  const field = el("input", {
    class: "field rename",
    value: card.dataset.name,
    "aria-label": say("Name"),
    maxlength: 255,
  });
  let done = false;
  /** @param {boolean} keep */
  const finish = async keep => {
    if (done) return;
    done = true;
    const name = field.value.trim();
    if (
      keep &&
      name &&
      name !== card.dataset.name &&
      (await attempt(() => post(`/diagrams/${card.dataset.id}/rename`, { name }))) !== undefined
    ) {
      card.dataset.name = name;
      link.textContent = name;
    }
    field.replaceWith(link);
    /** @type {HTMLElement} */ (link).focus();
  };
  field.addEventListener("keydown", e => {
    if (e.key === "Enter") void finish(true);
    if (e.key === "Escape") void finish(false);
    e.stopPropagation();
  });
  field.addEventListener("blur", () => void finish(true));
  link.replaceWith(field);
  field.select();
}

/**
 * @param {string} selector of a number
 * @param {number} by
 */
function count(selector, by) {
  const place = find(selector);
  if (place) place.textContent = String(Number(place.textContent) + by);
}

/** @param {HTMLElement} card */
async function remove(card) {
  const { id, name } = card.dataset;
  if ((await attempt(() => post(`/diagrams/${id}/delete`))) === undefined) return;
  const list = cards();
  const near = list[list.indexOf(card) + 1] ?? list[list.indexOf(card) - 1];
  card.remove();
  count("#count-all", -1);
  count("#count-deleted", 1);
  near?.querySelector("a")?.focus();
  toast(say`“${name}” is deleted.`, {
    action: say("Undo"),
    run: async () => {
      if ((await attempt(() => post(`/diagrams/${id}/restore`))) !== undefined) location.reload();
    },
  });
}

/** @param {HTMLElement} card */
function cardMenu(card) {
  const button = card.querySelector(".more");
  if (!(button instanceof HTMLElement)) return;
  openMenu(button, [
    { icon: "right", label: say("Open"), run: () => card.querySelector("a")?.click() },
    { icon: "column", label: say("Rename"), run: () => rename(card) },
    { icon: "copy", label: say("Duplicate"), run: () => void openNew(`/diagrams/${card.dataset.id}/duplicate`) },
    null,
    { icon: "trash", label: say("Delete"), danger: true, run: () => void remove(card) },
  ]);
}

/**
 * Keys of the page; arrows walk the cards.
 * @param {KeyboardEvent} e
 */
function key(e) {
  const typing = e.target instanceof HTMLInputElement || e.target instanceof HTMLSelectElement;
  if (typing && e.key === "Escape" && e.target instanceof HTMLInputElement) {
    e.target.value = "";
    filter();
    e.target.blur();
  }
  if (typing || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open], .menu")) return;
  const card = document.activeElement?.closest(".card[data-id]");
  if (e.key === "/") find("#filter")?.focus();
  else if (e.key === "n" || e.key === "N") void openNew("/diagrams");
  else if (e.key === "F2" && card instanceof HTMLElement) rename(card);
  else if (e.key === "Delete" && card instanceof HTMLElement) void remove(card);
  else if (e.key.startsWith("Arrow")) walk(e.key, card);
  else return;
  e.preventDefault();
}

/**
 * @param {string} arrow
 * @param {Element | null | undefined} from
 */
function walk(arrow, from) {
  const list = cards().filter(c => !c.hidden);
  const at = from instanceof HTMLElement ? list.indexOf(from) : -1;
  const top = list[0]?.offsetTop;
  const perRow = Math.max(1, list.filter(c => c.offsetTop === top).length);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[arrow] ?? 0;
  const next = at < 0 ? 0 : at + step;
  list[next]?.querySelector("a")?.focus();
}

mountLanguage();
mountTheme();
mountImport([find("#import"), find("#import-first")]);
for (const id of ["#new", "#new-card", "#new-first"])
  find(id)?.addEventListener("click", () => void openNew("/diagrams"));
find("#filter")?.addEventListener("input", filter);
const order = /** @type {HTMLSelectElement | null} */ (find("#sort"));
order?.addEventListener("change", () => sort(order.value));
for (const c of cards()) {
  c.querySelector(".more")?.addEventListener("click", () => cardMenu(c));
  c.addEventListener("contextmenu", e => {
    e.preventDefault();
    cardMenu(c);
  });
}
for (const b of document.querySelectorAll("[data-sample]")) {
  b.addEventListener("click", () => void openNew(`/samples/${/** @type {HTMLElement} */ (b).dataset.sample}`));
}
for (const b of document.querySelectorAll("#deleted .restore")) {
  b.addEventListener("click", async () => {
    const card = /** @type {HTMLElement | null} */ (b.closest(".card"));
    if (card && (await attempt(() => post(`/diagrams/${card.dataset.id}/restore`))) !== undefined) location.reload();
  });
}
addEventListener("keydown", key);
