/**
 * The dialect that scripts are shown in: the one chosen in the DDL panel.
 * @module
 */

export function shownDialect() {
  return /** @type {HTMLSelectElement | null} */ (document.querySelector("#dialect"))?.value ?? "postgres";
}
