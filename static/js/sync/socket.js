/**
 * A WebSocket that comes back: it connects again with growing pauses, at once when the
 * browser is online again. It knows JSON frames and nothing of their meaning.
 * @module
 */

import { Emitter } from "../state/emitter.js";

/** Pauses between tries, ms; each is stretched a little by chance. */
const FIRST_PAUSE = 300;
const LAST_PAUSE = 10_000;

/** @typedef {{type: string} & Record<string, any>} Message */

/** @extends {Emitter<{open: Record<string, never>, close: Record<string, never>, message: Message}>} */
export class Socket extends Emitter {
  /**
   * @param {string} url
   * @param {(url: string) => WebSocket} [connect]
   */
  constructor(url, connect = u => new WebSocket(u)) {
    super();
    this.url = url;
    this.connect = connect;
    this.isOpen = false;
  }

  /** @type {WebSocket | null} */
  #socket = null;
  #pause = FIRST_PAUSE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #closed = false;

  /** Connects, now. */
  start() {
    clearTimeout(this.#timer);
    this.#closed = false;
    if (this.#socket) return;
    const socket = this.connect(this.url);
    this.#socket = socket;
    socket.onopen = () => {
      this.isOpen = true;
      this.#pause = FIRST_PAUSE;
      this.emit("open", {});
    };
    socket.onmessage = e => {
      if (this.#socket === socket) this.emit("message", JSON.parse(String(e.data)));
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
  }

  /**
   * Sends, when open; what could not be sent is the caller's to keep.
   * @param {Message} message
   */
  send(message) {
    if (!this.isOpen || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Drops the connection and connects again. */
  restart() {
    const socket = this.#socket;
    this.#lost();
    socket?.close();
  }

  /** Ends for good. */
  stop() {
    this.#closed = true;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.isOpen = false;
    socket?.close();
  }

  #lost() {
    const was = this.isOpen;
    this.#socket = null;
    this.isOpen = false;
    if (was) this.emit("close", {});
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.start(), this.#pause * (0.8 + Math.random() * 0.4));
    this.#pause = Math.min(this.#pause * 2, LAST_PAUSE);
  }
}
