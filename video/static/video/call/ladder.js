// How much picture the line carries. We decide, not the browser: a smaller picture that moves beats a large one that stands.
//
// Down after a few bad seconds, up only after many good ones, and longer each time that going up failed.

export const RUNGS = [
  { name: "full", width: 640, height: 480, fps: 20, needs: 450 },
  { name: "small", width: 320, height: 240, fps: 20, needs: 200 },
  { name: "slow", width: 320, height: 240, fps: 8, needs: 90 },
  { name: "sound", width: 0, height: 0, fps: 0, needs: 30, still: 5000 },
  { name: "text", width: 0, height: 0, fps: 0, needs: 0, still: 15000 },
  { name: "phone", width: 0, height: 0, fps: 0, needs: 0 },
];
export const SOUND = 3;
export const TEXT = 4;

const SLOW = 2;
const BAD_SECONDS = 3;
const GOOD_SECONDS = 12;
const LONGEST_WAIT = 120;
const LOST = 0.08;
const LATE = 1.2;

export class Ladder {
  // With an interpreter hands must stay readable: never pictures of under 20 a second.
  constructor({ interpreter = false, rung = 0 } = {}) {
    this.interpreter = interpreter;
    this.rung = rung;
    this.bad = 0;
    this.good = 0;
    this.patience = GOOD_SECONDS;
    this.wentUp = false;
  }

  // One second's look: kbps that the line carries, share lost, round trip in seconds, pictures sent a second.
  // Returns the rung, which is another one when it is time.
  look({ kbps = Infinity, lost = 0, late = 0, fps = Infinity }) {
    const now = RUNGS[this.rung];
    const bad = kbps < now.needs * 0.8 || lost > LOST || late > LATE || fps < now.fps * 0.5;
    const above = RUNGS[this.up()];
    const good = !bad && lost < LOST / 4 && late < LATE / 2 && kbps > above.needs * 1.2;
    this.bad = bad ? this.bad + 1 : 0;
    this.good = good ? this.good + 1 : 0;
    if (this.bad >= BAD_SECONDS) this.fall();
    else if (this.good >= this.patience && this.rung > 0) this.rise();
    return this.rung;
  }

  fall() {
    if (this.wentUp) this.patience = Math.min(this.patience * 2, LONGEST_WAIT);
    this.wentUp = false;
    this.move(this.down());
  }

  rise() {
    this.wentUp = true;
    this.move(this.up());
  }

  down() {
    const next = Math.min(this.rung + 1, TEXT);
    return this.interpreter && next === SLOW ? SOUND : next;
  }

  up() {
    const next = Math.max(this.rung - 1, 0);
    return this.interpreter && next === SLOW ? SLOW - 1 : next;
  }

  // Where the person or the camera decides: no camera is sound, no microphone either is text.
  move(rung) {
    this.rung = rung;
    this.bad = 0;
    this.good = 0;
  }
}

// What one look at the sender's statistics says, against the look before it.
export function sample(report, before) {
  const found = { frames: 0, at: performance.now() };
  for (const each of report.values()) {
    if (each.type === "outbound-rtp" && each.kind === "video") found.frames = each.framesSent || 0;
    if (each.type === "remote-inbound-rtp" && each.kind === "video") found.lost = each.fractionLost;
    if (each.type === "candidate-pair" && each.nominated && each.state === "succeeded") {
      found.late = each.currentRoundTripTime;
      if (each.availableOutgoingBitrate) found.kbps = each.availableOutgoingBitrate / 1000;
    }
  }
  if (before) found.fps = ((found.frames - before.frames) * 1000) / (found.at - before.at);
  return found;
}
