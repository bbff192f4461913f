// The officer's side: join, see, ask, keep, advise, and close with an outcome.
import { carrier } from "./call/carrier.js";
import { Ice } from "./call/ice.js";
import { insist, Line, wait } from "./call/line.js";
import { Media, reason } from "./call/media.js";
import { element, Parts } from "./call/parts.js";
import { Recorder, recorderOf, Voices } from "./call/recorder.js";
import { Room } from "./call/room.js";
import { frame, Stills } from "./call/stills.js";
import { say, told } from "./call/words.js";

const SAVE_AFTER = 800;
const LOOK_EVERY = 5000;
const SETTLE_AFTER = 1500;
// So long the microphone may hold up the pictures of somebody who comes back, and a way to them the room.
const AT_ONCE = 300;
const ROOM = new Set(["connecting", "live", "interrupted"]);
const AHEAD = new Set(["invited", "opened", "checked"]);

class Officer {
  constructor(root) {
    this.root = root;
    this.base = root.dataset.base;
    this.desk = root.dataset.desk;
    this.parts = new Parts(root);
    this.media = new Media({ facing: "user", hint: "motion" });
    this.asked = new Map();
    this.progressed = Promise.resolve();
  }

  async start() {
    this.press();
    this.enter(told());
    this.looking = setInterval(() => this.look(), LOOK_EVERY);
    if (ROOM.has(this.call.state) && this.call.actions.includes("end")) await this.join();
  }

  post(name, body = {}) {
    return insist(`${this.desk}/${name}`, { body, csrf: this.root.dataset.csrf });
  }

  press() {
    this.media.addEventListener("lost", ({ detail }) => this.lost(detail));
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
      camera: (button) => this.camera(button),
      record: () => this.record(),
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
    // What was said of links is old once the person is there.
    if (this.parts.shown === "ahead" && !AHEAD.has(this.call.state)) this.parts.tell("");
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
    return this.call.consent?.recording === true && (this.call.engine === "livekit" || Recorder.able());
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
    const { link, picture, sent } = await this.post("link", { by });
    this.parts.find("[data-link-box]").hidden = !link;
    this.parts.find("[data-link]").value = link || "";
    this.parts.find("[data-link-picture]").src = picture || "";
    this.parts.tell(say(sent.length ? "linkSent" : "linkMade"));
  }

  // The microphone is opened before joining: afterwards nothing must wait for a question of the browser.
  async join() {
    const began = performance.now();
    const again = ROOM.has(this.call.state);
    const sound = this.listen();
    // Who comes back into a call was asked before.
    if (!again) await sound;
    const { call, participant, sequence, ice } = await this.post("take", { cookie: true });
    const me = { id: participant, role: "officer" };
    this.ice = new Ice(this.base, ice);
    this.line = new Line(this.base, sequence);
    this.stills = new Stills(this.base);
    this.room = new Room({ parts: this.parts, line: this.line, me, base: this.base });
    this.room.roster(call.people);
    this.mesh = await carrier({ engine: call.engine, me }, { line: this.line, ice: this.ice, base: this.base, again });
    this.mesh.addEventListener("unreached", () => this.room.picturesSay(say("unreached")));
    this.mesh.addEventListener("reached", () => this.room.picturesSay(""));
    this.mesh.addEventListener("reconnected", () => this.progress("reconnected"));
    this.mesh.addEventListener("peer", ({ detail }) => this.meet(detail, began));
    this.line.addEventListener("state", () => this.renew());
    this.line.addEventListener("answer", ({ detail }) => this.answered(detail));
    this.line.addEventListener("displaced", () => this.displaced());
    this.line.open();
    await this.mesh.prepare().catch(() => {});
    await Promise.race([sound, wait(AT_ONCE)]);
    await this.mesh.put("audio", this.media.sound || null);
    // A media server meets people at once, a mesh once it has looked up a way.
    const met = Promise.resolve(this.mesh.meet(call.people));
    await Promise.race([met.catch(() => {}), wait(AT_ONCE)]);
    this.enter(call);
    setTimeout(() => this.settle(), SETTLE_AFTER);
    // A microphone that the browser asked about, or that took its time.
    sound.then(() => this.mesh.put("audio", this.media.sound || null)).catch(() => {});
    await met;
  }

  async listen() {
    try {
      if (!this.media.sound) await this.media.openSound();
      this.parts.find("[data-sound]").textContent = "";
    } catch (error) {
      this.parts.find("[data-sound]").textContent = say(`microphone_${reason(error)}`);
    }
  }

