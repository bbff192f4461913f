// The resident's side: agree, try, wait, show, decide. Whatever breaks, there is a next step: photos, words, phone.
import { Ice } from "./call/ice.js";
import { Ladder, RUNGS, sample, SOUND, TEXT } from "./call/ladder.js";
import { insist, Line, Refused } from "./call/line.js";
import { able, inApp, Media, reason } from "./call/media.js";
import { Mesh } from "./call/mesh.js";
import { Parts } from "./call/parts.js";
import { Room } from "./call/room.js";
import * as selftest from "./call/selftest.js";
import { photo, Stills } from "./call/stills.js";
import { say, words } from "./call/words.js";

const PLACE_EVERY = 5000;
const RENEW_EVERY = 60000;
const ROOM = new Set(["connecting", "live", "interrupted", "wrap_up"]);
const OVER = new Set(["closed", "no_show", "cancelled", "expired", "rescheduled"]);

class Resident {
  constructor(root) {
    this.root = root;
    this.base = root.dataset.base;
    this.parts = new Parts(root);
    this.media = new Media();
    this.results = { camera: null, microphone: null, speaker: null, relay: null };
    this.requests = [];
  }

  async start() {
    this.call = await insist(this.base);
    this.ice = new Ice(this.base);
    this.line = new Line(this.base);
    this.stills = new Stills(this.base);
    this.room = new Room({ parts: this.parts, line: this.line, me: this.call.me, base: this.base });
    this.root.dataset.role = this.call.me.role;
    this.isResident = this.call.me.role === "resident";
    if (this.isResident) this.room.decorate = (row, still) => this.decide(row, still);
    else this.media.facing = "user";
    this.room.roster(this.call.people);
    this.mesh = new Mesh({ line: this.line, ice: this.ice, me: this.call.me });
    this.mesh.addEventListener("peer", ({ detail }) => this.meet(detail));
    this.mesh.addEventListener("people", () => this.ladder && (this.ladder.interpreter = this.hasInterpreter()));
    this.listen();
    this.press();
    this.fillIn();
    await this.line.catchUp();
    this.line.open();
    this.enter(this.call);
    if (this.call.state !== "opened" && this.parts.shown !== "test") await this.reopen();
  }

  fillIn() {
    for (const link of this.parts.all("[data-report]")) link.href = this.call.next.report_url;
    if (!this.isResident) return;
    const { texts, recording_asked: asked } = this.call.consent;
    for (const place of this.parts.all("[data-text]")) place.textContent = texts[place.dataset.text] || "";
    this.parts.find("[data-recording]").hidden = !asked;
  }

