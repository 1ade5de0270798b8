/**
 * Singular and plural of table names, well enough for sentences and for naming columns.
 * Only the last word counts: order_items → order_item. The server's package naming knows
 * more words; findings come from there.
 * @module
 */

import { forms, number } from "../say.js";

/** Singulars and plurals that follow no rule. @type {readonly [string, string][]} */
const IRREGULAR = [
  ["person", "people"],
  ["child", "children"],
  ["man", "men"],
  ["woman", "women"],
  ["foot", "feet"],
  ["mouse", "mice"],
  ["datum", "data"],
  ["criterion", "criteria"],
  ["matrix", "matrices"],
  ["index", "indexes"],
  ["leaf", "leaves"],
  ["shelf", "shelves"],
  ["life", "lives"],
  ["wife", "wives"],
  ["knife", "knives"],
  ["half", "halves"],
  ["self", "selves"],
  ["hero", "heroes"],
  ["movie", "movies"],
  ["cache", "caches"],
  ["menu", "menus"],
  ["cookie", "cookies"],
  ["axis", "axes"],
  ["analysis", "analyses"],
  ["status", "statuses"],
];

/** Words that are the same in both. */
const SAME = new Set([
  "series",
  "species",
  "news",
  "media",
  "metadata",
  "equipment",
  "information",
  "staff",
  "sms",
  "money",
  "feedback",
]);

/**
 * Applies a rule to the last word of a name.
 * @param {string} name
 * @param {(low: string) => [number, string]} rule how many letters to cut, and what to add
 */
function onLastWord(name, rule) {
  const at = name.search(/[A-Z]?[a-z]+$|[A-Z]+$/);
  if (at < 0) return name;
  const word = name.slice(at);
  const low = word.toLowerCase();
  if (SAME.has(low)) return name;
  const [cut, add] = rule(low);
  const upper = word.length > 1 && word === word.toUpperCase();
  return name.slice(0, name.length - cut) + (upper ? add.toUpperCase() : add);
}

/**
 * The letters that two words share at the start, as a cut and an addition.
 * @param {string} from
 * @param {string} to
 * @returns {[number, string]}
 */
function swap(from, to) {
  let i = 0;
  while (i < from.length && from[i] === to[i]) i++;
  return [from.length - i, to.slice(i)];
}

/** @param {string} name */
export function singular(name) {
  return onLastWord(name, w => {
    for (const [one, many] of IRREGULAR) if (w === many) return swap(many, one);
    if (IRREGULAR.some(([one]) => one === w)) return [0, ""];
    if (/[^aeiou]ies$/.test(w) && w.length > 4) return [3, "y"];
    if (/(ss|sh|ch|x|zz|tz)es$/.test(w)) return [2, ""];
    if (/(us|is|ss|ous)$/.test(w)) return [0, ""];
    if (/(s[tl]atus|bus|alias|canvas|gas)es$/.test(w)) return [2, ""];
    return /[a-z]s$/.test(w) ? [1, ""] : [0, ""];
  });
}

/** @param {string} name */
export function plural(name) {
  return onLastWord(name, w => {
    for (const [one, many] of IRREGULAR) {
      if (w === many) return [0, ""];
      if (w === one) return swap(one, many);
    }
    if (/(ss|us|is|sh|ch|x|z|alias|canvas|gas)$/.test(w)) return [0, "es"];
    if (/s$/.test(w)) return [0, ""];
    return /[^aeiou]y$/.test(w) ? [1, "ies"] : [0, "s"];
  });
}

/**
 * How many of a thing: "1 table", "3 tables".
 * @param {number} n
 * @param {string} noun
 */
export function counted(n, noun) {
  const [one, many] = forms(noun) ?? [noun, plural(noun)];
  return `${number(n)} ${n === 1 ? one : many}`;
}
