// The officer's side: join, see, ask, keep, advise, and close with an outcome.
import { Ice } from "./call/ice.js";
import { insist, Line } from "./call/line.js";
import { Media, reason } from "./call/media.js";
import { Mesh } from "./call/mesh.js";
import { element, Parts } from "./call/parts.js";
import { Recorder } from "./call/recorder.js";
import { Room } from "./call/room.js";
import { frame, Stills } from "./call/stills.js";
import { say } from "./call/words.js";

const SAVE_AFTER = 800;
const LOOK_EVERY = 5000;
const ROOM = new Set(["connecting", "live", "interrupted"]);
const AHEAD = new Set(["invited", "opened", "checked"]);

class Officer {
  constructor(root) {
    this.root = root;
    this.base = root.dataset.base;
    this.desk = root.dataset.desk;
    this.parts = new Parts(root);
    this.media = new Media();
    this.asked = new Map();
  }

  async start() {
    this.press();
    this.enter(await insist(this.desk));
    this.looking = setInterval(() => this.look(), LOOK_EVERY);
    if (ROOM.has(this.call.state) && this.call.actions.includes("end")) await this.join();
  }

  post(name, body = {}) {
    return insist(`${this.desk}/${name}`, { body, csrf: this.root.dataset.csrf });
  }

  press() {
    const move = (name) => async () => this.enter(await this.post(name));
    this.parts.on({
      join: () => this.join(),
      "link-mail": () => this.link(["mail"]),
      "link-show": () => this.link(["show"]),
      meet: move("meet"),
      miss: move("miss"),
      "phone-over": move("phone-over"),
      cancel: async () => confirm(say("cancelSure")) && this.enter(await this.post("cancel", { reason: "" })),
      end: async () => confirm(say("endSure")) && this.end(),
      phone: async () => this.enter({ ...this.call, ...(await insist(`${this.base}/phone`, { body: {} })) }),
      mute: async (button) => this.mute(button),
      record: (button) => this.record(button),
      grab: () => this.grab(),
      "ask-still": () => this.ask("still"),
      "ask-switch_camera": () => this.ask("switch_camera"),
      "ask-torch": (button) => this.askTorch(button),
      "ask-mute_hint": () => this.ask("mute_hint"),
      dispatch: async () => this.enter(await this.post("dispatch")),
    });
    this.parts.find('[data-form="outcome"]').addEventListener("submit", (event) => this.outcome(event));
    this.parts.find('[data-form="person"]').addEventListener("submit", (event) => this.add(event));
    for (const kind of ["input", "change"]) this.parts.find('[data-form="notes"]').addEventListener(kind, () => this.note());
  }

  enter(call) {
    this.call = { ...this.call, ...call };
    this.root.dataset.state = this.call.state;
    this.parts.find("[data-state-title]").textContent = this.call.state_title;
    this.fillIn();
    if (this.call.state === "waiting") this.parts.show("ready");
    else if (AHEAD.has(this.call.state)) this.parts.show("ahead");
    else if (ROOM.has(this.call.state)) this.parts.show(this.line ? "room" : "ready");
    else if (this.call.state === "wrap_up") this.wrap();
    else if (this.call.state === "fallback_phone") this.over("phone");
    else this.done();
  }

  fillIn() {
    const notes = this.parts.find("#notes");
    if (!this.filled) {
      this.filled = true;
      notes.value = this.call.notes || "";
      const rows = this.call.checklist_items.map(({ key, title }) => this.box(key, title));
      this.parts.find("[data-checklist]").replaceChildren(...rows);
      const outcomes = this.call.outcomes.map(({ token, title }) => {
        const input = element("input", { type: "radio", name: "outcome", value: token, id: `outcome-${token}` });
        return element("label", { className: "video-choice", htmlFor: input.id }, input, " ", title);
      });
      this.parts.find("[data-outcomes]").replaceChildren(...outcomes);
    }
    this.parts.find('[data-when="meet"]').hidden = !this.call.actions.includes("meet");
    this.parts.find('[data-do="record"]').hidden = !this.mayRecord();
  }

  mayRecord() {
    return this.call.consent?.recording === true && Recorder.able();
  }