  listen() {
    this.line.addEventListener("state", ({ detail }) => this.enter({ ...this.call, ...detail.body }));
    this.line.addEventListener("command", ({ detail }) => this.asked(detail));
    this.line.addEventListener("over", async () => this.enter(await insist(this.base)));
    this.line.addEventListener("displaced", () => {
      this.end();
      this.parts.show("displaced");
    });
    this.media.addEventListener("lost", () => this.lostDevice());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.awake());
  }

  press() {
    this.parts.on({
      test: () => this.test(),
      chime: () => this.chime(),
      heard: () => this.heard(true),
      unheard: () => this.heard(false),
      wait: () => this.wait(),
      turn: () => this.turn(),
      torch: (button) => this.torch(button.getAttribute("aria-pressed") !== "true"),
      mute: (button) => this.mute(button.getAttribute("aria-pressed") !== "true"),
      dark: (button) => this.dark(button.getAttribute("aria-pressed") !== "true"),
      still: () => this.takeStill(),
      accept: () => this.answer(true),
      refuse: () => this.answer(false),
      leave: () => this.leave(),
      cancel: () => this.cancel(),
      phone: async () => this.enter(await insist(`${this.base}/phone`, { body: {} })),
      reload: async () => location.reload(),
    });
    this.parts.find('[data-form="consent"]').addEventListener("submit", (event) => this.consent(event));
    this.parts.find("#photo").addEventListener("change", (event) => this.sendFile(event.target));
  }

  // Where the call stands decides what is shown.
  enter(call) {
    this.call = call;
    this.root.dataset.state = call.state;
    if (call.state === "fallback_phone") return this.finish("phone");
    if (OVER.has(call.state) || call.state === "wrap_up") return this.over(call.state);
    if (!this.isResident) return sessionStorage.getItem(this.base) ? this.inRoom() : this.parts.show("test");
    if (ROOM.has(call.state)) return this.inRoom();
    if (call.state === "waiting") return this.waiting();
    return this.parts.show(call.consent.call ? "test" : "consent");
  }

  // --- consent ---

  async consent(event) {
    event.preventDefault();
    const form = event.target;
    const agreed = form.elements.call.checked;
    const problem = this.parts.find("[data-errors]");
    problem.hidden = agreed;
    form.elements.call.setAttribute("aria-invalid", String(!agreed));
    if (!agreed) {
      for (const place of [problem.querySelector("a"), this.parts.find("[data-consent-error]")]) place.textContent = say("agreeFirst");
      this.parts.find("[data-consent-error]").hidden = false;
      form.elements.call.setAttribute("aria-describedby", "consent-error");
      document.title = `${say("error")} ${document.title.replace(`${say("error")} `, "")}`;
      problem.focus();
      return;
    }
    const recording = this.call.consent.recording_asked ? form.elements.recording.value === "yes" : null;
    try {
      this.enter(await insist(`${this.base}/consent`, { body: { version: this.call.consent.version, call: true, recording } }));
    } catch (error) {
      if (error instanceof Refused && error.status === 422) location.reload();
      else this.parts.tell(say("failed"));
    }
  }

  // --- self-test ---

  async test() {
    this.parts.tell(say("trying"));
    if (!able()) return this.helpless(inApp() ? "inApp" : "unable");
    const looking = selftest.path(this.ice).catch(() => ({ relay: false }));
    const camera = await selftest.camera(this.media);
    this.show("camera", camera);
    this.own();
    if (!camera.works) this.helpless(inApp() ? "inApp" : camera.why);
    this.parts.find('[data-do="turn"]').hidden = !(camera.works && (await this.media.canTurn()));
    const microphone = await selftest.microphone(this.media, (level) => (this.parts.find("#loudness").value = level));
    this.show("microphone", microphone);
    const path = await looking;
    this.bandwidth = path.kbps;
    this.show("relay", { works: path.relay || Boolean(path.direct), kbps: path.kbps });
    this.results.relay = path.relay;
    this.tested();
    return undefined;
  }

  show(kind, { works, why, heard }) {
    this.results[kind] = works;
    const row = this.parts.find(`[data-check="${kind}"]`);
    row.dataset.works = works;
    row.querySelector("dd").textContent = say(works ? (heard === false ? `${kind}_quiet` : `${kind}_works`) : `${kind}_${why || "fails"}`);
  }

  helpless(why) {
    const help = this.parts.find("[data-help]");
    help.hidden = false;
    help.replaceChildren(...(words()[`help_${why}`] || words().help_unable).map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    this.parts.tell(help.textContent);
    this.tested();
  }

  tested() {
    const works = this.results.camera === true;
    this.parts.find('[data-part="test"] > .call__test [data-do="wait"]').hidden = !works;
    this.parts.find("[data-without]").hidden = works;
    this.parts.tell(say("tried"));
  }

  async chime() {
    await selftest.chime();
    this.parts.find("[data-heard]").hidden = false;
  }

  heard(yes) {
    this.show("speaker", { works: yes });
    this.parts.find("[data-heard]").hidden = true;
    if (!yes) this.parts.tell(say("louder"));
  }

  own() {
    for (const video of this.parts.all("[data-own]")) {
      video.srcObject = this.media.picture ? new MediaStream([this.media.picture]) : null;
      video.play().catch(() => {});
    }
    const dark = !this.media.picture || this.media.picture.readyState !== "live" || !this.media.picture.enabled;
    for (const note of this.parts.all("[data-nopicture]")) note.hidden = !dark;
    const torch = this.parts.find('[data-do="torch"]');
    torch.hidden = !this.media.hasTorch();
  }

  // --- waiting room ---

  async wait() {
    // Whoever interprets or supports waits in the room: there is no queue for them.
    if (!this.isResident) {
      sessionStorage.setItem(this.base, "ready");
      this.enter(this.call);
      return;
    }
    const body = { ...this.results, in_app_browser: inApp(), ...(this.bandwidth ? { bandwidth_kbps: this.bandwidth } : {}) };
    await insist(`${this.base}/check`, { body });
    this.enter(await insist(`${this.base}/wait`, { body: {} }));
  }

  waiting() {
    this.parts.show("waiting");
    this.awake();
    this.prepare();
    clearInterval(this.placing);
    clearInterval(this.renewing);
    this.placing = setInterval(() => this.place(), PLACE_EVERY);
    this.renewing = setInterval(() => insist(`${this.base}/wait`, { body: {} }, performance.now()).catch(() => {}), RENEW_EVERY);
    this.place();
  }

  async place() {
    if (this.call.state !== "waiting") return;
    const { position, minutes } = await insist(`${this.base}/place`, {}, performance.now() + PLACE_EVERY).catch(() => ({}));
    if (!position) return;
    this.parts.find("[data-position]").textContent = position === 1 ? say("next") : say("ahead", { number: position - 1 });
    this.parts.find("[data-estimate]").textContent = minutes ? say("minutes", minutes) : say("noEstimate");
  }

  // While waiting: devices open and a way looked up, so that the first picture is there at once.
  async prepare() {
    await this.ice.ready().catch(() => {});
    await this.stills.measure().catch(() => {});
  }

  // After a reload what was open is opened again; what the person refused stays off.
  async reopen() {
    if (!able()) return;
    const opened = await Promise.allSettled([this.media.openPicture(), this.media.openSound()]);
    this.own();
    await this.send();
    if (opened.every((each) => each.status === "rejected") && ROOM.has(this.call.state)) this.say(TEXT);
  }

  // --- in the call ---

  async inRoom() {
    const first = this.parts.shown !== "room";
    this.parts.show("room");
    clearInterval(this.placing);
    clearInterval(this.renewing);
    if (!first) return;
    this.awake();
    this.ladder = new Ladder({ interpreter: this.hasInterpreter() });
    this.own();
    await this.send();
    await this.mesh.meet(this.call.people);
    if (this.isResident) this.room.loadStills().catch(() => {});
    this.say(this.media.picture ? 0 : this.media.sound ? SOUND : TEXT);
    this.looking = setInterval(() => this.look(), 1000);
  }

  hasInterpreter() {
    return [...this.room.people.values()].some((each) => each.role === "interpreter");
  }

  async send() {
    await this.mesh.put("audio", this.media.sound || null);
    await this.mesh.put("video", this.media.picture || null);
  }

  meet(peer) {
    this.room.frame(peer);
    const put = ({ detail }) => {
      this.root.dataset.connection = detail;
    };
    if (peer.other.role === "officer") peer.addEventListener("connection", put);
    peer.addEventListener("stats", ({ detail }) => {
      if (peer.other.role === "officer") this.report = detail;
    });
  }

  // Once a second: what does the line carry, and is another rung of the ladder due?
  async look() {
    if (!this.report || !this.media.picture || this.darkened) return;
    const now = sample(this.report, this.sampled);
    const rung = this.sampled && this.ladder.rung < SOUND ? this.ladder.look(now) : this.ladder.look({ ...now, fps: Infinity });
    this.sampled = now;
    if (rung !== this.rung) await this.climb(rung);
  }

  async climb(rung) {
    this.say(rung);
    await this.media.apply(rung);
    await this.mesh.put("video", rung < SOUND ? this.media.picture : null);
    clearInterval(this.sending);
    const pause = RUNGS[rung].still;
    if (pause) this.sending = setInterval(() => this.takeStill({ quietly: true }).catch(() => {}), pause);
    this.parts.tell(say(`rung_${RUNGS[rung].name}`));
  }

  say(rung) {
    this.rung = rung;
    this.root.dataset.rung = rung;
    if (this.ladder) this.ladder.rung = rung;
    this.line.send("quality", null, { rung }).catch(() => {});
  }

  async turn() {
    await this.media.turn();
    this.own();
    await this.mesh.put("video", this.rung < SOUND || this.rung === undefined ? this.media.picture : null);
  }

  async torch(on) {
    await this.media.light(on);
    this.parts.find('[data-do="torch"]').setAttribute("aria-pressed", String(on));
  }

  mute(on) {
    if (this.media.sound) this.media.sound.enabled = !on;
    this.toggle("mute", on);
  }

  dark(on) {
    this.darkened = on;
    if (this.media.picture) this.media.picture.enabled = !on;
    this.toggle("dark", on);
    this.own();
  }

  toggle(name, on) {
    const button = this.parts.find(`[data-do="${name}"]`);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = say(on ? `${name}_on` : `${name}_off`);
  }

  async lostDevice() {
    this.own();
    this.parts.tell(say("deviceLost"));
    if (this.parts.shown === "room") {
      await this.send();
      this.say(this.media.picture?.readyState === "live" ? 0 : SOUND);
    }
  }

  // --- what the officer asks for ---

  asked(message) {
    this.requests.push(message);
    if (this.requests.length === 1) this.nextRequest();
  }

  nextRequest() {
    const box = this.parts.find("[data-request]");
    const [message] = this.requests;
    box.hidden = !message;
    if (!message) return;
    const off = message.body.command === "torch" && message.body.value === false;
    this.parts.find("[data-request-text]").textContent = say(`ask_${message.body.command}${off ? "_off" : ""}`);
    box.focus();
  }

  async answer(accepted) {
    const message = this.requests.shift();
    if (!message) return;
    let why;
    if (accepted) why = await this.obey(message.body).catch((error) => (error.problem ? error.message : reason(error)));
    const body = { to: message.id, accepted: accepted && !why, ...(why ? { reason: why } : {}) };
    await this.line.send("answer", message.from, body);
    if (why) this.parts.tell(say("couldNot"));
    this.nextRequest();
  }

  async obey({ command, value }) {
    if (command === "switch_camera") await this.turn();
    else if (command === "torch") await this.torch(value !== false);
    else if (command === "still") await this.takeStill();
    else if (command === "mute_hint") this.mute(true);
    else if (command === "quality") await this.climb(Math.min(Math.max(Number(value) || 0, 0), TEXT));
  }

  // --- photos ---

  async takeStill({ quietly = false } = {}) {
    const video = this.parts.find('[data-part="room"] [data-own]');
    const taken = new Date();
    const { blob, source } = await photo(this.media.picture, video);
    const still = await this.stills.send({ blob, source, taken });
    this.room.still(still);
    if (!quietly) this.parts.tell(say("photoSent"));
  }

  async sendFile(field) {
    for (const file of field.files) {
      try {
        const still = await this.stills.send({ blob: file, source: "file", taken: new Date(file.lastModified) });
        this.room.still(still);
        this.parts.tell(say("photoSent"));
      } catch (error) {
        this.parts.tell(error.problem ? error.message : say("failed"));
      }
    }
    field.value = "";
  }

  decide(row, still) {
    if (still.evidence !== "asked") return;
    const choose = async (agreed, button) => {
      await this.parts.run(button, async () => {
        const answer = await insist(`${this.base}/stills/${still.id}/agreement`, { body: { agreed, version: this.call.consent.version } });
        this.room.still(answer).querySelector("p").setAttribute("role", "status");
      });
    };
    for (const [agreed, word] of [[true, "keep"], [false, "discard"]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: say(word) });
      button.addEventListener("click", () => choose(agreed, button));
      row.append(button);
    }
  }

  // --- the end ---

  async leave() {
    if (!confirm(say("leaveSure"))) return;
    await insist(`${this.base}/leave`, { body: { for_good: false } });
    this.end();
    this.finish("over");
    this.parts.find("[data-over-text]").textContent = say("left");
  }

  async cancel() {
    if (!confirm(say("cancelSure"))) return;
    this.enter(await insist(`${this.base}/leave`, { body: { for_good: true } }));
  }

  over(state) {
    this.end();
    this.finish("over");
    this.parts.find("[data-over-text]").textContent = say(`over_${state}`);
  }

  finish(part) {
    this.end();
    this.parts.show(part);
  }

  end() {
    for (const timer of [this.placing, this.renewing, this.looking, this.sending]) clearInterval(timer);
    this.mesh.close();
    this.media.stop();
    this.line.close();
    this.lock?.release().catch(() => {});
  }

  async awake() {
    if (OVER.has(this.call.state)) return;
    try {
      this.lock = await navigator.wakeLock?.request("screen");
    } catch {
      // Without it the screen may go dark; the call goes on.
    }
  }
}

const root = document.getElementById("call");
const resident = new Resident(root);
resident.start().catch((error) => {
  resident.parts.show("over");
  root.querySelector("[data-over-text]").textContent = error.problem ? error.message : say("failed");
});
