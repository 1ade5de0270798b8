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
