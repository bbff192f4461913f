// Pictures and sound through the media server LiveKit, with the face of the mesh (mesh.js).
//
// Words, photos and commands stay with our own server, and so does the answer to who is in the call. LiveKit looks for
// another path by itself; when it gave up, or was never reached, we ask our server for a new token and come in again.
import { insist, Refused, wait } from "./line.js";

const VENDOR = new URL("../vendor/livekit-client/livekit-client.umd.js", import.meta.url);
// How long the way in may take: the line to the server, then the path for pictures.
const PATIENCE = { websocketTimeout: 6000, peerConnectionTimeout: 12000, maxRetries: 0 };
// How often LiveKit tries the old room before we come in anew, in milliseconds.
const PAUSES = [0, 300, 1200, 2700];
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
// No new picture for so long: the line stands.
const STALLED = 1500;
const LOOK_EVERY = 500;

let loading;

// LiveKit's own script, which puts itself beside the window's names.
export async function client() {
  loading ??= import(VENDOR).catch((error) => {
    loading = undefined;
    throw error;
  });
  await loading;
  window.LivekitClient.setLogLevel("silent");
  return window.LivekitClient;
}

const identity = (id) => id.replaceAll("-", "");

// One other person: what comes of them, as the pages know it of a connection between browsers (peer.js).
class Guest extends EventTarget {
  constructor(server, other) {
    super();
    this.server = server;
    this.other = other;
    this.pictures = other.role === "resident";
    this.stream = new MediaStream();
    this.frames = 0;
    this.movedAt = performance.now();
    this.watch = setInterval(() => this.look(), LOOK_EVERY);
  }

  // The pages learn of this person before anything of them comes.
  begin() {
    for (const { track, isMuted } of this.tracks()) if (!isMuted) this.receive(track.mediaStreamTrack);
    this.changed();
  }

  tracks() {
    const found = this.server.room?.remoteParticipants.get(identity(this.other.id));
    return [...(found?.trackPublications.values() || [])].filter(({ track }) => track);
  }

  get present() {
    const { room } = this.server;
    return this.server.connected && room.remoteParticipants.has(identity(this.other.id));
  }

  receive(track) {
    // From here on pictures may stand. To wait for a look that saw some is too late where the line breaks before it.
    if (track.kind === "video" && !this.seen) {
      this.seen = true;
      this.movedAt = performance.now();
    }
    for (const old of this.stream.getTracks()) if (old.kind === track.kind && old !== track) this.stream.removeTrack(old);
    this.stream.addTrack(track);
    this.dispatchEvent(new CustomEvent("stream", { detail: this.stream }));
  }

  lose(track) {
    this.stream.removeTrack(track);
    this.dispatchEvent(new CustomEvent("stream", { detail: this.stream }));
  }

  changed() {
    const state = this.present ? "connected" : "connecting";
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("connection", { detail: state }));
  }

  // What we may expect of them: pictures of a resident, until they say that they send none.
  expect(pictures) {
    this.pictures = pictures;
    this.movedAt = performance.now();
  }

  async look() {
    const received = await this.server.statsOf(this.tracks().map(({ track }) => track));
    const pictures = received.filter((each) => each.type === "inbound-rtp" && each.kind === "video");
    const frames = pictures.reduce((sum, each) => sum + (each.framesDecoded || 0), 0);
    // A picture that is sent anew counts from nothing: that it fell is no movement.
    const moved = this.pictures ? frames > this.frames : this.present;
    this.frames = frames;
    if (moved) {
      this.movedAt = performance.now();
      this.seen = true;
    }
    const sent = await this.server.statsOf(this.server.sent());
    // Between us and the server lies no path to the other one: which way ours takes says nothing of theirs.
    const told = [...(this.other.role === "officer" ? sent : []), ...pictures];
    this.dispatchEvent(new CustomEvent("stats", { detail: new Map(told.map((each) => [each.id, each])) }));
    const stands = Boolean(this.seen) && performance.now() - this.movedAt > STALLED;
    if (stands !== Boolean(this.stalled)) {
      this.stalled = stands;
      this.dispatchEvent(new CustomEvent(stands ? "stalled" : "recovered"));
    }
  }

  close() {
    clearInterval(this.watch);
    this.dispatchEvent(new CustomEvent("connection", { detail: "closed" }));
    this.dispatchEvent(new CustomEvent("closed"));
  }
}

