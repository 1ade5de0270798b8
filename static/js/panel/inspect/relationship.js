/** A relationship: its ends, its columns, what it says and what happens to its rows. @module */

import { set } from "../../command/batch/ops.js";
import { setCard } from "../../command/batch/relate.js";
import { el } from "../../element.js";
import { plural, singular } from "../../model/noun.js";
import { article, bothWays, isForeignKey, isManyToMany } from "../../model/relationship.js";
import { parseLines } from "../../model/typed_line.js";
import { ACTIONS, CARDS, DRAWINGS } from "../choice.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {import("../../types.js").Pair} Pair */

/**
 * @param {Kit} kit
 * @param {ID} id
 */
export function relationship(kit, id) {
  const { app } = kit;
  const d = app.store.diagram;
  const r = d.object(id, "relationship");
  if (!r) return null;
  const p = r.props;
  const name = (/** @type {number} */ i) => d.table(p.ends[i]?.table ?? "")?.name ?? "?";
  const title = p.ends.map((_, i) => name(i)).join(isManyToMany(p) ? " ↔ " : " → ");
  const own = kit.of("relationship", id, p, title);
  const two = p.ends.length === 2;
  const one = (/** @type {number} */ i) => `${article(singular(name(i)))} ${singular(name(i))}`;
  return [
    kit.head(title, kindOf(p), isManyToMany(p) ? "m2m" : "relation"),
    two ? el("p", { class: "sentence" }, bothWays(d, p)) : null,
    two ? kit.section("Columns", null, pairs(kit, id, p, title)) : null,
    kit.section(
      "How many",
      null,
      kit.form(
        p.ends.map((e, i) =>
          el(
            "div",
            { class: "pair", "data-of": `end ${i}` },
            kit.pick(
              two ? `${plural(name(i))} for each ${singular(name(1 - i))}` : `How many ${plural(name(i))}`,
              e.card,
              CARDS,
              v => kit.act(setCard(d, id, i, v)),
            ),
            kit.text(
              `Role of ${name(i)}`,
              e.role ?? "",
              v => {
                const role = v.trim();
                own.keep(
                  "ends",
                  "Change role in %",
                  p.ends.map((x, n) => (n === i ? { table: x.table, card: x.card, ...(role ? { role } : {}) } : x)),
                );
              },
              { placeholder: "none" },
            ),
          ),
        ),
        two && isForeignKey(p)
          ? own.check("identifying", "Identifies the child: part of its key", "Change whether % identifies")
          : null,
        two ? own.check("inheritance", `${one(0)} is a kind of ${singular(name(1))}`, "Change inheritance of %") : null,
      ),
    ),
    kit.section(
      "What it says",
      null,
      kit.form(
        two
          ? el(
              "div",
              { class: "pair" },
              own.text("verb", `${one(1)} …`, "Change wording of %", { placeholder: "has" }),
              own.text("inverse", `${one(0)} …`, "Change wording of %", { placeholder: "belongs to" }),
            )
          : null,
        own.text("name", isForeignKey(p) ? "Name of the constraint" : "Name", "Rename %", {
          placeholder: isForeignKey(p) ? "named by the script" : "",
        }),
        own.text("comment", "Comment", "Comment %", { area: true }),
      ),
    ),
    isForeignKey(p)
      ? kit.section(
          "In the database",
          null,
          kit.form(
            own.pick("on_delete", "When the parent is deleted", ACTIONS, "Change action of %"),
            own.pick("on_update", "When the parent's key changes", ACTIONS, "Change action of %"),
            own.check("deferrable", "May be checked at the end of a transaction", "Change deferring of %"),
            p.deferrable
              ? own.check("initially_deferred", "Is checked there by default", "Change deferring of %")
              : null,
          ),
        )
      : null,
    isForeignKey(p) ? null : attributes(kit, p, own.keep),
    two ? kit.form(own.pick("drawn", "Drawn", DRAWINGS, "Change drawing of %")) : null,
    kit.findings(id),
    kit.actions(
      two ? kit.button("flip", "Swap sides", () => app.run("flip-relationship")) : null,
      kit.command("pivot"),
      kit.button("trash", "Delete", () => app.run("delete")),
    ),
  ];
}

