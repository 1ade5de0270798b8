/**
 * Builds the App: store, canvas, tools and live channel, joined. It makes no elements but
 * inside the canvas. Start at makeApp.
 * @module
 */

import { say } from "./say.js";
import { commands } from "./command/commands.js";
import { findingCommands } from "./command/findings.js";
import { holds } from "./model/geometry.js";
import { PLAIN_LOOK } from "./model/look.js";
import { bothWays } from "./model/relationship.js";
import { openDiagram } from "./open_diagram.js";
import { markOf, tellAll } from "./state/findings.js";
import { Emitter } from "./state/emitter.js";
import { FindingList } from "./state/finding_list.js";
import { Selection } from "./state/selection.js";
import { storedLook, storeLook } from "./stored_look.js";
import { toast } from "./toast.js";
import { handTool } from "./tool/hand.js";
import { frameTool, noteTool, tableTool } from "./tool/make.js";
import { relationshipTool } from "./tool/relate.js";
import { selectTool } from "./tool/select.js";
import { Toolbox } from "./tool/toolbox.js";
import { mountAddRow } from "./view/add_row.js";
import { Camera } from "./view/camera.js";
import { Canvas } from "./view/canvas.js";
import { mountContextMenu } from "./view/context_menu.js";
import { previewOf } from "./view/fix_preview.js";
import { hitAt } from "./view/hit.js";
import { InlineEdit } from "./view/inline_edit.js";
import { Input } from "./view/input.js";
import { markAt } from "./view/mark_spot.js";
import { previewRoute } from "./view/preview_route.js";
import { GLIDE, MOST_GLIDING } from "./view/glide.js";
import { Scene } from "./view/scene.js";
import { SemanticLayer } from "./view/semantic.js";

/** @typedef {import("./types.js").ID} ID */
/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").AppEvents} AppEvents */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./model/geometry.js").Point} Point */

/** How long things take to their new places after a layout, ms. */
const EASE = 320;

const TOOLS = [selectTool, handTool, tableTool, relationshipTool, noteTool, frameTool];

/**
 * @param {{host: HTMLElement, diagram: string, root: string, url: string, quiet?: boolean}} page host of the canvas, ID and address of the diagram, address of the live channel; quiet: no marks of findings
 */
