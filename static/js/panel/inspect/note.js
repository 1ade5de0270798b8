/** A note, and a frame. @module */

import { say } from "../../say.js";
import { el } from "../../element.js";
import { belongs } from "./table.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("./kit.js").Kit} Kit */

/**
 * @param {Kit} kit
 * @param {ID} id
 */
export function note(kit, id) {
  const d = kit.app.store.diagram;
  const n = d.object(id, "note");
  if (!n) return null;
  const own = kit.of("note", id, n.props, "note");
  const about = d.table(n.props.about)?.name ?? "";
  return [
    kit.head(say("Note"), about ? say`About ${about}` : undefined, "note"),
    kit.form(
      own.text("text", say("Text"), say("Edit %"), { area: true }),
      kit.text(
        say("Speaks of the table"),
        about,
        v => {
          const t = d.tableNamed(v.trim());
          if (t || v.trim() === "") own.keep("about", say("Say what the % is about"), t?.id ?? "");
          else kit.app.toast(say`There is no table ${v.trim()}.`);
          kit.draw();
        },
        { placeholder: "none", list: d.tables().map(t => t.name) },
      ),
    ),
    paint(kit, n.props.color, v => own.keep("color", say("Colour %"), v)),
    kit.actions(
      kit.button("table", say("This is a table"), () => kit.app.run("note-to-table")),
      kit.button("trash", say("Delete note"), () => kit.app.run("delete")),
    ),
  ];
}

/**
 * @param {Kit} kit
 * @param {ID} id
 */
export function frame(kit, id) {
  const f = kit.app.store.diagram.object(id, "frame");
  if (!f) return null;
  const own = kit.of("frame", id, f.props, f.props.title);
  return [
    kit.head(f.props.title, say("Frame"), "frame"),
    kit.form(
      own.text("title", say("Title"), say("Rename frame %")),
      belongs(kit, "module", say("Shows the module"), f.props.module, v =>
        own.keep("module", say("Show a module in %"), v),
      ),
    ),
    paint(kit, f.props.color, v => own.keep("color", say("Colour frame %"), v)),
    kit.actions(kit.button("trash", say("Delete frame"), () => kit.app.run("delete"))),
  ];
}

/**
 * The colours; the one it has lets go of it.
 * @param {Kit} kit
 * @param {string} current
 * @param {(color: string) => void} keep
 * @param {string} [label]
 */
export const paint = (kit, current, keep, label = say("Colour")) =>
  kit.form(
    el("span", { class: "label" }, label),
    kit.colors(label, current, v => keep(v === current ? "" : v)),
  );
