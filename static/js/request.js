/**
 * Requests to the server of this page. Every failure becomes an Error with one sentence
 * for people.
 * @module
 */

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
    throw new Error("The server does not answer. Is it still running?");
  }
  if (response.status === 204) return null;
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : null;
  if (!response.ok) throw new Error(body?.error?.message ?? `The server answered ${response.status}.`);
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
 * Reads an answer that is lines of JSON: all but the last say how far the work is. An
 * {"error"} as last line becomes an Error.
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
    throw new Error("The server does not answer. Is it still running?");
  }
  if (!response.ok || !response.body) {
    const body = await response.json().catch(() => null);
    throw new Error(body?.error?.message ?? `The server answered ${response.status}.`);
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  /** @type {any} */
  let last = null;
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    const list = text.split("\n");
    text = done ? "" : (list.pop() ?? "");
    for (const line of list) {
      if (line.trim() === "") continue;
      if (last) progress(last);
      last = JSON.parse(line);
    }
    // The newest line is told at once; telling it twice does no harm.
    if (last && !done && "done" in last) progress(last);
    if (done) break;
  }
  if (!last || "total" in last) throw new Error("The server broke off. Nothing was changed.");
  if (last.error) throw new Error(last.error.message);
  return last;
}
