// Files go in pieces as soon as they are chosen, one after the other, and go on where they were when the line comes back.
// What is refused is said by name; nothing else of the step is touched by it.
import { fingerprint, keyOf, store } from "./upload_store.js";
import { fill } from "./words.js";

const PIECE = 512 * 1024;
const PAUSES = [0, 1000, 2000, 4000, 8000, 15000];
const TOLD_AT = 50;

// Phones offer a camera for a chooser of files, but not all of them: where fingers are what points, a button opens it.
function offerCamera(field, take) {
  const button = field.querySelector("[data-camera]");
  if (!button || !matchMedia("(pointer: coarse)").matches) return;
  const camera = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", capture: "environment" });
  camera.addEventListener("change", () => {
    for (const file of camera.files) take(file);
    camera.value = "";
  });
  button.hidden = false;
  button.addEventListener("click", () => camera.click());
}

export function takeFiles(form, saver, words) {
  const queue = new Queue(form, saver, words);
  for (const field of form.querySelectorAll("[data-uploads]")) {
    field.querySelector("[data-upload]").hidden = true;
    const input = field.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      for (const file of input.files) queue.add(field, file);
      input.value = "";
    });
    offerCamera(field, (file) => queue.add(field, file));
  }
  return queue;
}

// Where nothing takes pieces, a chosen file is sent with the form, at once.
export function sendAtOnce(form) {
  for (const button of form.querySelectorAll("[data-upload]")) {
    button.hidden = true;
    const input = button.closest("[data-uploads]").querySelector("input[type=file]");
    input.addEventListener("change", () => input.files.length && button.click());
  }
  return { underWay: () => false, done: () => Promise.resolve() };
}

class Queue {
  constructor(form, saver, words) {
    Object.assign(this, { form, saver, words, waiting: [], running: null, ends: [], refused: 0 });
    window.addEventListener("online", () => this.running?.paused && this.running.send());
    window.addEventListener("beforeunload", (event) => this.underWay() && !form.dataset.pass && event.preventDefault());
    window.addEventListener("constat:leave", () => (form.dataset.pass = "1"));
  }

  add(field, file) {
    const upload = new Upload(this, field, file);
    const most = Number(field.dataset.most);
    if (most && file.size > most) upload.refused(fill(this.words.too_large, { most: Math.floor(most / 1048576) }));
    else this.waiting.push(upload);
    this.next();
  }

  next() {
    if (this.running) return;
    this.running = this.waiting.shift() || null;
    if (this.running) this.running.send();
    else this.ends.splice(0).forEach((end) => end());
  }

  over(upload) {
    this.waiting = this.waiting.filter((each) => each !== upload);
    if (this.running === upload) this.running = null;
    this.next();
  }

  underWay() {
    return Boolean(this.running);
  }

  // Resolves, when all are sent, to how many were refused while somebody waited for it.
  async done() {
    const before = this.refused;
    if (this.running) await new Promise((resolve) => this.ends.push(resolve));
    return this.refused - before;
  }
}

class Upload {
  constructor(queue, field, file) {
    Object.assign(this, { queue, field, file, paused: false, told: 0 });
    this.words = queue.words;
    this.row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
    this.row.querySelector("[data-name]").textContent = file.name;
    this.bar = this.row.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    for (const button of this.row.querySelectorAll("button")) button.append(hidden(` ${file.name}`));
    this.row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
    this.again = this.row.querySelector("[data-again]");
    this.again.addEventListener("click", () => this.send());
    field.querySelector("[data-list]").append(this.row);
    this.say("waiting");
  }

  async send() {
    this.paused = false;
    this.again.hidden = true;
    this.say("beginning", {}, true);
    try {
      await import("../vendor/tus-js-client/tus.min.js");
      if (await this.isReady()) await this.start();
      else this.broken();
    } catch {
      this.broken();
    }
  }

