// A recording in chunks of a second. Each goes to the server with its hash before the next one may; what is late waits.
import { insist } from "./line.js";
import { sha256 } from "./stills.js";

const CHUNK = 1000;
const TYPES = ["video/webm;codecs=vp8,opus", "video/mp4", "video/webm"];
const LATE = 10;

export class Recorder {
  static able() {
    return Boolean(window.MediaRecorder);
  }

  static async start(base, stream, late) {
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    const recording = await insist(`${base}/recordings`, { body: { media_type: type.split(";")[0] } });
    const made = new Recorder(`${base}/recordings/${recording.id}`, late);
    made.recorder = new MediaRecorder(stream, { mimeType: type });
    made.recorder.addEventListener("dataavailable", ({ data }) => data.size && made.take(data));
    made.recorder.start(CHUNK);
    return made;
  }

  constructor(address, late) {
    this.address = address;
    this.late = late;
    this.number = 0;
    this.waiting = 0;
    this.order = Promise.resolve();
  }

  get running() {
    return this.recorder?.state === "recording";
  }

  take(data) {
    const number = this.number;
    this.number += 1;
    this.waiting += 1;
    if (this.waiting === LATE) this.late();
    this.order = this.order.then(async () => {
      const form = new FormData();
      form.set("file", data, "chunk");
      form.set("number", String(number));
      form.set("sha256", await sha256(data));
      await insist(`${this.address}/chunks`, { form, patience: 30000 });
      this.waiting -= 1;
    });
  }

  // Ends when the last chunk is with the server.
  async stop() {
    if (this.recorder.state !== "inactive") {
      const stopped = new Promise((done) => this.recorder.addEventListener("stop", done, { once: true }));
      this.recorder.stop();
      await stopped;
    }
    await this.order;
    await insist(`${this.address}/end`, { body: {} });
  }
}
