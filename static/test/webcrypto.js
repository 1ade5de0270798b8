// Node 18 keeps the browser's crypto in a module; newer ones have it as a global.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);
