/**
 * The family of a column's type, for its colour only. The server's diagram.ParseType is
 * the law on types.
 * @module
 */

/** @type {readonly [RegExp, string][]} */
const FAMILIES = [
  [
    /^(tiny|small|medium|big)?(int(eger)?\d*|serial\d*)\b|^(decimal|numeric|number|real|float\d*|double|money|smallmoney|year)\b|^(small|big)serial\b/,
    "num",
  ],
  [/^(uuid|guid|uniqueidentifier|rowid|oid)\b/, "id"],
  [
    /^n?(var)?char\d*\b|^(character|n?text|tinytext|mediumtext|longtext|citext|string|n?clob|bpchar|name|xml)\b/,
    "text",
  ],
  [/^(timestamp(tz)?|datetime(2|offset)?|smalldatetime|date|time(tz)?|interval)\b/, "time"],
  [/^jsonb?\b/, "json"],
  [/^bool(ean)?\b|^bit$/, "bool"],
  [/^(bytea|(tiny|medium|long)?blob|(var)?binary|image|raw|bit)\b/, "bin"],
];

/**
 * @param {string} type
 * @returns {string} num, text, time, bool, id, json, enum, bin or none; enum is also any
 *   type with a name of its own
 */
export function familyOf(type) {
  const t = type.trim().toLowerCase();
  if (t === "") return "none";
  return FAMILIES.find(([re]) => re.test(t))?.[1] ?? "enum";
}
