/**
 * Choices that the browser remembers. Where storage is blocked, they last as long as the
 * page.
 * @module
 */

/** @param {string} key */
export function stored(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // Storage is blocked.
  }
}

/** @param {string} key @param {string} value */
export function store(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is blocked.
  }
}
