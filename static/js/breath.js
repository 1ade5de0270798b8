/**
 * A pause in work that is too long for one task.
 * @module
 */

/** Lets the browser do what waits: input, frames. A timer would wait 4 ms each time. */
export function breath() {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(0);
  });
}
