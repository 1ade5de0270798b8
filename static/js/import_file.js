/**
 * Importing a file: dropped anywhere on the page, picked with a button, which also offers
 * databases where the server reads any, or pasted as text outside of a diagram. The server
 * reads it and says where to go on: a drawing is reviewed, a text that was brought into an
 * open diagram is merged, any other text is opened. Nothing that is open changes.
 * @module
 */

import { say } from "./say.js";
import { el } from "./element.js";
import { importDatabase, readableDatabases } from "./import_database.js";
import { openMenu } from "./menu.js";
import { schemaText } from "./model/pasted_text.js";
import { request } from "./request.js";
import { toast } from "./toast.js";

/**
 * Makes dropping and the import button work.
 * @param {readonly (Element | null)[]} buttons
 * @param {string} [into] ID of the diagram that is open
 */
export function mountImport(buttons, into = "") {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#import-file"));
  for (const b of buttons)
    b?.addEventListener("click", () => {
      if (readableDatabases() === "" || !(b instanceof HTMLElement)) input?.click();
      else
        openMenu(b, [
          { icon: "doc", label: say("A file…"), run: () => input?.click() },
          { icon: "list", label: say("A database…"), run: () => importDatabase(into) },
        ]);
    });
  input?.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void importFile(file, into);
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
    void importFile(file, into);
  });
  // In a diagram a paste is a command of its own.
  if (!into) addEventListener("paste", importPasted);
}

/**
 * Opens a text that is pasted outside of a field as a diagram, if it is a schema.
 * @param {ClipboardEvent} e
 */
function importPasted(e) {
  if (e.target instanceof Element && e.target.closest("input, textarea, [contenteditable]")) return;
  const text = e.clipboardData?.getData("text/plain") ?? "";
  const schema = schemaText(text, true);
  if (!schema) return;
  e.preventDefault();
  void importFile(new File([text], schema.file, { type: "text/plain" }));
}

/**
 * Sends a file and goes where the server says.
 * @param {File} file
 * @param {string} [into] ID of the diagram that is open
 */
export async function importFile(file, into = "") {
  const bar = el("div", { class: "progress", role: "progressbar", "aria-label": say`Reading ${file.name}` });
  document.body.append(bar);
  try {
    const form = new FormData();
    form.append("file", file, file.name);
    form.append("into", into);
    const { url } = await request("/import", { method: "POST", body: form });
    const to = new URL(url, location.href);
    // The page that is open may be the one to go to; then only what is behind # changes.
    if (to.pathname === location.pathname) location.hash = to.hash;
    else location.href = to.href;
  } catch (e) {
    toast(/** @type {Error} */ (e).message, { kind: "error" });
  } finally {
    bar.remove();
  }
}
