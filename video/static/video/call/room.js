// What both sides of a call show alike: who is there, messages, photos, captions, the state of the line.
import { SOUND } from "./ladder.js";
import { insist } from "./line.js";
import { element } from "./parts.js";
import { say } from "./words.js";

const CAPTION_EVERY = 300;

export class Room {
  constructor({ parts, line, me, base }) {
    Object.assign(this, { parts, line, me, base });
    this.people = new Map();
    this.stills = new Map();
    this.own = new Set();
    this.rungs = new Map();
    const shown = new Set();
    // What was said before may come in after what is said now.
    const latest = new Map();
    const isLatest = ({ kind, from, sequence }) => {
      const key = `${kind} ${from}`;
      return sequence > (latest.get(key) || 0) && latest.set(key, sequence);
    };
    const hear = ({ type, detail }) => {
      if (shown.has(detail.sequence)) return;
      shown.add(detail.sequence);
      if (detail.kind === "chat" && !this.own.has(detail.id)) this.chat(detail.body.text, detail.from, detail.at);
      if (detail.kind === "still") this.still(detail.body);
      // Who was there and what was just said is no news any more.
      if (detail.kind === "caption" && type !== "history") this.caption(detail);
      if (detail.kind === "roster" && type !== "history") this.roster(detail.body.people);
      if (detail.kind === "recording" && isLatest(detail)) this.recording(detail.body.recording);
      if (detail.kind === "quality" && isLatest(detail)) this.quality(detail.from, detail.body.rung);
    };
    line.addEventListener("history", hear);
    line.addEventListener("message", hear);
    line.addEventListener("line", ({ detail }) => this.lineSays(detail));
    const captions = parts.find('[data-form="caption"]');
    captions.addEventListener("input", () => this.speak(false));
    captions.addEventListener("submit", (event) => {
      event.preventDefault();
      this.speak(true);
    });
    parts.find('[data-form="chat"]').addEventListener("submit", (event) => this.write(event));
  }

  called(id) {
    if (id === this.me.id) return say("you");
    const person = this.people.get(id);
    return person ? [say(`role_${person.role}`), person.name].filter(Boolean).join(" – ") : say("somebody");
  }

  roster(people) {
    this.people = new Map(people.map((each) => [each.id, each]));
    const list = this.parts.find("[data-people]");
    const rows = people.map((each) => {
      const here = each.here || each.id === this.me.id;
      return element("li", {}, this.called(each.id), " ", element("span", { className: "soft" }, say(here ? "here" : "away")));
    });
    list.replaceChildren(...rows);
  }

  async write(event) {
    event.preventDefault();
    const field = event.target.elements.text;
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    const row = this.chat(text, this.me.id, new Date().toISOString());
    try {
      const sent = this.line.send("chat", null, { text });
      this.own.add(sent.id);
      await sent;
    } catch (error) {
      row.append(" ", element("strong", { className: "call__failed" }, error.message));
      if (!field.value) field.value = text;
    }
    field.focus();
  }

  chat(text, from, at) {
    const list = this.parts.find("[data-chat]");
    const time = new Intl.DateTimeFormat(`${document.documentElement.lang}-CA`, { timeStyle: "short" }).format(new Date(at));
    const row = element("li", {}, element("strong", {}, this.called(from)), " ", element("span", { className: "soft" }, time), element("p", {}, text));
    if (from === this.me.id) row.dataset.mine = "";
    row.dataset.at = new Date(at).toISOString();
    // One's own words of before a reload come after what others said meanwhile: each goes where its time puts it.
    const later = [...list.children].find((each) => each.dataset.at > row.dataset.at);
    list.insertBefore(row, later || null);
    // Only the list moves: whoever looks at the scene goes on seeing it.
    if (!later) list.scrollTop = list.scrollHeight;
    return row;
  }

  // What somebody types as a caption is shown while they type; the end of a line makes room for the next.
  speak(final) {
    const field = this.parts.find("#caption-text");
    const send = () => {
      this.line.send("caption", null, { text: field.value, final, language: document.documentElement.lang }).catch(() => {});
      if (final) field.value = "";
    };
    clearTimeout(this.speaking);
    if (final) send();
    else this.speaking = setTimeout(send, CAPTION_EVERY);
  }