/** @param {Readonly<import("../../types.js").RelationshipProps>} p */
function kindOf(p) {
  if (p.ends.length > 2) return `Relationship of ${p.ends.length} tables`;
  if (isForeignKey(p)) return p.pairs.length > 1 ? `Foreign key of ${p.pairs.length} columns` : "Foreign key";
  return isManyToMany(p) ? "Many-to-many, no table yet" : "Line without columns";
}

/**
 * The columns that refer, and those referred to.
 * @param {Kit} kit
 * @param {ID} id
 * @param {Readonly<import("../../types.js").RelationshipProps>} p
 * @param {string} title
 */
function pairs(kit, id, p, title) {
  const d = kit.app.store.diagram;
  const child = d.table(p.ends[0]?.table ?? "");
  const parent = d.table(p.ends[1]?.table ?? "");
  if (!child || !parent) return null;
  const keep = (/** @type {Pair[]} */ next) => {
    // What columns a line has says that there is a child.
    kit.app.submit(`Change columns of ${title}`, [
      set(id, "relationship", "pairs", next),
      ...(next.length > 0 && !p.directed ? [set(id, "relationship", "directed", true)] : []),
    ]);
    kit.draw();
  };
  const list = (
    /** @type {import("../../model/diagram.js").Table} */ t,
    /** @type {ID} */ current,
    /** @type {(id: ID) => void} */ chosen,
  ) => {
    const e = el(
      "select",
      { class: "field mono", "aria-label": `Column of ${t.name}` },
      t.columns.map(c => el("option", { value: c.id, selected: c.id === current }, c.name)),
    );
    e.addEventListener("change", () => chosen(e.value));
    return e;
  };
  const change = (/** @type {number} */ i, /** @type {Partial<Pair>} */ more) =>
    keep(p.pairs.map((x, n) => (n === i ? { ...x, ...more } : x)));
  const add = () => {
    const from = child.columns.find(c => !p.pairs.some(x => x.from === c.id) && !c.pk) ?? child.columns[0];
    const to = parent.columns.find(c => c.pk && !p.pairs.some(x => x.to === c.id)) ?? parent.columns[0];
    if (from && to) keep([...p.pairs, { from: from.id, to: to.id }]);
    else kit.app.toast("Both tables need a column first.");
  };
  return el(
    "div",
    { class: "pairs" },
    p.pairs.map((x, i) =>
      el(
        "div",
        { class: "link", "data-of": `pair ${i}` },
        list(child, x.from, from => change(i, { from })),
        el("span", { "aria-hidden": "true" }, "→"),
        list(parent, x.to, to => change(i, { to })),
        kit.small("x", "Leave this pair out", () => keep(p.pairs.filter((_, n) => n !== i))),
      ),
    ),
    kit.button("plus", p.pairs.length > 0 ? "Another pair" : "Join by columns", add, "ghost"),
  );
}

/**
 * Columns-to-be of a line that no database has yet.
 * @param {Kit} kit
 * @param {Readonly<import("../../types.js").RelationshipProps>} p
 * @param {(name: "attributes", title: string, value: import("../../types.js").Attribute[]) => boolean} keep
 */
function attributes(kit, p, keep) {
  const text = p.attributes.map(a => `${a.name} ${a.type ?? ""}`.trim()).join("\n");
  return kit.section(
    "Attributes of its own",
    null,
    kit.form(
      kit.text(
        "One a line: name and type",
        text,
        v =>
          void keep(
            "attributes",
            "Change attributes of %",
            parseLines(v).map(l => ({ name: l.name, ...(l.type ? { type: l.type } : {}) })),
          ),
        { area: true, mono: true, placeholder: "since date" },
      ),
    ),
  );
}
