// Camera and microphone of this device. The rear camera first: it is the scene that the officer wants to see.
import { RUNGS } from "./ladder.js";

const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

// Why a device is not there, in words that the page knows: "denied", "none", "busy", "unable".
export function reason(error) {
  const known = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", NotReadableError: "busy" };
  return known[error?.name] || "unable";
}

export function able() {
  return Boolean(navigator.mediaDevices?.getUserMedia && window.RTCPeerConnection);
}

// Browsers inside other apps often have no camera for pages.
export function inApp(agent = navigator.userAgent) {
  return /FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Snapchat|TikTok|musical_ly|Pinterest|LinkedInApp|GSA\/|; wv\)/.test(agent);
}

export class Media extends EventTarget {
  // Of a scene each picture must be sharp; of a face that speaks they must move.
  constructor({ facing = "environment", hint = "detail" } = {}) {
    super();
    this.facing = facing;
    this.hint = hint;
    this.rung = 0;
  }

  async openSound() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND });
    this.sound?.stop();
    [this.sound] = stream.getAudioTracks();
    this.sound.addEventListener("ended", () => this.lost("audio"));
    return this.sound;
  }

  async openPicture() {
    const { width, height, fps } = RUNGS[Math.min(this.rung, 2)];
    const video = { facingMode: { ideal: this.facing }, width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: fps } };
    const stream = await navigator.mediaDevices.getUserMedia({ video });
    this.picture?.stop();
    [this.picture] = stream.getVideoTracks();
    this.picture.contentHint = this.hint;
    this.picture.addEventListener("ended", () => this.lost("video"));
    return this.picture;
  }

  lost(kind) {
    this.dispatchEvent(new CustomEvent("lost", { detail: kind }));
  }

  // Turns to the other camera. Some phones open only one at a time: the old one is let go first, and comes back
  // when the other one will not open.
  async turn() {
    const before = this.facing;
    this.picture?.stop();
    this.facing = before === "environment" ? "user" : "environment";
    try {
      return await this.openPicture();
    } catch (error) {
      this.facing = before;
      await this.openPicture();
      throw error;
    }
  }

  canTurn() {
    return navigator.mediaDevices.enumerateDevices().then((all) => all.filter((each) => each.kind === "videoinput").length > 1);
  }

  hasTorch() {
    return Boolean(this.picture?.getCapabilities?.().torch);
  }

  async light(on) {
    await this.picture.applyConstraints({ advanced: [{ torch: on }] });
    this.lit = on;
  }

  async apply(rung) {
    this.rung = rung;
    const { width, height, fps } = RUNGS[rung];
    if (!this.picture || !fps) return;
    await this.picture.applyConstraints({ width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: fps, max: fps } });
  }

  closePicture() {
    this.picture?.stop();
    this.picture = null;
  }

  stop() {
    this.sound?.stop();
    this.picture?.stop();
  }
}
