/**
 * Importing a file: dropped anywhere on the page, or picked with a button. The server
 * reads it; a file with several pages asks which to take. Nothing that is open changes.
 * @module
 */

import { el } from "./element.js";
import { counted } from "./model/noun.js";
import { request } from "./request.js";
import { toast } from "./toast.js";

/** @typedef {{page: number, name: string, tables: number, relationships: number}} PageChoice */

/**
 * Makes dropping and the import button work.
 * @param {readonly (Element | null)[]} buttons
 */
export function mountImport(buttons) {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#import-file"));
  for (const b of buttons) b?.addEventListener("click", () => input?.click());
  input?.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void importFile(file);
  });
  let depth = 0;
  /** @param {DragEvent} e */
  const holdsFile = e => e.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragenter", e => {
    if (holdsFile(e)) document.body.classList.toggle("dropping", ++depth > 0);
  });
  addEventListener("dragleave", e => {
    if (holdsFile(e)) document.body.classList.toggle("dropping", --depth > 0);
  });
  addEventListener("dragover", e => {
    if (holdsFile(e)) e.preventDefault();
  });
  addEventListener("drop", e => {
    depth = 0;
    document.body.classList.remove("dropping");
    const file = e.dataTransfer?.files[0];
    if (!file) return;
    e.preventDefault();
    void importFile(file);
  });
}

/**
 * Sends a file and opens what became of it.
 * @param {File} file
 * @param {Record<string, string>} [choice] page numbers or merge
 */
export async function importFile(file, choice = {}) {
  const bar = el("div", { class: "progress", role: "progressbar", "aria-label": `Reading ${file.name}` });
  document.body.append(bar);
  try {
    const form = new FormData();
    form.append("file", file, file.name);
    for (const [k, v] of Object.entries(choice)) form.append(k, v);
    const answer = await request("/import", { method: "POST", body: form });
    if (answer.choose) choosePages(file, answer.choose);
    else if (answer.diagrams.length === 1) location.href = `${answer.diagrams[0].url}#imported`;
    else location.href = "/";
  } catch (e) {
    toast(/** @type {Error} */ (e).message, { kind: "error" });
  } finally {
    bar.remove();
  }
}

/**
 * Asks which pages of a file to take.
 * @param {File} file
 * @param {readonly PageChoice[]} pages
 */
function choosePages(file, pages) {
  const boxes = pages.map(p => el("input", { type: "checkbox", value: p.page, checked: true }));
  const chosen = () => boxes.filter(b => b.checked).map(b => b.value);
  /** @param {Record<string, string>} choice */
  const go = choice => {
    dialog.close();
    void importFile(file, choice);
  };
  const apart = el("button", { type: "button", class: "btn primary", onclick: () => go({ page: chosen().join(",") }) });
  const name = () => {
    const n = chosen().length;
    apart.textContent = n === 1 ? "Import the page" : `Import as ${n} diagrams`;
    apart.disabled = n === 0;
  };
  const dialog = el(
    "dialog",
    { "aria-labelledby": "pages-title" },
    el("header", null, el("h2", { id: "pages-title" }, `${pages.length} pages of ${file.name} hold tables`)),
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
            el(
              "label",
              null,
              boxes[i],
              ` ${p.name || `Page ${p.page}`} `,
              el(
                "span",
                { class: "muted" },
                `${counted(p.tables, "table")}, ${counted(p.relationships, "relationship")}`,
              ),
            ),
          ),
        ),
      ),
    ),
    el(
      "footer",
      null,
      el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Cancel"),
      el("button", { type: "button", class: "btn", onclick: () => go({ merge: "1" }) }, "All in one diagram"),
      apart,
    ),
  );
  for (const b of boxes) b.addEventListener("change", name);
  name();
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
