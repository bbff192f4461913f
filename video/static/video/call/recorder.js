// A recording in chunks of a second. Each goes to the server with its hash before the next one may; what is late waits.
//
// A recorder stands on the tracks that it began with. When a page or a path is built anew, the recording ends and
// another one begins: nothing is taken for whole that has a gap.
import { insist } from "./line.js";
import { sha256 } from "./stills.js";

const CHUNK = 1000;
const TYPES = ["video/webm;codecs=vp8,opus", "video/mp4", "video/webm"];
const LATE = 10;

// Who records a call: a media server does by itself, otherwise this browser.
export function recorderOf(engine, base) {
  return engine === "livekit" ? new Served(base) : new Recorder(base);
}

// The media server is told when to begin and when to end; its file comes to our server without us.
class Served extends EventTarget {
  constructor(base) {
    super();
    this.base = base;
  }

  async start() {
    const { id } = await insist(`${this.base}/recordings`, { body: { media_type: "video/mp4" } });
    this.goOn(id);
  }

  // It went on while our page was loaded anew.
  goOn(id) {
    this.address = `${this.base}/recordings/${id}`;
  }

  async stop() {
    await insist(`${this.address}/end`, { body: {} });
  }
}

// The voices of all in the call, as one sound.
export class Voices {
  constructor() {
    this.context = new AudioContext();
    this.out = this.context.createMediaStreamDestination();
    this.heard = new Set();
  }

  add(track) {
    if (!track || track.kind !== "audio" || this.heard.has(track)) return;
    this.heard.add(track);
    this.context.createMediaStreamSource(new MediaStream([track])).connect(this.out);
  }

  get track() {
    return this.out.stream.getAudioTracks()[0];
  }

  close() {
    this.context.close().catch(() => {});
  }
}

// Events: "late" (the server is far behind), "refused" (an Error: somebody said no, or the call is over).
export class Recorder extends EventTarget {
  static able() {
    return Boolean(window.MediaRecorder && window.AudioContext);
  }

  constructor(base) {
    super();
    this.base = base;
    this.number = 0;
    this.waiting = 0;
    this.order = Promise.resolve();
  }

  async start(picture, sound) {
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const { id } = await insist(`${this.base}/recordings`, { body: { media_type: type.split(";")[0] } });
    this.address = `${this.base}/recordings/${id}`;
    this.picture = picture;
    const stream = new MediaStream([picture, sound].filter(Boolean));
    this.recorder = new MediaRecorder(stream, { mimeType: type });
    this.recorder.addEventListener("dataavailable", ({ data }) => data.size && this.take(data));
    this.recorder.start(CHUNK);
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  take(data) {
    this.number += 1;
    this.waiting += 1;
    if (this.waiting === LATE) this.tell("late");
    const number = this.number;
    this.order = this.order.then(() => this.send(data, number)).catch((error) => this.refuse(error));
  }

  async send(data, number) {
    if (this.refused) return;
    const form = new FormData();
    form.set("file", data, "chunk");
    form.set("number", String(number));
    form.set("sha256", await sha256(data));
    await insist(`${this.address}/chunks`, { form, patience: 30000 });
    this.waiting -= 1;
  }

  refuse(error) {
    if (this.refused) return;
    this.refused = true;
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.tell("refused", error);
  }

  // Ends when the last chunk is with the server.
  async stop() {
    if (this.recorder.state !== "inactive") {
      const stopped = new Promise((done) => this.recorder.addEventListener("stop", done, { once: true }));
      this.recorder.stop();
      await stopped;
    }
    await this.order;
    if (!this.refused) await insist(`${this.address}/end`, { body: {} });
  }
}
