/**
 * Reads the diagram from the server while it comes: GET <diagram>/snapshot is one line of
 * JSON that says what will come, and then lists of objects, those of the cards first. Each
 * list is taken in as a task of its own, so that the page stays awake. The lines are those
 * of diagram/room/parts.go. Start at readSnapshot.
 * @module
 */

/** @typedef {import("../types.js").WireObject} WireObject */

/**
 * @typedef {object} SnapshotHead
 * @property {number} head number of the last batch that is in it
 * @property {string} epoch
 * @property {number} cards so many lists hold all that makes the cards
 * @property {number} parts so many lists are to come
 * @property {import("../model/geometry.js").Rect | null} bounds around all that is seen
 */

/**
 * Answers with whether all of it came.
 * @param {string} url
 * @param {{begin: (head: SnapshotHead) => void, take: (objects: WireObject[], n: number) => void}} reader n counts the lists from 1
 */
export async function readSnapshot(url, { begin, take }) {
  /** @type {SnapshotHead | null} */
  let head = null;
  let n = 0;
  try {
    const answer = await fetch(url);
    if (!answer.ok || !answer.body) return false;
    for await (const line of lines(answer.body)) {
      if (head) take(JSON.parse(line), ++n);
      else {
        head = /** @type {SnapshotHead} */ (JSON.parse(line));
        begin(head);
      }
      await breath();
    }
  } catch (e) {
    console.info("The diagram did not come as a stream:", e);
  }
  return head !== null && n === head.parts;
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<string>}
 */
async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    let from = 0;
    for (let to = rest.indexOf("\n"); to >= 0; to = rest.indexOf("\n", from)) {
      yield rest.slice(from, to);
      from = to + 1;
    }
    rest = rest.slice(from);
  }
}

/** Lets the browser do what waits: input, frames. A timer would wait 4 ms each time. */
function breath() {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}
