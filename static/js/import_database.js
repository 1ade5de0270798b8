/**
 * Reading the schema of a database: a dialog asks for its address and shows how far the
 * server is with reading. The password is sent once and kept nowhere.
 * @module
 */

import { say } from "./say.js";
import { el, severity } from "./element.js";
import { lines } from "./request.js";

/** The databases that the server reads: "any", those of "listed" hosts, or "" for none. */
export function readableDatabases() {
  return /** @type {HTMLElement | null} */ (document.querySelector("#import-file"))?.dataset.databases ?? "";
}

/**
 * Makes a diagram of a database, or with "into" a draft to merge, and goes there.
 * @param {string} [into] ID of the diagram that is open
 */
export function importDatabase(into = "") {
  readDatabase("/import/database", { into }, ({ url }) => {
    const to = new URL(url, location.href);
    // The page that is open may be the one to go to; then only what is behind # changes.
    if (to.pathname === location.pathname) location.hash = to.hash;
    else location.href = to.href;
  });
}

/**
 * @param {string} path where the server is asked
 * @param {object} more what it is told beside the address and the password
 * @param {(answer: any) => void} done
 * @param {() => void} [left] the dialog was closed without an answer
 */
export function readDatabase(path, more, done, left) {
  if (document.querySelector("dialog.import-database")) return;
  const stop = new AbortController();
  let answered = false;
  const address = el("input", {
    class: "field",
    id: "database-address",
    required: true,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "postgres://user@host/database",
  });
  const password = el("input", { class: "field", id: "database-password", type: "password", autocomplete: "off" });
  const state = el("div", { class: "state", role: "status" });
  const read = el("button", { type: "submit", class: "btn primary" }, say("Read the schema"));
  const hint =
    readableDatabases() === "any"
      ? say("postgres://, mysql:// or mariadb://, or sqlite: with the path of a file. The database is only read.")
      : say("postgres://, mysql:// or mariadb://, at the hosts that this server allows. The database is only read.");
  const form = el(
    "form",
    { method: "dialog" },
    el("header", null, el("h2", { id: "database-title" }, say("From a database"))),
    el(
      "div",
      { class: "body" },
      el("label", { for: "database-address" }, say("Address")),
      address,
      el("p", { class: "muted" }, hint),
      el("label", { for: "database-password" }, say("Password")),
      password,
      el("p", { class: "muted" }, say("It is used once and not kept.")),
      state,
    ),
    el(
      "footer",
      null,
      el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("Cancel")),
      read,
    ),
  );
  const dialog = el("dialog", { class: "import-database", "aria-labelledby": "database-title" }, form);
  form.addEventListener("submit", e => {
    e.preventDefault();
    void run();
  });
  dialog.addEventListener("keydown", e => e.stopPropagation());
  dialog.addEventListener("close", () => {
    stop.abort();
    dialog.remove();
    if (!answered) left?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  address.focus();

  async function run() {
    const bar = el("progress", { "aria-label": say("Progress") });
    state.replaceChildren(el("p", { class: "muted" }, say("Reading…")), bar);
    read.disabled = true;
    try {
      const answer = await lines(
        path,
        {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ address: address.value.trim(), password: password.value, ...more }),
          signal: stop.signal,
        },
        (/** @type {{done: number, total: number}} */ p) => {
          bar.max = Math.max(1, p.total);
          bar.value = p.done;
        },
      );
      answered = true;
      dialog.close();
      done(answer);
    } catch (e) {
      if (stop.signal.aborted) return;
      state.replaceChildren(
        el("p", { class: "unsafe", role: "alert" }, severity("error"), e instanceof Error ? e.message : String(e)),
      );
      read.disabled = false;
      address.focus();
    }
  }
}