  box(key, title) {
    const input = element("input", { type: "checkbox", name: key, checked: Boolean(this.call.checklist?.[key]), id: `check-${key}` });
    return element("label", { className: "video-choice", htmlFor: input.id }, input, " ", title);
  }

  async look() {
    if (this.line || document.hidden) return;
    this.enter(await insist(this.desk, {}, performance.now() + LOOK_EVERY).catch(() => this.call));
  }

  async link(by) {
    const { link, sent } = await this.post("link", { by });
    this.parts.find("[data-link-box]").hidden = !link;
    this.parts.find("[data-link]").value = link || "";
    this.parts.tell(say(sent.length ? "linkSent" : "linkMade"));
  }

  // The microphone is opened before joining: afterwards nothing must wait for a question of the browser.
  async join() {
    const began = performance.now();
    try {
      if (!this.media.sound) await this.media.openSound();
      this.parts.find("[data-sound]").textContent = "";
    } catch (error) {
      this.parts.find("[data-sound]").textContent = say(`microphone_${reason(error)}`);
    }
    const { call } = await this.post("take", { cookie: true });
    const me = await insist(this.base);
    this.ice = new Ice(this.base);
    this.line = new Line(this.base);
    this.stills = new Stills(this.base);
    this.room = new Room({ parts: this.parts, line: this.line, me: me.me, base: this.base });
    this.room.roster(me.people);
    this.mesh = new Mesh({ line: this.line, ice: this.ice, me: me.me });
    this.mesh.addEventListener("peer", ({ detail }) => this.meet(detail, began));
    this.line.addEventListener("state", async () => this.enter(await insist(this.desk)));
    this.line.addEventListener("answer", ({ detail }) => this.answered(detail));
    this.line.addEventListener("displaced", () => this.displaced());
    this.enter(call);
    this.line.open();
    await this.ice.ready();
    await this.mesh.put("audio", this.media.sound || null);
    await this.mesh.meet(me.people);
    this.room.loadStills().catch(() => {});
    this.stills.measure().catch(() => {});
  }

