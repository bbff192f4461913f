// A draft sealed in one file: what `docs/citizens.md` says of its bytes. Nothing here knows the page or the network.
//
// header:  8 bytes "CONSTAT" and the version, 4 bytes iterations (big-endian), 16 bytes salt, 12 bytes iv
// sealed:  AES-GCM 256 over: 4 bytes length of the content, the content as JSON, then each file's bytes in its order
// The key comes from the passphrase by PBKDF2-SHA-256; the header is authenticated with the rest.
const MARK = [67, 79, 78, 83, 84, 65, 84];
const VERSION = 1;
const HEADER = 40;
export const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;

export class SealedError extends Error {
  // `code` is foreign (no file of ours), newer (of a later version) or wrong (the passphrase, or a changed file).
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// Return the bytes of the file. `files` are the bytes that belong to `content.files`, in the same order.
export async function seal(passphrase, content, files, iterations = ITERATIONS) {
  const header = new Uint8Array(HEADER);
  header.set([...MARK, VERSION]);
  new DataView(header.buffer).setUint32(8, iterations);
  crypto.getRandomValues(header.subarray(12));
  const json = new TextEncoder().encode(JSON.stringify(content));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  const plain = joined([length, json, ...files]);
  const sealed = await crypto.subtle.encrypt(lock(header), await keyOf(passphrase, header), plain);
  return joined([header, new Uint8Array(sealed)]);
}

// Return `{content, files}`, or throw a SealedError.
export async function open(passphrase, bytes) {
  const header = bytes.subarray(0, HEADER);
  if (header.length < HEADER || MARK.some((byte, at) => header[at] !== byte)) throw new SealedError("foreign");
  if (header[7] !== VERSION) throw new SealedError("newer");
  const rounds = iterationsOf(header);
  if (rounds < ITERATIONS || rounds > MOST_ITERATIONS) throw new SealedError("wrong");
  const key = await keyOf(passphrase, header);
  let plain;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt(lock(header), key, bytes.subarray(HEADER)));
  } catch {
    throw new SealedError("wrong");
  }
  return taken(plain);
}

function taken(plain) {
  const end = 4 + new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const content = JSON.parse(new TextDecoder().decode(plain.subarray(4, end)));
  const files = [];
  let at = end;
  for (const { size } of content.files) {
    files.push(plain.subarray(at, at + size));
    at += size;
  }
  return { content, files };
}

function lock(header) {
  return { name: "AES-GCM", iv: header.subarray(28, 40), additionalData: header };
}

function iterationsOf(header) {
  return new DataView(header.buffer, header.byteOffset).getUint32(8);
}

// The same passphrase typed on another keyboard is the same: composed accents, no spaces around it.
async function keyOf(passphrase, header) {
  const typed = new TextEncoder().encode(passphrase.normalize("NFKC").trim());
  const raw = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: header.subarray(12, 28), iterations: iterationsOf(header) };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
