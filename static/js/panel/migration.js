/**
 * What the DDL panel migrates from: an earlier state of the diagram, a file, or a database
 * as it is when it is read. Renames that only look like ones are asked about.
 * @module
 */

import { say } from "../say.js";
import { el } from "../element.js";
import { readableDatabases, readDatabase } from "../import_database.js";
import { request } from "../request.js";

/** @typedef {{severity: string, message: string, object?: import("../types.js").ID}} Warning */
/** @typedef {{sql: string, statements: import("./sql.js").Statement[], warnings: Warning[]}} Steps */
/** @typedef {{what: string, old: string, new: string, table?: string, old_name: string, new_name: string, why: string, certain?: boolean, accepted?: boolean}} Rename */

/** Times to start from, in ms before now. @type {Record<string, number>} */
const AGO = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 };

/**
 * @param {HTMLElement} element the panel
 * @param {import("../app.js").App} app
 * @param {() => void} changed
 */
export function mountMigration(element, app, changed) {
  const since = /** @type {HTMLSelectElement} */ (element.querySelector("#sql-since"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("#sql-old"));
  const ways = /** @type {HTMLElement} */ (element.querySelector("#sql-way"));
  const questions = /** @type {HTMLElement} */ (element.querySelector("#sql-renames"));
  /** @type {File | null} */
  let file = null; // of the choices "file" and "database"
  const given = () => since.value === "file" || since.value === "database";
  if (readableDatabases() === "") since.querySelector('[value="database"]')?.remove();
  /** @type {Rename[]} */
  let accepted = [];
  let way = "up";
  let started = ""; // the time that was chosen, so that it stays while one edits

  since.addEventListener("change", () => {
    accepted = [];
    const ago = AGO[since.value];
    started = ago === undefined ? since.value : new Date(Date.now() - ago).toISOString();
    if (since.value === "file") {
      input.value = "";
      input.click();
    } else if (since.value === "database") {
      readDatabase(
        "/database",
        {},
        ({ name, schema }) => {
          file = new File([JSON.stringify(schema)], name, { type: "application/json" });
          choose();
        },
        leave,
      );
    } else choose();
  });
  input.addEventListener("change", () => {
    file = input.files?.[0] ?? null;
    choose();
  });
  input.addEventListener("cancel", leave);
  for (const b of ways.querySelectorAll("button")) {
    b.addEventListener("click", () => {
      way = b.value;
      choose();
    });
  }

  function leave() {
    since.value = "";
    choose();
  }

  function choose() {
    for (const kind of ["file", "database"]) {
      const option = since.querySelector(`[value="${kind}"]`);
      const empty = kind === "file" ? say("Migrate from a file …") : say("Migrate from a database …");
      if (option) option.textContent = since.value === kind && file ? say`Migrate from ${file.name}` : empty;
    }
    ways.hidden = since.value === "";
    for (const b of ways.querySelectorAll("button")) b.setAttribute("aria-pressed", String(b.value === way));
    if (since.value === "") questions.replaceChildren();
    changed();
  }

  /** @param {readonly Rename[]} list */
  function ask(list) {
    questions.replaceChildren(
      ...list
        .filter(r => !r.certain)
        .map(r => {
          const old = r.table ? `${r.table}.${r.old_name}` : r.old_name;
          return el(
            "p",
            null,
            r.accepted ? say`${r.new_name} is renamed to ${old}. ` : say`Is ${old} what was ${r.new_name}? ${r.why}. `,
            el(
              "button",
              {
                type: "button",
                class: "btn",
                onclick: () => {
                  accepted = r.accepted
                    ? accepted.filter(a => a.old !== r.old || a.new !== r.new)
                    : [...accepted, { ...r, accepted: true }];
                  changed();
                },
              },
              r.accepted ? say("It is another one") : say("It was renamed"),
            ),
          );
        }),
    );
  }

  return {
    /** Whether a migration is shown rather than the whole script. */
    active: () => since.value !== "" && (!given() || file !== null),
    way: () => way,
    /**
     * @param {string} query
     * @returns {Promise<Steps>}
     */
    async load(query) {
      const body = new FormData();
      if (given() && file) body.append("file", file);
      if (accepted.length > 0) body.append("renames", JSON.stringify(accepted));
      const url = `${app.root}/migration?${query}&since=${encodeURIComponent(started)}`;
      const answer = await request(url, given() ? { method: "POST", body } : { method: "POST" });
      ask(answer.renames);
      return way === "up" ? answer.up : answer.down;
    },
  };
}
