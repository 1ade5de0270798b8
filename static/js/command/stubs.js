/**
 * References to tables that very many refer to are drawn as stubs; these commands say
 * otherwise, line by line. The choice is kept in the diagram.
 * @module
 */

import { say } from "../say.js";
import { referencesTo } from "../view/stub.js";
import { set } from "./batch/ops.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").RelationshipProps["drawn"]} Drawn */

/**
 * Whether a relationship is drawn as a stub now.
 * @param {App} app
 * @param {ID} id
 */
const isStub = (app, id) => app.derived.routes.get(id)?.stub === true;

/**
 * The relationships that a command is for: those named or selected, and of tables those
 * that refer to them.
 * @param {App} app
 * @param {Record<string, unknown>} args
 * @returns {ID[]}
 */
function chosen(app, args) {
  const d = app.store.diagram;
  const ids = args.id ? [String(args.id)] : [...app.selection.ids];
  return ids.flatMap(id => (d.kind(id) === "relationship" ? [id] : d.kind(id) === "table" ? referencesTo(d, id) : []));
}

/**
 * @param {App} app
 * @param {string} label
 * @param {readonly ID[]} ids
 * @param {Drawn} drawn
 */
function draw(app, label, ids, drawn) {
  const ops = ids.map(id => set(id, "relationship", "drawn", drawn));
  if (app.submit(label, ops)) app.announce(ids.length === 1 ? `${label}.` : `${label}: ${ids.length}.`);
}

/** @type {import("./command.js").Command} */
const showLines = {
  id: "show-lines",
  label: say("Draw as line"),
  group: "Diagram",
  on: ["table", "relationship"],
  enabled: (app, args) => chosen(app, args).some(id => isStub(app, id)),
  run(app, args) {
    const ids = chosen(app, args).filter(id => isStub(app, id));
    draw(app, ids.length === 1 ? say("Draw as line") : say("Draw as lines"), ids, "line");
  },
};

/** @type {import("./command.js").Command} */
const showStubs = {
  id: "show-stubs",
  label: say("Draw as stub"),
  group: "Diagram",
  on: ["table", "relationship"],
  enabled: (app, args) => chosen(app, args).some(id => canBeStub(app, id)),
  run(app, args) {
    const ids = chosen(app, args).filter(id => canBeStub(app, id));
    draw(app, ids.length === 1 ? say("Draw as stub") : say("Draw as stubs"), ids, "stub");
  },
};

/**
 * @param {App} app
 * @param {ID} id
 */
function canBeStub(app, id) {
  const ends = app.store.diagram.object(id, "relationship")?.props.ends ?? [];
  return ends.length === 2 && ends[0]?.table !== ends[1]?.table && !isStub(app, id);
}

/** @type {import("./command.js").Command} */
const showAllLines = {
  id: "show-all-lines",
  label: say("Draw all lines"),
  group: "Diagram",
  on: ["empty"],
  enabled: app => stubsOf(app).length > 0,
  run: app => draw(app, say("Draw all lines"), stubsOf(app), "line"),
};

/** @param {App} app */
const stubsOf = app => [...app.store.diagram.relationshipIDs].filter(id => isStub(app, id));

/** @type {import("./command.js").Command} */
const drawByDefault = {
  id: "draw-by-default",
  label: say("Draw lines by default"),
  group: "Diagram",
  on: ["empty"],
  enabled: app => ownDrawing(app).length > 0,
  run: app => draw(app, say("Draw lines by default"), ownDrawing(app), ""),
};

/** @param {App} app */
const ownDrawing = app => app.store.diagram.all("relationship").flatMap(r => (r.props.drawn ? [r.id] : []));

/** @type {readonly import("./command.js").Command[]} */
export const stubCommands = [showLines, showStubs, showAllLines, drawByDefault];
