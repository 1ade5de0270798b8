/**
 * Order keys: fractions between 0 and 1 in base 62 without their leading "0.". Objects of
 * one parent and kind are sorted by key, then ID. The rules are those of diagram/order.go;
 * testdata/order.json holds both to one answer.
 * @module
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = /^[0-9A-Za-z]{0,511}[1-9A-Za-z]$/;

/**
 * The key of object number i (from 0) of a list built at once.
 * @param {number} i
 */
export function orderAt(i) {
  let digits = "";
  for (let n = i; ; ) {
    digits = DIGITS.charAt(n % 62) + digits;
    n = Math.floor(n / 62);
    if (n === 0) break;
  }
  digits = digits.padStart(2, "0");
  return `${DIGITS.charAt(digits.length + 8)}${digits}V`;
}

/**
 * A key after a and before b; "" means the beginning or the end. Keys that are not in
 * order give a key after a.
 * @param {string} a
 * @param {string} b
 */
export function orderBetween(a, b) {
  let end = b !== "" && a >= b ? "" : b;
  let out = "";
  for (let i = 0; ; i++) {
    const lo = i < a.length ? DIGITS.indexOf(a.charAt(i)) : 0;
    let hi = 62;
    if (end !== "" && i < end.length) hi = DIGITS.indexOf(end.charAt(i));
    else end = "";
    if (lo === hi) {
      out += DIGITS.charAt(lo);
      continue;
    }
    const mid = (lo + hi) >> 1;
    if (mid > lo) return out + DIGITS.charAt(mid);
    out += DIGITS.charAt(lo);
    end = "";
  }
}

/**
 * n keys after a and before b, in order.
 * @param {string} a
 * @param {string} b
 * @param {number} n
 */
export function ordersBetween(a, b, n) {
  const keys = [];
  let last = a;
  for (let i = 0; i < n; i++) {
    last = orderBetween(last, b);
    keys.push(last);
  }
  return keys;
}

/** @param {unknown} s */
export function validOrder(s) {
  return typeof s === "string" && FORM.test(s);
}

/**
 * Sorts by order key, then ID, by code units, as the server does.
 * @param {{order: string, id: string}} a
 * @param {{order: string, id: string}} b
 */
export function byOrder(a, b) {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