// Beside what the mesh tells: "unreached" when there is no way for pictures now, "reached" with the first way in,
// "reconnected" with each one after a break.
export class MediaServer extends EventTarget {
  constructor({ line, base, me }) {
    super();
    this.line = line;
    this.base = base;
    this.me = me;
    this.peers = new Map();
    this.sending = new Map();
    this.order = Promise.resolve();
    line.addEventListener("roster", ({ detail }) => this.meet(detail.body.people));
    line.addEventListener("quality", ({ detail }) => this.peers.get(detail.from)?.expect(detail.body.rung < 3));
  }

  // While nobody is here yet: the script, which takes longest.
  prepare() {
    return client();
  }

  // Whether there is a way for pictures: comes in, sends nothing, and goes.
  async path() {
    const room = new (await client()).Room({ singlePeerConnection: false });
    try {
      const { livekit } = await insist(this.base, {}, performance.now() + PATIENCE.websocketTimeout);
      await room.connect(livekit.url, livekit.token, { ...PATIENCE, autoSubscribe: false });
      return { relay: null, direct: true };
    } catch {
      return { relay: false, direct: false };
    } finally {
      await room.disconnect(false);
    }
  }

  // Our server says who is in the call. Somebody of whom it says nothing is not shown, whatever the room has.
  meet(people) {
    this.people = people;
    const others = people.filter((each) => each.id !== this.me.id);
    for (const [id, guest] of this.peers) if (!others.some((each) => each.id === id)) this.leave(id, guest);
    for (const other of others) if (other.here && !this.peers.has(other.id)) this.join(other);
    this.dispatchEvent(new CustomEvent("people", { detail: people }));
    if (this.peers.size) this.enter();
  }

  join(other) {
    const guest = new Guest(this, other);
    this.peers.set(other.id, guest);
    this.dispatchEvent(new CustomEvent("peer", { detail: guest }));
    guest.begin();
  }

  leave(id, guest) {
    this.peers.delete(id);
    guest.close();
    this.dispatchEvent(new CustomEvent("left", { detail: guest }));
  }

  guest(participant) {
    return [...this.peers.values()].find((each) => identity(each.other.id) === participant.identity);
  }

  // --- the way in ---

  get connected() {
    return this.room?.state === "connected";
  }

  // Tries until it is in: the pages go on with words and photos meanwhile.
  enter() {
    if (this.room || this.closed) return Promise.resolve();
    this.entering ??= this.insist().finally(() => (this.entering = undefined));
    return this.entering;
  }

