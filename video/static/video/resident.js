// The resident's side: agree, try, wait, show, decide. Whatever breaks, there is a next step: photos, words, phone.
import { carrier } from "./call/carrier.js";
import { Ice } from "./call/ice.js";
import { Ladder, RUNGS, sample, SOUND, TEXT } from "./call/ladder.js";
import { insist, Line, Refused, wait } from "./call/line.js";
import { able, inApp, Media, reason } from "./call/media.js";
import { Parts } from "./call/parts.js";
import { Room } from "./call/room.js";
import * as selftest from "./call/selftest.js";
import { photo, Stills } from "./call/stills.js";
import { say, told, words } from "./call/words.js";

const PLACE_EVERY = 5000;
const RENEW_EVERY = 60000;
const SETTLE_AFTER = 1500;
// So long devices may hold up the room of somebody who comes back.
const AT_ONCE = 400;
const INSIDE = new Set(["connecting", "live", "interrupted"]);
const ROOM = new Set([...INSIDE, "wrap_up"]);
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
    this.call = told();
    // What was open is opened again at once: everything else goes on meanwhile.
    const devices = this.comesBack() ? this.openAgain() : null;
    this.ice = new Ice(this.base, this.call.ice);
    this.line = new Line(this.base, this.call.sequence);
    this.stills = new Stills(this.base);
    this.room = new Room({ parts: this.parts, line: this.line, me: this.call.me, base: this.base });
    this.root.dataset.role = this.call.me.role;
    this.isResident = this.call.me.role === "resident";
    if (this.isResident) this.room.decorate = (row, still) => this.decide(row, still);
    else this.media.facing = "user";
    this.room.roster(this.call.people);
    this.mesh = await carrier(this.call, { line: this.line, ice: this.ice, base: this.base });
    this.mesh.addEventListener("peer", ({ detail }) => this.meet(detail));
    this.mesh.addEventListener("unreached", () => this.cutOff(true));
    this.mesh.addEventListener("reached", () => this.cutOff(false));
    this.mesh.addEventListener("people", () => this.ladder && (this.ladder.interpreter = this.hasInterpreter()));
    this.listen();
    this.press();
    this.fillIn();
    if (this.call.recording) this.room.recording(true);
    this.line.open();
    await Promise.race([devices, wait(AT_ONCE)]);
    // Another page may have taken the place of this one meanwhile.
    if (!this.line.over) this.enter(this.call);
    if (!INSIDE.has(this.call.state)) this.settle();
    await devices;
    if (this.line.over) this.media.stop();
    else if (devices) await this.reopened();
  }

  // A page that was loaded anew while its devices were open.
  comesBack() {
    const { state, me } = this.call;
    if (me.role !== "resident") return INSIDE.has(state) && Boolean(sessionStorage.getItem(this.base));
    return INSIDE.has(state) || state === "waiting";
  }

  // What can wait until the scene is seen: what was said and taken before, and how much of it is sent.
  async settle() {
    if (this.settled) return;
    this.settled = true;
    if (this.rung !== undefined) this.say(this.rung);
    await this.line.catchUp().catch(() => {});
  }

  // Photos first: they move what is below them.
  async settleInRoom() {
    if (this.isResident) await this.room.loadStills().catch(() => {});
    await this.settle();
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
      unrecord: () => this.unrecord(),
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
    const looking = this.mesh.path().catch(() => ({ relay: false }));
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
    await this.mesh.prepare().catch(() => {});
    await this.stills.measure().catch(() => {});
  }

  // After a reload what was open is opened again; what the person refused stays off.
  async openAgain() {
    if (able()) await Promise.allSettled([this.media.openPicture(), this.media.openSound()]);
  }

  async reopened() {
    if (!able()) return;
    this.own();
    await this.send();
    if (!this.media.picture && !this.media.sound && ROOM.has(this.call.state)) this.say(TEXT);
    else if (this.rung !== undefined && this.rung >= SOUND && this.media.picture && !this.cut) await this.climb(0);
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
    setTimeout(() => this.settleInRoom(), SETTLE_AFTER);
    if (this.cut) await this.climb(TEXT);
    else this.say(this.media.picture ? 0 : this.media.sound ? SOUND : TEXT);
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
    if (!this.report || this.cut || !this.media.picture || this.darkened) return;
    const now = sample(this.report, this.sampled);
    const rung = this.sampled && this.ladder.rung < SOUND ? this.ladder.look(now) : this.ladder.look({ ...now, fps: Infinity });
    this.sampled = now;
    if (rung !== this.rung) await this.climb(rung);
  }

  // The media server is out of reach: words and photos go on, and pictures come back with it.
  async cutOff(cut) {
    if (Boolean(this.cut) === cut) return;
    this.cut = cut;
    // What the line carried before says nothing of the one that comes.
    this.report = null;
    this.sampled = null;
    this.room.picturesSay(cut ? say("unreached") : "");
    if (this.ladder) await this.climb(cut ? TEXT : this.media.picture ? 0 : this.media.sound ? SOUND : TEXT);
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
    // All is what the others take for granted.
    if (rung || this.settled) this.line.send("quality", null, { rung }).catch(() => {});
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
    if (on === Boolean(this.darkened)) return;
    this.darkened = on;
    if (this.media.picture) this.media.picture.enabled = !on;
    this.toggle("dark", on);
    this.own();
    if (on) this.lit = this.rung;
    clearInterval(this.sending);
    this.say(on ? SOUND : Math.min(this.lit, SOUND - 1));
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
    if (message && box.hidden) this.before = document.activeElement;
    box.hidden = !message;
    if (!message) {
      // Whoever was writing goes on writing.
      if (this.before?.isConnected && this.before !== document.body) this.before.focus();
      else this.parts.find("#room-title").focus();
      return;
    }
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

  // A yes to the recording can be taken back: it ends at once, what was recorded until then is kept.
  async unrecord() {
    const { version } = this.call.consent;
    this.call = await insist(`${this.base}/consent`, { body: { version, call: true, recording: false } });
  }

  // --- photos ---

  async takeStill({ quietly = false } = {}) {
    const video = this.parts.find(':scope > [data-part="room"] [data-own]');
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
    this.askOnce(state).catch(() => {});
  }

  // Until the officer has recorded the outcome, photos that wait for a yes or no can have their answer.
  async askOnce(state) {
    const place = this.parts.find("[data-undecided]");
    if (state === "wrap_up" && this.isResident && !this.room.stills.size) await this.room.loadStills();
    const open = [...this.room.stills.values()].some((row) => row.dataset.evidence === "asked");
    place.hidden = state !== "wrap_up" || !open;
    if (!place.hidden) place.append(this.parts.find("[data-stills]"));
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