  // The draft, and the row that the file belongs to, must be on the server first.
  async isReady() {
    if (this.queue.form.elements.revision && (!this.card() || this.rowId())) return true;
    return (await this.queue.saver.save()) === "saved";
  }

  card() {
    return this.field.closest("[data-row]");
  }

  rowId() {
    return this.card()?.querySelector('input[name$="-_id"]').value || "";
  }

  async start() {
    const draft = this.queue.form.elements._draft.value;
    const metadata = { filename: this.file.name, question: this.field.dataset.uploads, row: this.rowId(), draft };
    this.upload = new window.tus.Upload(this.file, {
      endpoint: this.queue.form.dataset.uploads,
      metadata,
      chunkSize: PIECE,
      retryDelays: PAUSES,
      headers: { "X-CSRFToken": this.queue.form.elements.csrfmiddlewaretoken.value },
      fingerprint,
      urlStorage: store,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, all) => this.progress(sent, all),
      onSuccess: ({ lastResponse }) => this.arrived(lastResponse),
      onError: (error) => this.failed(error),
    });
    const [before] = await this.upload.findPreviousUploads();
    if (before) this.upload.resumeFromPreviousUpload(before);
    this.upload.start();
  }

  progress(sent, all) {
    const percent = Math.floor((sent / all) * 100);
    this.bar.value = percent;
    const polite = percent >= TOLD_AT && this.told < TOLD_AT;
    this.told = percent;
    this.say(percent < 100 ? "percent" : "looking", { percent }, polite);
  }

  async arrived(response) {
    const id = response.getHeader("Upload-Attachment");
    this.queue.saver.fileCame(Number(response.getHeader("Upload-Revision")));
    try {
      await this.show(id);
    } catch {
      // It is kept; the next page shows it.
      this.say("kept", {}, true);
      this.queue.over(this);
      return;
    }
    this.tell("kept");
    this.row.remove();
    this.queue.over(this);
  }

  // The file as the server shows it: taken out of the step's own page, so that there is one template for it.
  async show(id) {
    const page = await (await fetch(this.queue.saver.address(), { signal: AbortSignal.timeout(15000) })).text();
    const item = new DOMParser().parseFromString(page, "text/html").getElementById(`file-${id}`);
    if (!item) throw new Error("not shown");
    this.field.querySelector("[data-files]").append(document.adoptNode(item));
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  failed(error) {
    const answer = error.originalResponse;
    const status = answer?.getStatus() || 0;
    if (status === 422) this.refused(JSON.parse(answer.getBody()).message);
    else if (status >= 400 && status < 500 && status !== 409 && status !== 423 && status !== 429) this.refused(this.words.not_taken);
    else this.broken();
  }

  // No line: the file waits here, goes on by itself when the line is back, or when somebody asks for it.
  broken() {
    this.paused = true;
    this.again.hidden = false;
    this.say("broken", {}, true);
  }

  refused(message) {
    if (this.upload) fingerprint(this.file, this.upload.options).then((print) => store.removeUpload(keyOf(print)));
    this.queue.refused += 1;
    this.row.classList.add("upload--refused");
    this.bar.hidden = this.again.hidden = true;
    this.row.querySelector("[data-cancel]").firstChild.data = this.words.take_away;
    this.say(message, {}, true);
    this.queue.over(this);
  }

  cancel() {
    this.upload?.abort(true).catch(() => {});
    this.row.remove();
    this.tell("cancelled");
    this.field.querySelector("input[type=file]").focus();
    this.queue.over(this);
  }

  say(word, values = {}, polite = false) {
    const text = fill(this.words[word] ?? word, values);
    this.row.querySelector("[data-said]").textContent = text;
    if (polite) this.tell(text);
  }

  tell(word) {
    this.field.querySelector("[data-told]").textContent = `${this.file.name}: ${this.words[word] ?? word}`;
  }
}

function hidden(text) {
  return Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: text });
}
