/**
 * Typing on the canvas: one real input over the row, header, note or frame it is for. Below
 * it stands how the line is understood, and what could come next. Start at InlineEdit.name
 * and InlineEdit.newColumn.
 * @module
 */

import { say } from "../say.js";
import { addColumns, editColumn, resolveTarget } from "../command/batch/column.js";
import { set } from "../command/batch/ops.js";
import { renameTable } from "../command/batch/table.js";
import { el, icon } from "../element.js";
import { hasSentence } from "../model/relationship.js";
import { HEADER_HEIGHT } from "../model/schema.js";
import { describeLine, formatLine, parseLine, parseLines, words } from "../model/typed_line.js";
import { complete } from "./completion.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./canvas.js").Canvas} Canvas */
/** @typedef {import("../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../command/command.js").Act} Act */
/** @typedef {import("../model/typed_line.js").TypedLine} TypedLine */

/**
 * What is being typed.
 * @typedef {object} Job
 * @property {"name" | "line" | "text"} kind name: one plain name; line: a column; text: a note
 * @property {() => Rect | undefined} box where, world units
 * @property {(text: string, key: "Enter" | "Tab" | "") => void} commit
 * @property {() => void} [close]
 * @property {import("../model/diagram.js").Table} [table] of a line
 */

export class InlineEdit {
  /**
   * @param {Canvas} canvas
   * @param {{diagram: () => Diagram, submit: (act: Act | null) => boolean, select: (ids: ID[]) => void, back: () => void}} app back gives the focus to the cell again
   */
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    /** @type {Job | null} */
    this.job = null;
    canvas.on("frame", () => this.#place());
  }

  /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
  #input = null;
  /** @type {HTMLElement | null} */
  #popup = null;
  /** @type {import("./completion.js").Completion | null} */
  #completion = null;
  #chosen = -1;

  get active() {
    return this.job !== null;
  }