export function makeApp({ host, diagram, root, url, quiet = false }) {
  const { store, derived, live, submit: send } = openDiagram({ diagram, url });
  const selection = new Selection();
  const findings = new FindingList(derived, selection, () => store.diagram);
  const scene = new Scene(store.diagram, derived.routes);
  // What was read from a file is looked at as a whole.
  scene.setLook(quiet ? PLAIN_LOOK : storedLook(diagram));
  const canvas = new Canvas(host, scene, {
    worst: id => (quiet ? undefined : derived.worst(id)),
    selected: () => selection.ids,
  });
  const semantic = new SemanticLayer(canvas, selection, {
    version: id =>
      quiet || !derived.worst(id)
        ? ""
        : derived
            .marking(id)
            .map(f => markOf(f) + f.fingerprint)
            .join(),
    tell: id => (quiet ? "" : tellAll(derived.marking(id))),
    open: id => app.run("show-finding", { id }),
  });
  /** @type {Emitter<AppEvents>} */
  const events = new Emitter();
  const voice = document.createElement("div");
  voice.className = "visually-hidden";
  voice.setAttribute("aria-live", "polite");
  host.append(voice);

  const announce = (/** @type {string} */ text) => {
    voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
  };

  /**
   * @param {string} label
   * @param {import("./types.js").Op[]} ops
   */
  function submit(label, ops) {
    preview.clear();
    const done = send(label, ops);
    if (done) events.emit("act", { ops });
    return done;
  }

  const submitAct = (/** @type {import("./command/command.js").Act | null} */ act) =>
    act !== null && submit(act.label, act.ops);

  const edit = new InlineEdit(canvas, {
    diagram: () => store.diagram,
    submit: submitAct,
    select: ids => selection.set(ids),
    back: () => {
      if (!semantic.focus(selection.single)) host.focus({ preventScroll: true });
    },
  });

  const hit = (/** @type {Point} */ p) => hitAt(scene, p, canvas.camera.k, selection.ids);
  const toolbox = new Toolbox(
    TOOLS,
    {
      diagram: () => store.diagram,
      scene,
      selection,
      camera: () => canvas.camera,
      view: () => canvas.camera.view(),
      panBy: (dx, dy) => canvas.place({ x: canvas.camera.x + dx, y: canvas.camera.y + dy, k: canvas.camera.k }),
      hitAt: hit,
      submit: submitAct,
      run: (id, args) => app.run(id, args),
      show: overlay => canvas.setOverlay(overlay),
      moved: () => canvas.moved(),
      editName: id => view.editName(id),
      setTool: name => toolbox.set(name),
      announce,
    },
    tool => {
      host.style.cursor = tool.cursor;
      events.emit("tool", { name: tool.name });
    },
  );
  const input = new Input(canvas, toolbox, hit, {
    line(id) {
      const r = store.diagram.object(id, "relationship")?.props;
      return r ? bothWays(store.diagram, r) : "";
    },
    markAt: p => (quiet ? "" : markAt(canvas, p, id => derived.worst(id))),
    mark: id => tellAll(derived.marking(id)),
  });

  /** @param {ID} id */
  const boxOf = id => canvas.boxAround([id]);

  /**
   * Of a table that is too tall to be read in one view, the part to look at: the row, or
   * the beginning.
   * @param {import("./model/geometry.js").Rect} box
   * @param {ID} id
   */
  function readable(box, id) {
    const room = (canvas.camera.height - covered - 180) / 0.7;
    if (box.h <= room || !store.diagram.tableOf(id)) return box;
    const row = scene.rowBox(id);
    const y = row ? Math.max(box.y, row.y + row.h / 2 - room / 2) : box.y;
    return { ...box, y, h: room };
  }

  /** How much of the lower part is covered, CSS px. */
  let covered = 0;

  /** Brings a thing into view; the zoom changes only when it would be unreadable. @param {ID[]} ids @param {boolean} always */
  function show(ids, always) {
    const whole = canvas.boxAround(ids);
    if (!whole) return;
    const { camera } = canvas;
    const all = camera.view();
    const v = { ...all, h: all.h - covered / camera.k };
    const box = readable(whole, ids[0] ?? "");
    if (holds(v, box) && !always && camera.k >= 0.35) return;
    const wanted = Math.max(camera.k, 0.7);
    const free = Object.assign(new Camera(), { width: camera.width, height: camera.height - covered });
    canvas.fly(free.fitting(box, covered > 0 ? 24 : 60, Math.min(wanted, 1.2)));
  }

  /** @type {View} */
  const view = {
    get camera() {
      return canvas.camera;
    },
    zoomBy(factor) {
      view.zoomTo(canvas.camera.k * factor);
    },
    zoomTo(k) {
      const { camera } = canvas;
      const x = camera.width / 2;
      const y = camera.height / 2;
      const to = Math.max(0.02, Math.min(4, k));
      canvas.fly({ x: x - ((x - camera.x) * to) / camera.k, y: y - ((y - camera.y) * to) / camera.k, k: to }, 140);
    },
    fitAll() {
      const box = scene.bounds();
      if (box) canvas.fly(canvas.camera.fitting(box, 20, 1));
    },
    fitSelection() {
      const box = canvas.boxAround(selection.ids);
      if (box) canvas.fly(canvas.camera.fitting(box, 80, 1.5));
      else view.fitAll();
    },
    flyTo: id => show([id], true),
    reveal(id) {
      const row = scene.rowBox(id);
      const box = row ?? boxOf(id);
      const v = canvas.camera.view(-20 / canvas.camera.k);
      if (!box || !holds(v, box)) show([id], true);
      const focus = () => {
        // Who types meanwhile goes on typing.
        if (edit.active) return;
        if (document.activeElement === document.body || host.contains(document.activeElement)) semantic.focus(id);
      };
      const before = selection.single;
      focus();
      const stop = canvas.on("rest", () => {
        stop();
        // What was selected meanwhile stays selected.
        if (selection.has(id) || selection.single === before) focus();
      });
    },
    centre: () => canvas.camera.toWorld({ x: canvas.camera.width / 2, y: canvas.camera.height / 2 }),
    pointer: () => (input.pointer ? canvas.camera.toWorld(input.pointer) : view.centre()),
    editName(id) {
      if (store.diagram.kind(id) === "column" || store.diagram.kind(id) === "table") selection.set([id]);
      edit.name(id);
    },
    editNewColumn(table, after) {
      selection.set([table]);
      edit.newColumn(table, after);
    },
    ease(from) {
      if (canvas.still.matches || from.size > 600) return;
      const to = new Map();
      for (const id of from.keys()) {
        const box = scene.boxOf(id);
        if (box) to.set(id, box);
      }
      const start = performance.now();
      const step = (/** @type {number} */ now) => {
        const t = Math.min(1, (now - start) / EASE);
        const e = 1 - (1 - t) ** 3;
        /** @type {Map<ID, Point>} */
        const places = new Map();
        for (const [id, b] of t < 1 ? to : []) {
          const a = from.get(id) ?? b;
          places.set(id, { x: a.x + (b.x - a.x) * e, y: a.y + (b.y - a.y) * e });
        }
        scene.move(places);
        canvas.moved();
        if (t < 1) requestAnimationFrame(step);
      };
      step(start);
    },
    cover: px => {
      const before = covered;
      covered = Math.max(0, Math.min(px, canvas.camera.height - 120));
      // What was in the middle comes into the middle of what is left to be seen.
      const { x, y, k } = canvas.camera;
      if (covered !== before && !canvas.isFlying) canvas.place({ x, y: y - (covered - before) / 2, k });
    },
    focus: () => host.focus({ preventScroll: true }),
    get look() {
      return scene.look;
    },
    setLook(look) {
      canvas.setLook({ ...scene.look, ...look });
      storeLook(diagram, look);
      canvas.moved();
    },
    rows: table => scene.rowsOf(table).map(c => c.id),
  };

  let previewing = false;
  const preview = {
    /** @param {import("./types.js").Op[]} ops */
    set(ops) {
      const { diagram, marks } = previewOf(store.document, ops);
      scene.diagram = diagram;
      scene.refresh(null);
      canvas.marks = marks;
      previewing = true;
      canvas.suggestion = null;
      canvas.refreshEmphasis();
      semantic.sync();
      events.emit("preview", { active: true });
    },
    clear() {
      if (!previewing) return;
      previewing = false;
      scene.diagram = store.diagram;
      scene.refresh(null);
      canvas.marks = new Map();
      canvas.refreshEmphasis();
      semantic.sync();
      events.emit("preview", { active: false });
    },
    get active() {
      return previewing;
    },
  };

  /** @type {App} */
  const app = {
    diagram,
    root,
    store,
    derived,
    findings,
    selection,
    view,
    // Where no findings are marked there is no list of them, either.
    commands: quiet ? commands.filter(c => !findingCommands.includes(c)) : commands,
    run(id, args = {}) {
      const command = commands.find(c => c.id === id);
      if (!command) throw new Error(`There is no command ${id}.`);
      edit.finish();
      if (!(command.enabled?.(app, args) ?? true)) return;
      command.run(app, args);
      events.emit("act", { command: id });
    },
    enabled: id => commands.find(c => c.id === id)?.enabled?.(app, {}) ?? true,
    submit,
    undo() {
      const { undo } = live.history;
      preview.clear();
      live.undo();
      if (undo) toast(say`Undone: ${undo}`, { instead: "history" });
    },
    redo() {
      const { redo } = live.history;
      preview.clear();
      live.redo();
      if (redo) toast(say`Done again: ${redo}`, { instead: "history" });
    },
    preview,
    guess(ids) {
      canvas.guesses = new Map([...ids].map(id => [id, "guess"]));
      canvas.request();
    },
    goTo(id) {
      selection.set([id]);
      view.flyTo(id);
    },
    on: (name, fn) => events.on(name, fn),
    announce,
    toast,
    openPanel: name => events.emit("panel", { name }),
    setTool: name => toolbox.set(name),
    tool: () => toolbox.tool.name,
  };

  mountAddRow(canvas, app, () => edit.active);
  mountContextMenu(canvas, app, hit, () => toolbox.cancel());

  /**
   * What is seen of an object that a finding speaks of: keys and the like are seen on their
   * table; "" when there is nothing.
   * @param {import("./state/findings.js").FoundObject} o
   */
  function shownID(o) {
    const kind = store.diagram.kind(o.id ?? "");
    if (["table", "column", "relationship", "note", "frame"].includes(kind)) return o.id ?? "";
    return store.diagram.kind(o.table_id ?? "") === "table" ? (o.table_id ?? "") : "";
  }

  /**
   * The foreign key that a finding suggests, as a dashed line.
   * @param {import("./state/findings.js").Finding} f
   */
  function suggestionOf(f) {
    const s = f.suggestion;
    const child = s?.table ? store.diagram.tableNamed(s.table) : undefined;
    const parent = s?.ref_table ? store.diagram.tableNamed(s.ref_table) : undefined;
    const a = child && scene.boxOf(child.id);
    const b = parent && scene.boxOf(parent.id);
    if (!child || !parent || !a || !b) return null;
    const height = (/** @type {import("./model/diagram.js").Table} */ t, /** @type {string | undefined} */ name) => {
      const row = scene.rowBox(t.columns.find(c => c.name === name)?.id ?? "") ?? scene.headBox(t.id);
      return row ? row.y + row.h / 2 : t.box.y;
    };
    const way = previewRoute(a, height(child, s?.columns?.[0]), b, height(parent, s?.ref_columns?.[0]));
    /** @type {import("./types.js").End[]} */
    const ends = [
      { table: child.id, card: "zero_many" },
      { table: parent.id, card: "one" },
    ];
    return {
      lines: [
        {
          id: "",
          ways: [way],
          legs: false,
          stub: false,
          over: [],
          final: false,
          ends,
          inheritance: false,
          identifying: true,
          label: "",
        },
      ],
      severity: markOf(f),
    };
  }

  findings.on("chosen", ({ finding }) => {
    canvas.suggestion = null;
    if (finding) {
      const ids = finding.objects.map(o => shownID(o)).filter(id => id !== "");
      const first = ids[0];
      if (first) selection.set([first]);
      canvas.suggestion = suggestionOf(finding);
      show(ids, false);
    }
    canvas.request();
  });
  store.on("change", change => {
    preview.clear();
    scene.diagram = store.diagram;
    scene.refresh(change.all ? null : change.ids);
    if (store.coming && !change.local) {
      // A part of the diagram: what came is painted, the rest waits until everything is there.
      canvas.coming();
      return;
    }
    selection.prune(store.diagram);
    canvas.suggestion = null;
    canvas.refreshEmphasis();
    semantic.sync();
    events.emit("change", change);
  });
  store.on("complete", () => {
    // Lines that came last may be those of what is selected.
    if (selection.size > 0) canvas.refreshEmphasis();
    semantic.sync();
    events.emit("change", { ids: new Set(), all: true, local: false });
  });
  /**
   * Lets lines glide from their previews to the routes that have come.
   * @param {Map<ID, import("./view/scene.js").Line["ways"]>} from
   */
  function glide(from) {
    const start = performance.now();
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, Math.max(0, (now - start) / GLIDE));
      scene.glide(from, 1 - (1 - t) ** 3);
      canvas.request();
      if (t < 1) requestAnimationFrame(step);
    };
    step(start);
  }

  derived.on("change", change => {
    const from = change.all || canvas.still.matches ? new Map() : scene.previews(change.routes);
    if (change.routes.size > 0) scene.refreshRoutes(change.routes);
    if (change.more) {
      canvas.changed();
      return;
    }
    if (from.size > 0 && from.size <= MOST_GLIDING) glide(from);
    semantic.sync();
    canvas.request();
    events.emit("derived", {});
  });
  selection.on("change", () => {
    canvas.suggestion = null;
    canvas.refreshEmphasis();
    events.emit("selection", {});
  });
  live.on("save", e => events.emit("save", e));
  live.on("history", e => events.emit("history", e));
  canvas.on("pace", () => events.emit("view", {}));

  return { app, live, canvas, semantic, toolbox, edit };
}
