/**
 * The rules with their texts, fetched when somebody first asks.
 * @module
 */

import { request } from "../request.js";

/** @typedef {{code: string, name: string, family: string, severity: "error" | "warning" | "info", what: string, why: string, how: string, fix: string, pedantic: boolean, thresholds: {name: string, default: number, what: string}[]}} RuleText */

/** @type {Promise<readonly RuleText[]> | undefined} */
let rules;

/** All rules, family by family. */
export function ruleTexts() {
  rules ??= request("/rules.json").catch(e => {
    rules = undefined;
    throw e;
  });
  return /** @type {Promise<readonly RuleText[]>} */ (rules);
}
