/**
 * Requests to the server of this page. Every failure becomes an Error with one sentence
 * for people.
 * @module
 */

import { say } from "./say.js";

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<any>} the JSON of the answer, or null when there is none
 */
export async function request(url, init = {}) {
  let response;
  try {
    response = await fetch(url, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch {
    throw new Error(say("The server does not answer. Is it still running?"));
  }
  if (response.status === 204) return null;
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : null;
  if (!response.ok) throw new Error(body?.error?.message ?? say`The server answered ${response.status}.`);
  return body;
}

/**
 * @param {string} url
 * @param {unknown} [body]
 */
export function post(url, body = {}) {
  return request(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/**
 * Reads an answer that is lines of JSON: all but the last say how far the work is, as
 * {"done", "total"}. An {"error"} as last line becomes an Error.
 * @param {string} url
 * @param {RequestInit} init
 * @param {(progress: any) => void} progress
 * @returns {Promise<any>} the last line
 */
export async function lines(url, init, progress) {
  let response;
  try {
    response = await fetch(url, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch (e) {
    if (init.signal?.aborted) throw e;
    throw new Error(say("The server does not answer. Is it still running?"));
  }
  if (!response.ok || !response.body) {
    const body = await response.json().catch(() => null);
    throw new Error(body?.error?.message ?? say`The server answered ${response.status}.`);
  }
  /** @type {any} */
  let last = null;
  for await (const line of readLines(response.body)) {
    if (line.trim() === "") continue;
    last = JSON.parse(line);
    if ("done" in last) progress(last);
  }
  if (!last || "total" in last) throw new Error(say("The server broke off. Nothing was changed."));
  if (last.error) throw new Error(last.error.message);
  return last;
}

/**
 * The lines of an answer as they come, and what is left without a line feed.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<string>}
 */
export async function* readLines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    let from = 0;
    for (let to = rest.indexOf("\n"); to >= 0; to = rest.indexOf("\n", from)) {
      yield rest.slice(from, to);
      from = to + 1;
    }
    rest = rest.slice(from);
    if (done) break;
  }
  if (rest.trim() !== "") yield rest;
}
