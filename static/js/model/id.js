/**
 * IDs of objects: 1 to 64 characters of A-Z a-z 0-9 _ and -.
 * @module
 */

const FORM = /^[A-Za-z0-9_-]{1,64}$/;
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** @param {unknown} id */
export function validID(id) {
  return typeof id === "string" && FORM.test(id) && !RESERVED.has(id);
}

/** A random ID of 16 characters, 95 bits: no two objects of a diagram ever meet. */
export function newID() {
  let id = "";
  const bytes = new Uint8Array(32);
  while (id.length < 16) {
    globalThis.crypto.getRandomValues(bytes);
    // Bytes above 247 are left out, so that every digit is equally likely.
    for (const b of bytes) if (b < 248 && id.length < 16) id += DIGITS.charAt(b % 62);
  }
  return id;
}
