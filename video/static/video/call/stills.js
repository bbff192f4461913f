// Stills: taken on this device, hashed before they leave it, and sent until the server has the same bytes.
import { ask, insist } from "./line.js";

const LOOKS = 5;
const CAMERA_PATIENCE = 3000;
const LARGEST = 4096;

// How far this device's clock is off the server's, in milliseconds: of several questions the quickest tells it best.
export async function clockOffset(base) {
  const looks = [];
  for (let each = 0; each < LOOKS; each += 1) {
    const asked = performance.now();
    const { now } = await ask(`${base}/clock`);
    const answered = performance.now();
    looks.push({ took: answered - asked, offset: now + (answered - asked) / 2 - Date.now() });
  }
  looks.sort((one, other) => one.took - other.took);
  return Math.round(looks[0].offset);
}

export async function sha256(blob) {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A photo of the camera in full size where the browser can, else the frame that the track shows.
export async function photo(track, video) {
  if (window.ImageCapture && track?.readyState === "live") {
    const taken = new ImageCapture(track).takePhoto();
    const late = new Promise((done) => setTimeout(done, CAMERA_PATIENCE));
    const blob = await Promise.race([taken, late]).catch(() => null);
    if (blob?.size) return { blob: await jpeg(await createImageBitmap(blob)), source: "camera" };
  }
  return { blob: await frame(video), source: "canvas" };
}

export async function frame(video) {
  if (!video.videoWidth) throw new Error("no picture");
  return jpeg(await createImageBitmap(video));
}

async function jpeg(picture) {
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/jpeg", 0.92));
}

export class Stills {
  constructor(base) {
    this.base = base;
  }

  async measure() {
    this.offset = await clockOffset(this.base);
    return this.offset;
  }

  // Sends a still and returns what the server keeps of it. A hash that is not the same there is thrown as `Refused`.
  async send({ blob, source, caption = "", taken = new Date() }) {
    if (this.offset === undefined) await this.measure();
    const form = new FormData();
    form.set("file", blob, "still.jpg");
    form.set("sha256", await sha256(blob));
    form.set("source", source);
    form.set("device_time", taken.toISOString());
    form.set("clock_offset_ms", String(this.offset));
    if (caption) form.set("caption", caption);
    return insist(`${this.base}/stills`, { form, patience: 60000 });
  }
}
