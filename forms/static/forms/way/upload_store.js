// Where an upload goes on after the tab was loaded again: its address only, by a digest of the file. No name is kept.
import { forget, keep, kept, names } from "../../cms/kept.js";

const FOLDER = "upload:";

export function fingerprint(file, { endpoint, metadata }) {
  const text = [file.name, file.type, file.size, file.lastModified, endpoint, metadata.question, metadata.row].join("|");
  let hash = 0xcbf29ce484222325n;
  for (const letter of text) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0))) * 0x100000001b3n);
  return Promise.resolve(hash.toString(16));
}

export function keyOf(print) {
  return FOLDER + print;
}

export const store = {
  async findAllUploads() {
    return names().filter((name) => name.startsWith(FOLDER)).map(read);
  },
  async findUploadsByFingerprint(print) {
    return kept(keyOf(print)) ? [read(keyOf(print))] : [];
  },
  async removeUpload(key) {
    forget(key);
  },
  async addUpload(print, { uploadUrl, size, creationTime }) {
    keep(keyOf(print), { uploadUrl, size, creationTime });
    return keyOf(print);
  },
};

function read(key) {
  return { ...kept(key), urlStorageKey: key };
}
