/**
 * The one object that panels, commands and tools get. It is made in editor.js and handed
 * to every mountX(element, app). This file holds types only.
 *
 * How a panel works: read `app.store.diagram` and `app.derived`, draw, and draw again on
 * the events it cares for; change things only through `app.run(command, args)` or
 * `app.submit(label, ops)`. Batches are built by the pure functions of command/batch/.
 *
 * Events of `app.on(name, fn)`; each returns a function that stops listening:
 * - "change"    {ids: Set<ID>, all: boolean}  objects that changed (all: anything may have)
 * - "derived"   {}                            routes or findings arrived
 * - "selection" {}                            app.selection changed
 * - "history"   {undo, redo}                  labels of the next undo and redo
 * - "save"      {state, count, kept}          "saved" | "saving" | "offline"
 * - "view"      {}                            camera moved or canvas resized (some times a second)
 * - "preview"   {active: boolean}             a fix preview was set or cleared
 * - "tool"      {name}                        another tool is active
 * - "panel"     {name}                        a panel is to come to the front
 * - "act"       {command, ops}                the person ran a command, or changed something
 *
 * Elements of the page that editor.js looks for (all optional but #canvas):
 *   <main id="editor" data-diagram="<id>" data-live="/diagrams/<id>/live" data-root="/diagrams/<id>">
 *   #canvas #minimap #outline #inspector #findings #sql #save-state #undo #redo #toasts
 *   #zoom  with [data-zoom="in|out|fit|100"] and [data-zoom-label]
 *   #tools with [data-tool="select|hand|table|relationship|note|frame"] and [data-command="pivot|tidy|…"]
 *   any other [data-command="<id>"] button of the page runs that command
 *   #diagram-name  an <input> or an element with text
 *
 * Style sheet of what the canvas code puts on the page: css/canvas.css.
 *
 * @module
 */

/** @typedef {import("./types.js").ID} ID */
/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./state/store.js").Store} Store */
/** @typedef {import("./state/derived.js").Derived} Derived */
/** @typedef {import("./state/selection.js").Selection} Selection */
/** @typedef {import("./model/diagram.js").Diagram} Diagram */

/**
 * @typedef {object} AppEvents
 * @property {import("./state/store.js").Change} change
 * @property {Record<string, never>} derived
 * @property {Record<string, never>} selection
 * @property {{undo: string | null, redo: string | null}} history
 * @property {SaveState} save
 * @property {Record<string, never>} view
 * @property {{active: boolean}} preview
 * @property {{name: string}} tool
 * @property {{name: string}} panel
 * @property {{command?: string, ops?: readonly Op[]}} act
 */

/**
 * @typedef {object} SaveState
 * @property {"saved" | "saving" | "offline"} state
 * @property {number} count edits that the server has not acknowledged
 * @property {boolean} kept whether they survive closing this tab
 */

/**
 * What commands and panels may ask of the canvas; units are CSS pixels unless "world".
 * @typedef {object} View
 * @property {{readonly x: number, readonly y: number, readonly k: number}} camera k is the zoom, 1 = 100 %
 * @property {(factor: number) => void} zoomBy at the middle of the canvas
 * @property {(k: number) => void} zoomTo at the middle of the canvas
 * @property {() => void} fitAll
 * @property {() => void} fitSelection
 * @property {(id: ID) => void} flyTo brings an object into the middle, animated
 * @property {(id: ID) => void} reveal moves the view only if the object is out of sight
 * @property {() => {x: number, y: number}} centre middle of the canvas in world units
 * @property {() => {x: number, y: number}} pointer last place of the pointer in world units, or the middle
 * @property {(id: ID) => void} editName opens the name or title of a table, column, note or frame for typing
 * @property {(table: ID, after?: ID) => void} editNewColumn opens an empty line in a card, at the end or below a column
 * @property {(from: ReadonlyMap<ID, {x: number, y: number}>) => void} ease lets tables, notes and frames glide from these places to where they are
 * @property {(px: number) => void} cover says how much of the lower part of the canvas is covered by a drawer
 * @property {() => void} focus puts the keyboard focus on the canvas
 * @property {import("./model/look.js").Look} look how the diagram is drawn
 * @property {(look: Partial<import("./model/look.js").Look>) => void} setLook draws it otherwise, and remembers
 * @property {(table: import("./model/diagram.js").Table) => ID[]} rows the columns of a table whose rows are drawn, from above
 */

/**
 * @typedef {object} App
 * @property {string} diagram ID of the diagram on the server
 * @property {string} root its address, for instance "/diagrams/abc": "<root>/ddl?dialect=…"
 * @property {Store} store server state with unsaved edits on top; `store.diagram` is for reading
 * @property {Derived} derived routes and findings as last sent by the server
 * @property {import("./state/finding_list.js").FindingList} findings as a person looks at them: filtered, in order, one chosen
 * @property {Selection} selection
 * @property {View} view
 * @property {readonly import("./command/command.js").Command[]} commands
 * @property {(id: string, args?: Record<string, unknown>) => void} run runs a command when it is enabled
 * @property {(id: string) => boolean} enabled
 * @property {(label: string, ops: Op[]) => boolean} submit one act of the person = one undo step; false when nothing was to do
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {{set(ops: Op[]): void, clear(): void, readonly active: boolean}} preview draws what a batch would change, without changing anything
 * @property {(ids: ReadonlySet<ID>) => void} guess marks what was guessed in an import
 * @property {(id: ID) => void} goTo selects an object and flies there
 * @property {<K extends keyof AppEvents>(name: K, fn: (event: AppEvents[K]) => void) => () => void} on
 * @property {(text: string) => void} announce tells screen readers, politely
 * @property {(text: string, options?: import("./toast.js").Options) => void} toast shows a message for a while
 * @property {(name: string) => void} openPanel brings a panel to the front
 * @property {(name: string) => void} setTool
 * @property {() => string} tool
 */

export {};