  /**
   * Types the name of a table, the line of a column, the text of a note or the title of a
   * frame.
   * @param {ID} id
   */
  name(id) {
    const d = this.app.diagram();
    const scene = this.canvas.scene;
    const column = d.column(id);
    const table = d.table(id);
    const note = d.object(id, "note");
    const frame = d.object(id, "frame");
    if (column) {
      const c = column.column;
      this.close();
      this.#unfold(column.table.id);
      const text = formatLine({ ...c, default: c.object.props.default });
      this.#open(
        {
          kind: "line",
          table: column.table,
          box: () => scene.rowBox(id),
          commit: (value, key) => this.#commitColumn(id, value, key),
          close: () => this.#unfold(""),
        },
        text,
      );
      this.#select(0);
    } else if (table) {
      this.#open(
        {
          kind: "name",
          box: () => scene.headBox(id),
          commit: (value, key) => {
            this.app.submit(renameTable(this.app.diagram(), id, value));
            if (key === "Enter" && this.app.diagram().table(id)?.columns.length === 0) this.newColumn(id);
          },
        },
        table.name,
      );
      this.#input?.select();
    } else if (note) {
      this.canvas.editing = id;
      this.#open(
        {
          kind: "text",
          box: () => scene.boxOf(id),
          commit: value => {
            if (value !== note.props.text)
              this.app.submit({ label: say("Edit note"), ops: [set(id, "note", "text", value)] });
          },
          close: () => {
            this.canvas.editing = "";
          },
        },
        note.props.text,
      );
    } else if (frame) {
      this.#open(
        {
          kind: "name",
          box: () => header(scene.boxOf(id)),
          commit: value => {
            const title = value.trim();
            if (title && title !== frame.props.title)
              this.app.submit({ label: say("Rename frame"), ops: [set(id, "frame", "title", title)] });
          },
        },
        frame.props.title,
      );
      this.#input?.select();
    }
  }

  /**
   * An empty line at the end of a card, or below a column.
   * @param {ID} tableID
   * @param {ID} [after]
   */
  newColumn(tableID, after) {
    const table = this.app.diagram().table(tableID);
    if (!table) return;
    const { scene } = this.canvas;
    const at = after ? table.columns.findIndex(c => c.id === after) + 1 : table.columns.length;
    this.close();
    scene.setDraft({ table: tableID, index: at });
    this.canvas.moved();
    const box = () => {
      const b = scene.boxOf(tableID);
      return b && { x: b.x, y: b.y + scene.header + scene.row * (scene.draft?.index ?? 0), w: b.w, h: scene.row };
    };
    this.#open(
      {
        kind: "line",
        table,
        box,
        commit: (value, key) => {
          const lines = parseLines(value);
          const id = this.#addColumns(tableID, lines, after);
          if (key !== "" && id) this.newColumn(tableID, after ? id : undefined);
        },
        close: () => {
          scene.setDraft(null);
          this.canvas.moved();
        },
      },
      "",
    );
  }

  /**
   * Lets a table show the row that is typed, if the look hides it.
   * @param {ID} table
   */
  #unfold(table) {
    const { scene } = this.canvas;
    if (scene.isPlain) return;
    scene.unfold(table);
    this.canvas.moved();
  }

  /** Ends typing; what was typed is dropped. */
  close() {
    const { job } = this;
    if (!job) return;
    this.job = null;
    this.#input?.remove();
    this.#popup?.remove();
    this.#input = null;
    this.#popup = null;
    this.#completion = null;
    job.close?.();
    this.canvas.request();
  }

  /** Ends typing and keeps what was typed. */
  finish() {
    this.#commit("");
  }

  /**
   * @param {ID} table
   * @param {readonly TypedLine[]} lines
   * @param {ID} [after]
   */
  #addColumns(table, lines, after) {
    if (lines.length === 0) return "";
    const act = addColumns(this.app.diagram(), table, lines, after);
    return act && this.app.submit(act) ? (act.id ?? "") : "";
  }

  /**
   * @param {ID} id
   * @param {string} value
   * @param {"Enter" | "Tab" | ""} key
   */
  #commitColumn(id, value, key) {
    const line = parseLine(value);
    const hit = this.app.diagram().column(id);
    if (line) this.app.submit(editColumn(this.app.diagram(), id, line));
    if (!hit || key !== "Tab") return;
    const next = hit.table.columns[hit.index + 1];
    if (next) {
      this.app.select([next.id]);
      this.name(next.id);
    } else this.newColumn(hit.table.id);
  }

  /**
   * @param {Job} job
   * @param {string} text
   */
  #open(job, text) {
    this.finish();
    this.#bringIntoView(job.box());
    this.job = job;
    const input = job.kind === "text" ? document.createElement("textarea") : document.createElement("input");
    input.className = `inline-edit ${job.kind}`;
    input.value = text;
    input.spellcheck = job.kind === "text";
    input.autocomplete = "off";
    input.setAttribute(
      "aria-label",
      job.kind === "line"
        ? say("Column as a line: name type ! u pk = default -> table")
        : job.kind === "text"
          ? say("Note")
          : say("Name"),
    );
    input.dataset.testid = "inline-edit";
    if (job.kind === "line") input.setAttribute("placeholder", say("name type  ! u pk  = default  -> table"));
    input.addEventListener("keydown", e => this.#key(/** @type {KeyboardEvent} */ (e)));
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("blur", () => {
      if (this.#input === input) this.finish();
    });
    input.addEventListener("paste", e => this.#paste(/** @type {ClipboardEvent} */ (e)));
    this.#input = input;
    this.canvas.host.append(input);
    if (job.kind === "line") {
      this.#popup = el("div", { class: "inline-popup", "data-popup": "" });
      this.#popup.addEventListener("pointerdown", e => e.preventDefault());
      this.canvas.host.append(this.#popup);
    }
    this.#place();
    input.focus({ preventScroll: true });
    if (job.kind === "text") input.setSelectionRange(text.length, text.length);
    this.#typed();
    this.canvas.request();
  }

  /**
   * Commits once: closing comes first, so that losing the focus doesn't commit again.
   * @param {"Enter" | "Tab" | ""} key
   */
  #commit(key) {
    const { job } = this;
    const value = this.#input?.value ?? "";
    this.close();
    job?.commit(value, key);
  }

  /** @param {KeyboardEvent} e */
  #key(e) {
    if (e.isComposing) return;
    const { job } = this;
    e.stopPropagation();
    if (e.key === "Escape") {
      e.preventDefault();
      if (this.#completion && this.#chosen >= 0 && job?.kind === "line") {
        this.#completion = null;
        this.#say();
        return;
      }
      if (job?.kind === "text") this.finish();
      else this.close();
      this.app.back();
    } else if (e.key === "Enter" && (job?.kind !== "text" || e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      if (this.#completion && this.#chosen >= 0) this.#take(this.#chosen);
      const wasLine = this.#input?.value.trim() !== "";
      this.#commit(wasLine || job?.kind === "name" ? "Enter" : "");
      if (!this.active) this.app.back();
    } else if (e.key === "Tab" && job?.kind === "line") {
      e.preventDefault();
      this.#tab(e.shiftKey);
    } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && this.#completion) {
      e.preventDefault();
      const n = this.#completion.choices.length;
      this.#chosen =
        (this.#chosen + (e.key === "ArrowDown" ? 1 : n) + (this.#chosen < 0 && e.key === "ArrowUp" ? 0 : 0) + n) % n;
      this.#say();
    }
  }

  /**
   * Tab takes the completion, else goes to the next part of the line, else to the next row.
   * @param {boolean} back
   */
  #tab(back) {
    const input = this.#input;
    if (!input) return;
    if (this.#completion && !back && this.#completion.word !== "") {
      this.#take(Math.max(0, this.#chosen));
      return;
    }
    const parts = words(input.value);
    const caret = input.selectionEnd ?? 0;
    const at = parts.findIndex(w => caret <= w.end);
    const next = back ? parts[at - 1] : parts[at + 1];
    if (next) input.setSelectionRange(next.start, next.end);
    else if (!back && parts.length === 1 && !input.value.endsWith(" ")) {
      input.value += " ";
      this.#typed();
    } else if (!back) this.#commit("Tab");
  }

  /** @param {ClipboardEvent} e */
  #paste(e) {
    const text = e.clipboardData?.getData("text/plain") ?? "";
    const { job } = this;
    if (job?.kind !== "line" || !job.table || !/\n/.test(text.trim())) return;
    e.preventDefault();
    const draft = this.canvas.scene.draft;
    const table = job.table.id;
    const before = this.#input?.value.trim() ?? "";
    this.close();
    const lines = parseLines(before && draft ? `${before} ${text}` : text);
    const id = this.#addColumns(table, lines);
    if (id) this.newColumn(table);
  }

  #typed() {
    const { job } = this;
    const input = this.#input;
    if (job?.kind !== "line" || !input) return;
    const fresh = this.canvas.scene.draft !== null;
    this.#completion =
      input === document.activeElement || fresh
        ? complete(this.app.diagram(), input.value, input.selectionEnd ?? input.value.length)
        : null;
    const line = parseLine(input.value);
    // A target that is not complete yet is taken from the list by Enter; a type is not,
    // because what was typed may well be meant.
    const open =
      line?.target &&
      this.#completion &&
      this.#completion.word !== "" &&
      !resolveTarget(this.app.diagram(), line, job.table);
    this.#chosen = open ? 0 : -1;
    this.#say();
  }

  /**
   * Puts a choice into the line.
   * @param {number} index
   */
  #take(index) {
    const input = this.#input;
    const c = this.#completion;
    const choice = c?.choices[index];
    if (!input || !c || !choice) return;
    input.value = `${input.value.slice(0, c.start)}${choice.text}${input.value.slice(c.end)}`;
    const at = c.start + choice.text.length;
    input.setSelectionRange(at, at);
    this.#typed();
  }

  /** Shows the choices and how the line is understood. */
  #say() {
    const popup = this.#popup;
    const { job } = this;
    if (!popup || !job?.table) return;
    const c = this.#completion;
    const rows = (c?.choices ?? []).map((choice, i) =>
      el(
        "div",
        {
          class: i === this.#chosen ? "option on" : "option",
          onpointerdown: (/** @type {PointerEvent} */ e) => {
            e.preventDefault();
            this.#take(i);
          },
        },
        icon(choice.icon),
        el("span", { class: "option-label" }, choice.label),
        el("span", { class: "option-detail" }, choice.detail),
      ),
    );
    const said = this.#sentence();
    popup.replaceChildren(...rows, ...(said ? [el("div", { class: "say", role: "status" }, said)] : []));
    popup.hidden = popup.childElementCount === 0;
    this.#place();
  }

  #sentence() {
    const { job } = this;
    const line = parseLine(this.#input?.value ?? "");
    if (!line || !job?.table) return "";
    const about = describeLine(line);
    if (!line.target) return about;
    const chosen = this.#completion?.choices[this.#chosen];
    const meant = chosen ? (parseLine(`x -> ${chosen.text}`)?.target ?? line.target) : line.target;
    const target = resolveTarget(this.app.diagram(), { ...line, target: meant }, job.table);
    if (!target) return say`There is no table or key "${line.target.table}" yet: the column comes without a reference.`;
    const there = hasSentence(job.table.name, line.unique ? "zero_one" : "zero_many", target.table.name);
    const back = hasSentence(target.table.name, line.notNull || line.pk ? "one" : "zero_one", job.table.name);
    return `${there.charAt(0).toUpperCase()}${there.slice(1)}, ${back}.`;
  }

  /**
   * Selects one word of the line.
   * @param {number} index
   */
  #select(index) {
    const w = words(this.#input?.value ?? "")[index];
    if (w) this.#input?.setSelectionRange(w.start, w.end);
    this.#typed();
  }

  /**
   * A row that is too small or out of view is brought near first.
   * @param {Rect | undefined} box
   */
  #bringIntoView(box) {
    if (!box) return;
    const { camera } = this.canvas;
    const a = camera.toScreen(box);
    const small = camera.k < 0.6;
    const out =
      a.x < 0 || a.y < 0 || a.x + box.w * camera.k > camera.width || a.y + (box.h + 90) * camera.k > camera.height;
    if (!small && !out) return;
    const k = small ? 1 : camera.k;
    this.canvas.place({
      x: camera.width / 2 - (box.x + box.w / 2) * k,
      y: camera.height / 2 - (box.y + box.h / 2) * k,
      k,
    });
  }

  #place() {
    const input = this.#input;
    const { job } = this;
    if (!input || !job) return;
    const box = job.box();
    if (!box) {
      this.close();
      return;
    }
    const { camera } = this.canvas;
    const { k } = camera;
    const p = camera.toScreen(box);
    const s = input.style;
    s.transform = `translate(${Math.round(p.x)}px, ${Math.round(p.y)}px)`;
    // A line is often longer than the card is wide.
    const wide =
      job.kind === "line" ? Math.max(box.w * k, Math.min(360, input.value.length * 7.9 * k + 60 * k)) : box.w * k;
    s.width = `${Math.round(wide)}px`;
    s.height = `${Math.round(box.h * k)}px`;
    s.setProperty("--k", String(k));
    if (!this.#popup) return;
    const below = p.y + box.h * k + 4;
    const up = below + this.#popup.offsetHeight > camera.height - 8 && p.y - this.#popup.offsetHeight - 4 > 0;
    const x = Math.max(8, Math.min(p.x, camera.width - this.#popup.offsetWidth - 8));
    this.#popup.style.transform = `translate(${Math.round(x)}px, ${Math.round(up ? p.y - this.#popup.offsetHeight - 4 : below)}px)`;
  }
}

/**
 * @param {Rect | undefined} box
 * @returns {Rect | undefined}
 */
function header(box) {
  return box && { x: box.x, y: box.y, w: box.w, h: HEADER_HEIGHT };
}