  // What can wait until the scene is seen: what was said and taken before, how far the clocks are apart.
  async settle() {
    const { line } = this;
    if (!line || this.settled === line) return;
    this.settled = line;
    // Photos first: they move what is below them.
    await this.room.loadStills().catch(() => {});
    await line.catchUp().catch(() => {});
    this.stills.measure().catch(() => {});
    if (this.call.recordings.length) this.resumeRecording().catch(() => {});
  }

  // Several changes at once are one look at the call.
  async renew() {
    this.changed = true;
    if (this.renewing) return;
    this.renewing = true;
    try {
      while (this.changed) {
        this.changed = false;
        this.enter(await insist(this.desk).catch(() => this.call));
      }
    } finally {
      this.renewing = false;
    }
  }

  meet(peer, began) {
    const { figure, video } = this.room.frame(peer);
    peer.addEventListener("stream", ({ detail }) => this.heard(peer, detail));
    if (peer.other.role !== "resident") return;
    this.scene = video;
    this.peer = peer;
    const first = () => {
      this.root.dataset.firstFrame = Math.round(performance.now() - began);
      this.pictured();
      this.progress("first_frame");
      this.settle();
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(first);
    else video.addEventListener("playing", first, { once: true });
    peer.addEventListener("stalled", () => this.progress("interrupted"));
    peer.addEventListener("recovered", () => this.progress("resumed"));
    peer.addEventListener("stats", ({ detail }) => this.measure(detail, figure));
  }

  // One after the other: what was seen later must not come first.
  progress(event) {
    const relayed = (this.relayedTold = this.relayed);
    const body = { event, ...(relayed === undefined ? {} : { relayed }) };
    this.progressed = this.progressed.then(() => insist(`${this.base}/progress`, { body })).catch(() => {});
    return this.progressed;
  }

  measure(report, figure) {
    const all = [...report.values()];
    const pair = all.find((each) => each.type === "candidate-pair" && each.nominated && each.state === "succeeded");
    const picture = all.find((each) => each.type === "inbound-rtp" && each.kind === "video");
    if (pair) {
      const near = report.get(pair.localCandidateId);
      const far = report.get(pair.remoteCandidateId);
      this.relayed = near?.candidateType === "relay" || far?.candidateType === "relay";
      const running = this.call.state === "live" && !this.peer.stalled;
      if (running && this.relayed !== this.relayedTold) this.progress("resumed");
    }
    if (picture) {
      figure.dataset.fps = picture.framesPerSecond ?? 0;
      figure.dataset.size = `${picture.frameWidth ?? 0}x${picture.frameHeight ?? 0}`;
    }
  }

  // A camera that is pulled out, or a microphone: said, and the call goes on with what is left.
  async lost(kind) {
    this.parts.tell(say(kind === "video" ? "cameraLost" : "microphoneLost"));
    if (kind !== "video" || !this.mesh) return;
    await this.dark();
    this.own(false);
  }

  displaced() {
    this.mesh.close();
    this.media.stop();
    this.own(false);
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

  // The officer's own face: off until they want to be seen.
  async camera(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    try {
      if (on) await this.mesh.put("video", await this.media.openPicture());
      else await this.dark();
    } catch (error) {
      this.parts.tell(say(`camera_${reason(error)}`));
      return;
    }
    this.own(on);
  }

  async dark() {
    this.media.closePicture();
    await this.mesh.withdraw("video");
  }

  own(on) {
    this.parts.find('[data-do="camera"]').setAttribute("aria-pressed", String(on));
    this.parts.find("[data-own-box]").hidden = !on;
    const video = this.parts.find("[data-own]");
    video.srcObject = on ? new MediaStream([this.media.picture]) : null;
    if (on) video.play().catch(() => {});
  }

  async record() {
    if (this.recorder) await this.endRecording();
    else await this.beginRecording();
  }

  async beginRecording() {
    const recorder = recorderOf(this.call.engine, this.base);
    recorder.addEventListener("late", () => this.parts.tell(say("recordingLate")));
    recorder.addEventListener("refused", ({ detail }) => this.stopped(detail.problem ? detail.message : say("failed")));
    if (recorder instanceof Recorder) await this.recordHere(recorder);
    else await recorder.start();
    this.recorder = recorder;
    this.showRecording(true);
  }

  async recordHere(recorder) {
    const picture = this.peer?.stream.getVideoTracks()[0];
    if (!picture) throw new Error("no picture");
    this.voices = new Voices();
    this.voices.add(this.media.sound);
    for (const peer of this.mesh.peers.values()) for (const track of peer.stream.getAudioTracks()) this.voices.add(track);
    await recorder.start(picture, this.voices.track);
  }

  // Whoever comes in is heard in the recording; a scene that comes by another path is another recording.
  heard(peer, stream) {
    if (!(this.recorder instanceof Recorder)) return;
    for (const track of stream.getAudioTracks()) this.voices.add(track);
    const [picture] = stream.getVideoTracks();
    if (peer === this.peer && picture && picture !== this.recorder.picture) this.recordAgain();
  }

  async endRecording() {
    const { recorder } = this;
    this.stopped();
    await recorder?.stop();
  }

  stopped(why) {
    this.recorder = null;
    this.voices?.close();
    this.showRecording(false);
    if (why) this.parts.tell(why);
  }

  pictured() {
    if (!this.recordAtFirst || this.recorder) return;
    this.recordAtFirst = false;
    this.recordAgain();
  }

  showRecording(on) {
    this.parts.find('[data-do="record"]').setAttribute("aria-pressed", String(on));
  }

  // What was recorded is whole up to here, and another recording goes on.
  async recordAgain() {
    await this.endRecording().catch(() => {});
    await this.beginRecording().catch((error) => this.stopped(error.problem ? error.message : say("failed")));
  }

  // A recording that this page began before it was loaded anew is ended, and goes on as another one.
  async resumeRecording() {
    const left = this.call.recordings.filter((each) => !each.ended_at);
    if (left.length && this.call.engine === "livekit") {
      this.recorder = recorderOf(this.call.engine, this.base);
      this.recorder.goOn(left[0].id);
      this.showRecording(true);
      return;
    }
    for (const { id } of left) await insist(`${this.base}/recordings/${id}/end`, { body: {} });
    this.recordAtFirst = left.length > 0 && this.mayRecord();
    if (this.root.dataset.firstFrame) this.pictured();
  }

  async add(event) {
    event.preventDefault();
    const form = event.target;
    if (!form.elements.label.value.trim()) return;
    try {
      const { link, picture } = await this.post("people", { role: form.elements.role.value, label: form.elements.label.value.trim() });
      this.parts.find("[data-person-link]").hidden = false;
      this.parts.find("#person-link").value = link;
      this.parts.find("[data-person-picture]").src = picture;
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
    await this.endRecording().catch(() => {});
    this.enter(await this.post("end"));
  }

  over(part) {
    this.mesh?.close();
    this.media.stop();
    this.own(false);
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
    this.wrong([], "");
    const body = { version: this.call.report_version, outcome: fields.outcome.value, reason: fields.reason.value.trim(), preserve: fields.preserve.value.trim() };
    for (const name of ["offence", "unit"]) if (fields[name]?.value) body[name] = fields[name].value;
    try {
      this.enter(await this.post("outcome", body));
    } catch (error) {
      this.wrong(error.problem?.errors || [], error.problem ? error.message : say("failed"));
      // The report changed meanwhile: with its new version another press is a decision with open eyes.
      if (error.status === 409) this.call = { ...this.call, ...(await insist(this.desk).catch(() => ({}))) };
    }
  }

  // What is wrong stands in a summary that leads to each field, and beside the field; without a field, in the summary alone.
  wrong(faults, told) {
    const form = this.parts.find('[data-form="outcome"]');
    const summary = this.parts.find("[data-error]");
    for (const old of form.querySelectorAll("[data-fault]")) old.remove();
    for (const field of form.querySelectorAll("[aria-describedby]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    const lines = faults.map((fault) => {
      const field = this.fieldOf(form, fault.path);
      if (!field) return element("li", { textContent: fault.message });
      const note = element("p", { className: "desk-error", id: `${field.id || "outcome"}-error`, textContent: fault.message });
      note.dataset.fault = "";
      const group = field.closest("fieldset[data-field]");
      (group || field).setAttribute("aria-describedby", note.id);
      if (group) group.querySelector("legend").after(note);
      else field.before(note);
      if (!group) field.setAttribute("aria-invalid", "true");
      return element("li", {}, element("a", { href: `#${field.id}`, textContent: fault.message }));
    });
    const title = document.title.replace(`${say("error")} `, "");
    document.title = told ? `${say("error")} ${title}` : title;
    summary.hidden = !told;
    summary.replaceChildren(...(lines.length ? [element("ul", {}, ...lines)] : [told]));
    if (told) summary.focus();
  }

  fieldOf(form, path) {
    const name = (path || "").split("/").pop();
    const field = name && form.elements[name];
    return field instanceof RadioNodeList ? field[0] : field || null;
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
