// What works on this device before anybody waits: camera, microphone, speaker, the way through our relay, how much it carries.
import { wait } from "./line.js";
import { reason } from "./media.js";

const LISTEN = 4000;
const LOUD = 0.02;
const RELAY_PATIENCE = 8000;
const MEASURE = 2000;
const CHUNK = 16384;
const FULL = 4;

export async function camera(media) {
  try {
    await media.openPicture();
    return { works: true };
  } catch (error) {
    return { works: false, why: reason(error) };
  }
}

// Opens the microphone and says how loud it is, from 0 to 1, until something was heard or time is over.
export async function microphone(media, loudness) {
  try {
    await media.openSound();
  } catch (error) {
    return { works: false, why: reason(error) };
  }
  const context = new AudioContext();
  try {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([media.sound])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const until = performance.now() + LISTEN;
    let heard = false;
    while (performance.now() < until && !heard) {
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
      loudness(Math.min(1, level * 5));
      heard = level > LOUD;
      await wait(100);
    }
    return { works: true, heard };
  } finally {
    await context.close();
  }
}

// A short sound; whether it was heard only the person can say.
export async function chime() {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.8);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.8);
  await new Promise((done) => tone.addEventListener("ended", done));
  await context.close();
}

// Sends data to itself by the path that a call takes. Says whether there is one, by relay or not, and how much it carries.
export async function path(ice) {
  await ice.ready();
  const configuration = ice.configuration();
  const hasRelay = configuration.iceServers.some(({ urls }) => [urls].flat().some((each) => each.startsWith("turn")));
  const relayed = hasRelay ? await through({ ...configuration, iceTransportPolicy: "relay" }) : { works: false };
  if (relayed.works || configuration.iceTransportPolicy === "relay") return { relay: relayed.works, kbps: relayed.kbps };
  const direct = await through(configuration);
  return { relay: false, direct: direct.works, kbps: direct.kbps };
}

async function through(configuration) {
  const one = new RTCPeerConnection(configuration);
  const other = new RTCPeerConnection(configuration);
  try {
    one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate).catch(() => {});
    other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate).catch(() => {});
    const channel = one.createDataChannel("measure", { ordered: false, maxRetransmits: 0 });
    const theirs = new Promise((done) => other.addEventListener("datachannel", (event) => done(event.channel)));
    await one.setLocalDescription();
    await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription();
    await one.setRemoteDescription(other.localDescription);
    const open = new Promise((done) => channel.addEventListener("open", () => done(true)));
    if (!(await Promise.race([open, wait(RELAY_PATIENCE)]))) return { works: false };
    return { works: true, kbps: await measure(channel, await theirs) };
  } finally {
    one.close();
    other.close();
  }
}

async function measure(channel, theirs) {
  let bytes = 0;
  let first = 0;
  let last = 0;
  theirs.binaryType = "arraybuffer";
  theirs.addEventListener("message", (event) => {
    first ||= performance.now();
    last = performance.now();
    bytes += event.data.byteLength;
  });
  const piece = new Uint8Array(CHUNK);
  const until = performance.now() + MEASURE;
  while (performance.now() < until && channel.readyState === "open") {
    // Two megabits are enough for the fullest picture, four times over: no need to fill the line.
    if (channel.bufferedAmount < CHUNK * FULL) channel.send(piece);
    await wait(50);
  }
  return last > first ? Math.round((bytes * 8) / (last - first)) : 0;
}
