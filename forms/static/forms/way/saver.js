// Saves the step by itself, a few seconds after a change, and says so in one quiet line. While the line is gone, what is
// typed stays on the page and in this tab, and saving is tried again. What another device wrote is never overwritten.
import { forget, keep, kept } from "../../cms/kept.js";
import { isThere } from "./line.js";
import { keepable, same, typed } from "./snapshot.js";

const AFTER = 3000;
const PATIENCE = 15000;
// So long after the server was last heard, whoever touches the page has it asked whether the line is there.
const FRESH = 20000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const KEEP_AFTER = 300;
// What stands before the site, or in its place, answers so while it is started anew or worked on.
const NOT_THERE = new Set([502, 503, 504]);
// Answers of the server that are no use trying again: the next Continue leads to the page that explains.
const FINAL = new Set(["conflict", "lost", "over", "refused"]);

export class Saver {
  constructor(form, line) {
    this.form = form;
    this.line = line;
    this.page = kept(location.pathname)?.page || crypto.getRandomValues(new Uint32Array(4)).join("-");
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_page", value: this.page }));
    this.saved = typed(form);
    this.retry = FIRST_RETRY;
    this.final = "";
    this.state = "";
    this.sent = false;
    this.heardAt = Date.now();
    this.askedAt = 0;
  }

  start(restored) {
    if (restored) {
      this.saved = null;
      this.line.say("restored");
      this.soon();
    }
    for (const kind of ["pointermove", "pointerdown", "keydown"]) {
      addEventListener(kind, () => this.askAfterAWhile(), { passive: true });
    }
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.touched());
    window.addEventListener("online", () => this.isDirty() && this.save());
    window.addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && !this.gone && !this.sent && this.isDirty() && this.save());
    window.addEventListener("constat:leave", () => this.last());
    window.addEventListener("constat:wipe", () => this.end());
  }

  isDirty() {
    return !same(this.saved, typed(this.form));
  }

  // Whether nothing says that the line is gone.
  isCalm() {
    return (this.state === "" || this.state === "saved") && navigator.onLine;
  }

  async askAfterAWhile() {
    if (this.under || this.isHeard() || Date.now() - this.askedAt < FRESH) return;
    this.askedAt = Date.now();
    if (!(await isThere(this.saveAt()))) {
      this.state = "offline";
      this.soon(this.retry);
      return;
    }
    this.heardAt = Date.now();
    if (this.state === "offline") this.state = "";
  }

  // Whether the server answered a moment ago.
  isHeard() {
    return Date.now() - this.heardAt < FRESH;
  }

  // The form is sent as a whole now. Should it not arrive, what was typed is still in the tab.
  sends() {
    this.sent = true;
    this.keep();
    clearTimeout(this.keeping);
    clearTimeout(this.timer);
  }

  touched() {
    this.sent = false;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), KEEP_AFTER);
    if (this.final === "refused") this.final = "";
    if (!this.final) this.soon();
  }

  soon(wait = AFTER) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isDirty() && this.save(), wait);
  }

  keep() {
    if (this.gone || !this.isDirty()) return;
    const { _draft: draft, revision, read } = this.form.elements;
    const told = { draft: draft?.value || "", revision: revision?.value || "", read: read.value, page: this.page, sent: this.sent };
    keep(this.address().pathname, { fields: keepable(this.form), ...told });
  }

  // Saves now, after a save that is under way; resolves to what came of it.
  async save(more = {}) {
    while (this.under) await this.under;
    this.under = this.send(more).finally(() => (this.under = null));
    return this.under;
  }

  async send(more) {
    clearTimeout(this.timer);
    const sent = typed(this.form);
    let told;
    try {
      const response = await fetch(this.saveAt(), { method: "POST", body: this.body(more), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
      told = await this.read(response);
    } catch {
      told = { state: "offline" };
    }
    return this.heard(told, sent);
  }

  // A refused token or session is answered as a page: Continue leads there, and holds on to what was typed.
  async read(response) {
    if (response.headers.get("Content-Type")?.startsWith("application/json")) return response.json();
    if (NOT_THERE.has(response.status)) return { state: "offline" };
    return { state: response.status === 403 || response.status === 404 ? "lost" : "failed" };
  }

  heard(told, sent) {
    this.state = told.state;
    if (told.state !== "offline") this.heardAt = Date.now();
    if (told.draft) this.put("_draft", told.draft);
    if (told.read) this.readAs(told);
    if (told.state === "saved") {
      this.saved = sent;
      this.retry = FIRST_RETRY;
      this.goesOnAt(told);
      if (this.isDirty()) this.soon();
      else forget(location.pathname);
    } else if (FINAL.has(told.state)) {
      this.final = told.state;
      this.keep();
    } else {
      this.keep();
      this.soon(this.retry);
      this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
    }
    this.line.say(told.state, told.message);
    return told.state;
  }

  // The first save made the draft: from now on this page is its first step.
  goesOnAt(told) {
    if (told.action && told.action !== this.address().pathname) {
      forget(location.pathname);
      const from = this.form.elements.from ? "?from=check" : "";
      history.replaceState(null, "", told.action + from);
      this.form.setAttribute("action", told.action);
      this.form.elements.new?.remove();
    }
    this.endsAt(told.ends);
    for (const [group, ids] of Object.entries(told.rows || {})) {
      ids.forEach((id, index) => {
        const input = this.form.elements[`${group}-${index}-_id`];
        if (input && !input.value) input.value = id;
      });
    }
  }

  // What this page was filled from, as the server's marks: it finds by them what was written elsewhere.
  readAs({ revision, read }) {
    if (read !== undefined) this.form.elements.read.value = read;
    if (revision === undefined || revision === "") return;
    this.put("revision", revision);
  }

  put(name, value) {
    let input = this.form.elements[name];
    if (!input) {
      input = Object.assign(document.createElement("input"), { type: "hidden", name });
      this.form.append(input);
    }
    input.value = value;
  }

  // A file of ours made a new revision. Any other revision was made elsewhere, and is left for the server to compare.
  fileCame(revision) {
    if (revision === Number(this.form.elements.revision?.value) + 1) this.readAs({ revision });
  }

  endsAt(moment) {
    if (!moment) return;
    this.form.dataset.ends = moment;
  }

  async stay() {
    return (await this.save({ _stay: "1" })) === "saved";
  }

  end() {
    this.gone = true;
    clearTimeout(this.keeping);
    clearTimeout(this.timer);
  }

  // The tab is left quickly: one last save that does not wait, and nothing stays behind. A kiosk saves nothing then.
  last() {
    this.end();
    if (!document.querySelector("[data-kiosk]") && this.isDirty() && !this.final) fetch(this.saveAt(), { method: "POST", body: this.body({}), keepalive: true }).catch(() => {});
  }

  body(more) {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    for (const [name, value] of Object.entries(more)) data.append(name, value);
    return new URLSearchParams(data);
  }

  address() {
    return new URL(this.form.getAttribute("action"), location.href);
  }

  saveAt() {
    return `${this.address().pathname}save/`;
  }
}
