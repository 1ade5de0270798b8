/**
 * From keys to commands. Pure: it gets what a keyboard event says.
 * @module
 */

import { say } from "../say.js";

/** @typedef {import("./command.js").Command} Command */
/** @typedef {Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} Keys */

/**
 * The ways an event may be written as a shortcut, the most exact first.
 * @param {Keys} e
 */
export function spell(e) {
  const ctrl = e.ctrlKey || e.metaKey ? "Ctrl+" : "";
  const alt = e.altKey ? "Alt+" : "";
  const shift = e.shiftKey ? "Shift+" : "";
  const key = e.key.length === 1 ? e.key.toUpperCase() : e.key;
  const out = [`${ctrl}${alt}${shift}${key}`];
  // Alt and Shift change the character; the place of the key tells what is meant.
  const plain = /^(?:Key([A-Z])|Digit(\d))$/.exec(e.code);
  const place = plain?.[1] ?? plain?.[2];
  if (place && (e.altKey || (e.shiftKey && plain?.[2]))) out.push(`${ctrl}${alt}${shift}${place}`);
  // ?, / and + stand on other keys in other layouts, with or without Shift.
  if (!/[A-Z]/.test(key) && key.length === 1 && e.shiftKey) out.push(`${ctrl}${alt}${key}`);
  return out;
}

/**
 * Shortcuts with their commands, those of one place; two commands of a place may not share
 * one.
 * @param {readonly Command[]} commands
 * @param {Command["where"]} [where]
 */
export function keymapOf(commands, where) {
  /** @type {Map<string, Command>} */
  const map = new Map();
  for (const c of commands) {
    if (c.where !== where) continue;
    for (const s of c.shortcuts ?? []) {
      const have = map.get(s);
      if (have) throw new Error(`The commands ${have.id} and ${c.id} share the shortcut ${s}.`);
      map.set(s, c);
    }
  }
  return map;
}

/**
 * @param {ReadonlyMap<string, Command>} map
 * @param {Keys} e
 */
export function commandFor(map, e) {
  for (const s of spell(e)) {
    const c = map.get(s);
    if (c) return c;
  }
  return undefined;
}

const isMac = /mac/i.test(globalThis.navigator?.platform ?? "");

/**
 * A shortcut as the keys to show.
 * @param {string} shortcut
 * @param {boolean} [mac] as a Mac has them; by default as this machine does
 * @returns {string[]}
 */
export function keysOf(shortcut, mac = isMac) {
  /** @type {Record<string, string>} */
  const names = {
    ArrowUp: "↑",
    ArrowDown: "↓",
    ArrowLeft: "←",
    ArrowRight: "→",
    Delete: say("Del"),
    Escape: say("Esc"),
    Enter: say("Enter"),
    Backspace: say("Backspace"),
    Space: say("Space"),
    Ctrl: mac ? "⌘" : say("Ctrl"),
    Shift: say("Shift"),
    Alt: mac ? "⌥" : "Alt",
  };
  const keys = shortcut === "+" ? ["+"] : shortcut.split(/\+(?=.)/);
  return keys.map(k => names[k] ?? k);
}
