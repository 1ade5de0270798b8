/** A relationship: its ends, its columns, what it says and what happens to its rows. @module */

import { say } from "../../say.js";
import { set } from "../../command/batch/ops.js";
import { setCard } from "../../command/batch/relate.js";
import { el } from "../../element.js";
import { plural, singular } from "../../model/noun.js";
import { bothWays, isForeignKey, isManyToMany, withArticle } from "../../model/relationship.js";
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
  const one = (/** @type {number} */ i) => withArticle(singular(name(i)));
  return [
    kit.head(title, kindOf(p), isManyToMany(p) ? "m2m" : "relation"),
    two ? el("p", { class: "sentence" }, bothWays(d, p)) : null,
    two ? kit.section(say("Columns"), null, pairs(kit, id, p, title)) : null,
    kit.section(
      say("How many"),
      null,
      kit.form(
        p.ends.map((e, i) =>
          el(
            "div",
            { class: "pair", "data-of": `end ${i}` },
            kit.pick(
              two ? say`${plural(name(i))} for each ${singular(name(1 - i))}` : say`How many ${plural(name(i))}`,
              e.card,
              CARDS,
              v => kit.act(setCard(d, id, i, v)),
            ),
            kit.text(
              say`Role of ${name(i)}`,
              e.role ?? "",
              v => {
                const role = v.trim();
                own.keep(
                  "ends",
                  say("Change role in %"),
                  p.ends.map((x, n) => (n === i ? { table: x.table, card: x.card, ...(role ? { role } : {}) } : x)),
                );
              },
              { placeholder: say("none") },
            ),
          ),
        ),
        two && isForeignKey(p)
          ? own.check("identifying", say("Identifies the child: part of its key"), say("Change whether % identifies"))
          : null,
        two
          ? own.check("inheritance", say`${one(0)} is a kind of ${singular(name(1))}`, say("Change inheritance of %"))
          : null,
      ),
    ),
    kit.section(
      say("What it says"),
      null,
      kit.form(
        two
          ? el(
              "div",
              { class: "pair" },
              own.text("verb", `${one(1)} …`, say("Change wording of %"), { placeholder: say("has") }),
              own.text("inverse", `${one(0)} …`, say("Change wording of %"), { placeholder: say("belongs to") }),
            )
          : null,
        own.text("name", isForeignKey(p) ? say("Name of the constraint") : say("Name"), say("Rename %"), {
          placeholder: isForeignKey(p) ? say("named by the script") : "",
        }),
        own.text("comment", say("Comment"), say("Comment %"), { area: true }),
      ),
    ),
    isForeignKey(p)
      ? kit.section(
          say("In the database"),
          null,
          kit.form(
            own.pick("on_delete", say("When the parent is deleted"), ACTIONS, say("Change action of %")),
            own.pick("on_update", say("When the parent's key changes"), ACTIONS, say("Change action of %")),
            own.check("deferrable", say("May be checked at the end of a transaction"), say("Change deferring of %")),
            p.deferrable
              ? own.check("initially_deferred", say("Is checked there by default"), say("Change deferring of %"))
              : null,
          ),
        )
      : null,
    isForeignKey(p) ? null : attributes(kit, p, own.keep),
    two ? kit.form(own.pick("drawn", say("Drawn"), DRAWINGS, say("Change drawing of %"))) : null,
    kit.findings(id),
    kit.actions(
      two ? kit.button("flip", say("Swap sides"), () => app.run("flip-relationship")) : null,
      kit.command("pivot"),
      kit.button("trash", say("Delete"), () => app.run("delete")),
    ),
  ];
}

/** @param {Readonly<import("../../types.js").RelationshipProps>} p */
function kindOf(p) {
  if (p.ends.length > 2) return say`Relationship of ${p.ends.length} tables`;
  if (isForeignKey(p)) return p.pairs.length > 1 ? say`Foreign key of ${p.pairs.length} columns` : say("Foreign key");
  return isManyToMany(p) ? say("Many-to-many, no table yet") : say("Line without columns");
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
    kit.app.submit(say`Change columns of ${title}`, [
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
      { class: "field mono", "aria-label": say`Column of ${t.name}` },
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
    else kit.app.toast(say("Both tables need a column first."));
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
        kit.small("x", say("Leave this pair out"), () => keep(p.pairs.filter((_, n) => n !== i))),
      ),
    ),
    kit.button("plus", p.pairs.length > 0 ? say("Another pair") : say("Join by columns"), add, "ghost"),
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
    say("Attributes of its own"),
    null,
    kit.form(
      kit.text(
        say("One a line: name and type"),
        text,
        v =>
          void keep(
            "attributes",
            say("Change attributes of %"),
            parseLines(v).map(l => ({ name: l.name, ...(l.type ? { type: l.type } : {}) })),
          ),
        { area: true, mono: true, placeholder: "since date" },
      ),
    ),
  );
}