  async insist() {
    for (let pause = FIRST_PAUSE; !this.closed; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        // A token is good for ten minutes: each try asks for a new one.
        const { livekit } = await insist(this.base);
        if (!livekit || this.closed) return;
        await this.connect(livekit);
        return;
      } catch (error) {
        // Our own server says no: the call is over, or we are not in it any more.
        if (error instanceof Refused) return;
        this.out = true;
        this.dispatchEvent(new CustomEvent("unreached"));
      }
      await wait(pause);
    }
  }

  async connect({ url, token }) {
    const { Room } = await client();
    const room = new Room({
      // One picture of one size for everybody, at most four people: our own ladder (ladder.js) says which. It knows
      // of the interpreter's hands and of the rungs below pictures, as simulcast and dynacast do not.
      publishDefaults: { simulcast: false, videoCodec: "vp8", backupCodec: false, degradationPreference: "balanced" },
      adaptiveStream: false,
      dynacast: false,
      stopLocalTrackOnUnpublish: false,
      // Two connections, one each way: every server of LiveKit knows that.
      singlePeerConnection: false,
      reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => PAUSES[retryCount] ?? null },
    });
    this.listen(room);
    await room.connect(url, token, PATIENCE);
    if (this.closed) {
      await room.disconnect(false);
      return;
    }
    this.room = room;
    this.dispatchEvent(new CustomEvent(this.wasIn ? "reconnected" : "reached"));
    if (this.wasIn && this.out) this.dispatchEvent(new CustomEvent("reached"));
    this.wasIn = true;
    this.out = false;
    for (const guest of this.peers.values()) guest.begin();
    // What hangs in the room before holds up nothing in this one.
    this.order = Promise.resolve();
    this.publish();
  }

  listen(room) {
    const ours = (then) => (...told) => room === this.room && then(...told);
    const all = ours(() => [...this.peers.values()].forEach((each) => each.changed()));
    for (const event of ["participantConnected", "participantDisconnected", "connectionStateChanged"]) room.on(event, all);
    const hears = ours((track, participant) => this.guest(participant)?.receive(track.mediaStreamTrack));
    const loses = ours((track, participant) => this.guest(participant)?.lose(track.mediaStreamTrack));
    room.on("trackSubscribed", (track, publication, participant) => publication.isMuted || hears(track, participant));
    room.on("trackUnsubscribed", (track, _publication, participant) => loses(track, participant));
    room.on("trackUnmuted", ({ track }, participant) => track && hears(track, participant));
    room.on("trackMuted", ({ track }, participant) => track && loses(track, participant));
    room.on("reconnected", ours(() => this.back()));
    room.on("disconnected", ours((reason) => this.lost(reason)));
  }

  // LiveKit found another path by itself. What was to be sent when it broke off is sent now.
  back() {
    this.dispatchEvent(new CustomEvent("reconnected"));
    this.publish();
  }

  // The room is gone, or we are out of it. Whether the call goes on is for our own server to say: it gives a new token,
  // or none. Only who came in elsewhere with this identity stays out: the newer window has the call.
  lost(reason) {
    const { DisconnectReason } = window.LivekitClient;
    this.room = undefined;
    for (const guest of this.peers.values()) guest.changed();
    if (reason !== DisconnectReason.CLIENT_INITIATED && reason !== DisconnectReason.DUPLICATE_IDENTITY) this.enter();
  }

  // --- what we send ---

  // Sends a track of this kind ("audio", "video") from now on; without one nothing of it is sent.
  put(kind, track) {
    this.sending.set(kind, track);
    return this.connected ? this.publish() : Promise.resolve();
  }

  // Sends nothing of this kind until it is put again; its place in the room stays.
  withdraw(kind) {
    return this.put(kind, null);
  }

  sent() {
    return this.publications().map(({ track }) => track);
  }

  publications() {
    return [...(this.room?.localParticipant.trackPublications.values() || [])].filter(({ track }) => track);
  }

  // Brings the room to what is to be sent. One after the other: of two at once the later one counts.
  publish() {
    const { room } = this;
    this.order = this.order.then(() => this.settle(room)).catch((error) => {
      // The line broke under it, or the server took too long: once more, as long as this room stands.
      this.dispatchEvent(new CustomEvent("trouble", { detail: error }));
      setTimeout(() => room === this.room && this.publish(), LONGEST_PAUSE);
    });
    return this.order;
  }

  async settle(room) {
    for (const [kind, track] of this.sending) {
      const known = this.publications().find((each) => each.kind === kind);
      if (room !== this.room || !(known || track)) continue;
      // LiveKit switches a track on when it takes it; who muted themselves stays mute.
      const enabled = track?.enabled;
      // Without a track the place in the room stays: the same track again under another name confuses servers.
      if (!known) await room.localParticipant.publishTrack(track, { source: kind === "audio" ? "microphone" : "camera" });
      else if (!track) await known.track.pauseUpstream();
      else if (known.track.mediaStreamTrack !== track) await known.track.replaceTrack(track, true);
      else await known.track.resumeUpstream();
      if (track) track.enabled = enabled;
    }
  }

  async statsOf(tracks) {
    const reports = await Promise.all(tracks.map((each) => each.getRTCStatsReport().catch(() => undefined)));
    return reports.flatMap((each) => (each ? [...each.values()] : []));
  }

  close() {
    this.closed = true;
    for (const [id, guest] of this.peers) this.leave(id, guest);
    const { room } = this;
    this.room = undefined;
    room?.disconnect(false);
  }
}