  meet(peer, began) {
    const { figure, video } = this.room.frame(peer);
    if (peer.other.role !== "resident") return;
    this.scene = video;
    this.peer = peer;
    const first = () => {
      this.root.dataset.firstFrame = Math.round(performance.now() - began);
      this.progress("first_frame");
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(first);
    else video.addEventListener("playing", first, { once: true });
    peer.addEventListener("stalled", () => this.progress("interrupted"));
    peer.addEventListener("recovered", () => this.progress("resumed"));
    peer.addEventListener("stats", ({ detail }) => this.measure(detail, figure));
  }

  async progress(event) {
    const relayed = this.relayed;
    const body = { event, ...(relayed === undefined ? {} : { relayed }) };
    await insist(`${this.base}/progress`, { body }).catch(() => {});
  }

  measure(report, figure) {
    const all = [...report.values()];
    const pair = all.find((each) => each.type === "candidate-pair" && each.nominated && each.state === "succeeded");
    const picture = all.find((each) => each.type === "inbound-rtp" && each.kind === "video");
    if (pair) {
      const near = report.get(pair.localCandidateId);
      const far = report.get(pair.remoteCandidateId);
      const known = this.relayed;
      this.relayed = near?.candidateType === "relay" || far?.candidateType === "relay";
      if (known === undefined) this.progress("first_frame");
    }
    if (picture) {
      figure.dataset.fps = picture.framesPerSecond ?? 0;
      figure.dataset.size = `${picture.frameWidth ?? 0}x${picture.frameHeight ?? 0}`;
    }
  }

  displaced() {
    this.mesh.close();
    this.media.stop();
    this.line = null;
    this.parts.tell(say("displaced"));
    this.parts.show("ready");
  }

  // --- asking ---

  resident() {
    return [...this.room.people.values()].find((each) => each.role === "resident");
  }

  async ask(command, value) {
    const sent = this.line.send("command", this.resident().id, { command, ...(value === undefined ? {} : { value }) });
    this.asked.set(sent.id, { command, value });
    await sent;
    this.parts.find("[data-answer]").textContent = say("askedThem");
  }

  askTorch(button) {
    return this.ask("torch", button.getAttribute("aria-pressed") !== "true");
  }

  answered({ body }) {
    const request = this.asked.get(body.to);
    this.asked.delete(body.to);
    if (request?.command === "torch" && body.accepted) this.parts.find('[data-do="ask-torch"]').setAttribute("aria-pressed", String(request.value));
    const word = body.accepted ? "theyDid" : body.reason ? "theyCannot" : "theyRefused";
    this.parts.find("[data-answer]").textContent = say(word);
  }

  async grab() {
    if (!this.scene) throw new Error("no picture");
    const still = await this.stills.send({ blob: await frame(this.scene), source: "frame" });
    this.room.still(still);
    this.parts.tell(say("pictureKept"));
  }

  async mute(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    if (this.media.sound) this.media.sound.enabled = !on;
    button.setAttribute("aria-pressed", String(on));
  }

  async record(button) {
    if (this.recorder) await this.recorder.stop();
    else this.recorder = await Recorder.start(this.base, this.peer.stream, () => this.parts.tell(say("recordingLate")));
    const on = Boolean(this.recorder?.running);
    if (!on) this.recorder = null;
    button.setAttribute("aria-pressed", String(on));
  }

  async add(event) {
    event.preventDefault();
    const form = event.target;
    if (!form.elements.label.value.trim()) return;
    try {
      const { link } = await this.post("people", { role: form.elements.role.value, label: form.elements.label.value.trim() });
      this.parts.find("[data-person-link]").hidden = false;
      this.parts.find("#person-link").value = link;
      this.parts.find("#person-link").select();
    } catch (error) {
      this.parts.tell(error.problem ? error.message : say("failed"));
    }
  }

  note() {
    clearTimeout(this.noting);
    this.noting = setTimeout(async () => {
      const form = this.parts.find('[data-form="notes"]');
      const checklist = Object.fromEntries([...form.querySelectorAll("[type=checkbox]")].map((each) => [each.name, each.checked]));
      this.call = { ...this.call, ...(await this.post("notes", { notes: form.elements.notes.value, checklist })) };
      this.parts.find("[data-saved]").textContent = say("saved");
    }, SAVE_AFTER);
  }

  // --- the end ---

  async end() {
    await this.recorder?.stop();
    this.enter(await this.post("end"));
  }

  over(part) {
    this.mesh?.close();
    this.media.stop();
    this.line?.close();
    this.line = null;
    this.parts.show(part);
  }

  wrap() {
    this.over("wrap");
    const preserve = this.parts.find("#outcome-preserve");
    if (!preserve.value) {
      const advised = this.call.checklist_items.filter(({ key }) => this.call.checklist?.[key]);
      preserve.value = advised.map(({ title }) => title).join("\n");
    }
  }

  async outcome(event) {
    event.preventDefault();
    const fields = event.target.elements;
    const wrong = this.parts.find("[data-error]");
    wrong.hidden = true;
    const body = { version: this.call.report_version, outcome: fields.outcome.value, reason: fields.reason.value.trim(), preserve: fields.preserve.value.trim() };
    if (fields.offence.value.trim()) body.offence = fields.offence.value.trim();
    try {
      this.enter(await this.post("outcome", body));
    } catch (error) {
      wrong.hidden = false;
      wrong.textContent = error.problem ? error.message : say("failed");
      wrong.focus();
      // The report changed meanwhile: with its new version another press is a decision with open eyes.
      if (error.status === 409) this.call = { ...this.call, ...(await insist(this.desk).catch(() => ({}))) };
    }
  }

  done() {
    this.over("done");
    this.parts.find("[data-done-title]").textContent = this.call.outcome_title || this.call.state_title;
    this.parts.find("[data-done-text]").textContent = this.call.reason || "";
    const { dispatch } = this.call;
    this.parts.find("[data-dispatch]").hidden = !dispatch || Boolean(dispatch.confirmed_at);
    if (dispatch?.confirmed_at) this.parts.tell(say("dispatched"));
  }
}

const root = document.getElementById("call");
const officer = new Officer(root);
officer.start().catch((error) => officer.parts.tell(error.problem ? error.message : say("failed")));