  caption({ from, body }) {
    const place = this.parts.find("[data-caption]");
    place.textContent = body.text ? `${this.called(from)}: ${body.text}` : "";
    if (body.language) place.lang = body.language;
  }

  recording(on) {
    this.parts.find("[data-recording-on]").hidden = !on;
    this.parts.tell(say(on ? "recording" : "notRecording"));
  }

  lineSays(state) {
    this.parts.root.dataset.line = state;
    const place = this.parts.find("[data-line-said]");
    if (!place) return;
    clearTimeout(this.later);
    if (state === "open") place.textContent = this.without || "";
    // A line that is back within a second is nothing to speak of.
    else if (state === "connecting") this.later = setTimeout(() => (place.textContent = say("lineGone")), 1500);
  }

  // Pictures and sound may have no way while words and photos have one.
  picturesSay(without) {
    this.without = without;
    this.parts.find("[data-line-said]").textContent = without;
  }

  // One photo in the strip; who may decide about it gets its buttons from `decorate`.
  still(still) {
    const list = this.parts.find("[data-stills]");
    const known = this.stills.get(still.id);
    const row = element("li", {});
    row.dataset.still = still.id;
    row.dataset.evidence = still.evidence;
    row.dataset.sha256 = still.sha256;
    if (still.evidence !== "refused") {
      const picture = element("img", { src: still.href, alt: still.caption || say("photo"), loading: "lazy" });
      row.append(element("a", { href: still.href, target: "_blank", rel: "noopener" }, picture));
    }
    // Of their own photos the resident decides, and reads so.
    const told = this.decorate && still.evidence !== "agreed" ? `yours_${still.evidence}` : `evidence_${still.evidence}`;
    row.append(element("p", {}, say(told)));
    this.decorate?.(row, still);
    if (known) known.replaceWith(row);
    else list.append(row);
    this.stills.set(still.id, row);
    return row;
  }

  async loadStills() {
    const { items } = await insist(`${this.base}/stills`);
    for (const still of items) this.still(still);
  }

  // How much somebody sends now; where it is less than all, their frame says so.
  quality(from, rung) {
    this.rungs.set(from, rung);
    const figure = this.parts.find(`[data-person="${from}"]`);
    if (figure) this.showQuality(figure);
  }

  showQuality(figure) {
    const rung = this.rungs.get(figure.dataset.person) || 0;
    figure.dataset.rung = rung;
    const word = [null, null, "sends_slow", "sends_sound", "sends_text", "sends_text"][rung];
    figure.querySelector("[data-sends]").textContent = word ? say(word) : "";
    figure.seen?.();
  }

  // Who sends no pictures is a name, not a black square.
  seen(figure, stream) {
    const shown = () => {
      const sent = Number(figure.dataset.rung || 0) < SOUND;
      figure.toggleAttribute("data-pictures", sent && stream.getVideoTracks().some((each) => !each.muted));
    };
    figure.seen = shown;
    for (const track of stream.getVideoTracks()) {
      for (const kind of ["mute", "unmute"]) track.addEventListener(kind, shown);
    }
    shown();
  }

  // Pictures and sound of another person, in a frame with their name.
  frame(peer) {
    const place = this.parts.find("[data-others]");
    const video = element("video", { autoplay: true, playsInline: true });
    video.setAttribute("aria-label", this.called(peer.other.id));
    const sends = element("span", { className: "call__sends" });
    sends.dataset.sends = "";
    sends.setAttribute("role", "status");
    const name = element("figcaption", {}, this.called(peer.other.id), " ", sends);
    const figure = element("figure", { className: "call__other" }, video, name);
    figure.dataset.person = peer.other.id;
    figure.dataset.role = peer.other.role;
    place.append(figure);
    this.showQuality(figure);
    peer.addEventListener("stream", ({ detail }) => {
      video.srcObject = detail;
      this.seen(figure, detail);
      video.play().catch(() => {});
    });
    peer.addEventListener("connection", ({ detail }) => {
      figure.dataset.connection = detail;
    });
    peer.addEventListener("stalled", () => (figure.dataset.stalled = ""));
    peer.addEventListener("recovered", () => delete figure.dataset.stalled);
    peer.addEventListener("closed", () => figure.remove());
    const count = () => {
      figure.dataset.frames = video.getVideoPlaybackQuality().totalVideoFrames;
      if (figure.isConnected) video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback?.(count);
    return { figure, video };
  }
}
