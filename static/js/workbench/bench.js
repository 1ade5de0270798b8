/**
 * What the parts of the workbench page get. This file holds types only.
 *
 * A part reads `bench.subject()` and `bench.analysis`, draws, and draws again on the events
 * it cares for; it changes things only through `bench.submit(label, ops)`.
 * @module
 */

/** @typedef {import("../types.js").ID} ID */
/** @typedef {{from: ID[], to: ID[]}} Dependency */

/**
 * What the server works out of the dependencies of the table, see web/workbench.go.
 * @typedef {object} Analysis
 * @property {"1NF" | "2NF" | "3NF" | "BCNF"} form
 * @property {string} title of the form, in words
 * @property {ID[][]} keys candidate keys
 * @property {boolean} all_keys false when there are more than are listed
 * @property {ID[]} primes
 * @property {Dependency[]} cover
 * @property {boolean} minimal false when the search for a minimal cover was given up
 * @property {(Dependency & {breaks: "2NF" | "3NF" | "BCNF", reason: string})[]} violations
 * @property {Dependency[]} implied by keys
 * @property {{form: "3NF" | "BCNF", title: string, parts: number, reaches: "3NF" | "BCNF", lost: Dependency[]}[]} ways decompositions
 */

/**
 * @typedef {object} BenchEvents
 * @property {Record<string, never>} change the table or its dependencies changed
 * @property {Record<string, never>} analysis bench.analysis changed, or became stale
 * @property {Record<string, never>} derived findings arrived
 * @property {{undo: string | null, redo: string | null}} history
 * @property {import("../app.js").SaveState} save
 */

/**
 * @typedef {object} Bench
 * @property {string} root address of the diagram
 * @property {string} back where the person came from
 * @property {ID} table
 * @property {import("../state/store.js").Store} store
 * @property {import("../state/derived.js").Derived} derived
 * @property {Analysis | null} analysis of the table as last saved
 * @property {boolean} stale an analysis is on its way
 * @property {() => import("../model/diagram.js").Table | undefined} subject the table as it is here
 * @property {(ids: readonly ID[]) => string} names of columns, with commas
 * @property {(label: string, ops: import("../types.js").Op[]) => boolean} submit one undo step
 * @property {() => Promise<void>} saved when the server has all edits
 * @property {<K extends keyof BenchEvents>(name: K, fn: (event: BenchEvents[K]) => void) => () => void} on
 */

export {};
