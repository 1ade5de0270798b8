/**
 * How clean a diagram is, as lint.Score says it on the server; testdata/score.json holds
 * both to one answer.
 * @module
 */

/**
 * @param {number} tables without views
 * @param {{error: number, warning: number, info: number}} findings without hints
 * @returns {number} 0 to 100, rounded down
 */
export function scoreOf(tables, { error, warning, info }) {
  const n = Math.max(tables, 1);
  return Math.floor((1000 * n) / (10 * n + 10 * error + 4 * warning + info));
}
