// One connection to one other person: perfect negotiation, new credentials and a new path when pictures stop.
//
// Both sides may propose at any time. Of two proposals at once the polite side takes its own back. A page that was
// loaded anew has another fingerprint: then the connection is built anew too, on both sides.

// No new picture for so long, or no connection where none are sent: try another path.
const STALLED = 1500;
// Between two searches for a path: short at first, longer each time that none was found, so that a slow one can end.
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 8000;
const LOOK_EVERY = 500;
const LOOK_CLOSELY = 200;
// Candidates that are found within so long of each other are one message.
const TOGETHER = 40;
const AT_MOST = 40;
// Who is called proposes by itself only when the caller says nothing.
const PATIENCE = 1500;

export class Peer extends EventTarget {
  constructor({ line, me, other, calls, ice }) {
    super();
    this.line = line;
    this.other = other;
    this.polite = me.id < other.id;
    this.calls = calls;
    this.ice = ice;
    this.pictures = other.role === "resident";
    this.tracks = new Map();
    this.restarts = 0;
    this.pause = FIRST_PAUSE;
    this.order = Promise.resolve();
    this.build();
    this.keepLooking();
  }

  // Closer where nothing moves: each look costs something, and so does each moment without a picture.
  keepLooking(moved = true) {
    const next = () => this.look().catch(() => true);
    this.watch = setTimeout(async () => this.closed || this.keepLooking(await next()), moved ? LOOK_EVERY : LOOK_CLOSELY);
  }

  build() {
    this.connection?.close();
    const connection = new RTCPeerConnection(this.ice.configuration());
    this.connection = connection;
    this.makingOffer = false;
    this.ignoring = false;
    this.theirs = "";
    this.frames = 0;
    this.movedAt = performance.now();
    this.restartedAt = performance.now();
    this.stream = new MediaStream();
    this.early = [];
    connection.onnegotiationneeded = () => this.negotiate(connection);
    this.found = [];
    connection.onicecandidate = ({ candidate }) => this.collect(candidate);
    connection.ontrack = ({ track }) => this.receive(track);
    connection.onconnectionstatechange = () => this.changed(connection);
    for (const [kind, track] of this.tracks) this.add(kind, track);
    this.changed(connection);
  }

  // Several candidates are found at once, and go out at once: each message is work for both sides and the server.
  collect(candidate) {
    if (candidate) this.found.push(candidate.toJSON());
    if (this.found.length === 1 && candidate) this.gathered = setTimeout(() => this.tellFound(), TOGETHER);
    else if (!candidate) this.tellFound();
  }

  tellFound() {
    clearTimeout(this.gathered);
    while (this.found.length) this.say("candidate", { candidates: this.found.splice(0, AT_MOST) });
  }

  say(kind, body) {
    // What the server refuses here (the other one is gone, the call is over) is told by roster and state.
    this.line.send(kind, this.other.id, body).catch(() => {});
  }

  // Sends a track of this kind ("audio", "video") from now on; without one it stops, and no new agreement is needed.
  async put(kind, track) {
    this.tracks.set(kind, track);
    const sender = this.sender(kind);
    if (sender) await sender.replaceTrack(track);
    else if (track) this.add(kind, track);
  }

  // Sends nothing of this kind and says so in the agreement: the others see a name, not the last picture.
  async withdraw(kind) {
    this.tracks.delete(kind);
    const sender = this.sender(kind);
    if (!sender) return;
    delete sender.constatKind;
    await sender.replaceTrack(null);
    const taken = this.connection.getTransceivers().find((each) => each.sender === sender);
    taken.direction = taken.direction === "sendonly" ? "inactive" : "recvonly";
  }

  sender(kind) {
    const found = this.connection.getTransceivers().find((each) => each.receiver.track.kind === kind && each.sender.constatKind);
    return found?.sender;
  }

  add(kind, track) {
    if (!track) return;
    const free = this.connection.getTransceivers().find((each) => each.receiver.track.kind === kind && !each.sender.track && !each.stopped);
    if (free) {
      free.direction = "sendrecv";
      free.sender.constatKind = kind;
      free.sender.replaceTrack(track);
    } else {
      // Unlike a transceiver of our own, a track joins what the other side proposes: one agreement, not two.
      this.connection.addTrack(track).constatKind = kind;
    }
  }

  receive(track) {
    for (const old of this.stream.getTracks()) if (old.kind === track.kind && old !== track) this.stream.removeTrack(old);
    this.stream.addTrack(track);
    this.dispatchEvent(new CustomEvent("stream", { detail: this.stream }));
  }

  async negotiate(connection) {
    if (!this.calls && !this.theirs) await Promise.race([this.first(), new Promise((done) => setTimeout(done, PATIENCE))]);
    if (connection !== this.connection || connection.signalingState !== "stable") return;
    try {
      this.makingOffer = true;
      // Whoever proposes first makes room for the picture, or it would need an agreement of its own.
      const hasRoom = connection.getTransceivers().some((each) => each.receiver.track.kind === "video");
      if (this.pictures && !hasRoom) connection.addTransceiver("video", { direction: "recvonly" });
      await connection.setLocalDescription();
      this.describe(connection);
    } catch (error) {
      // Between two builds a connection may be closed under us; the new one negotiates for itself.
      if (connection === this.connection) throw error;
    } finally {
      this.makingOffer = false;
    }
  }

  first() {
    return new Promise((done) => this.addEventListener("described", done, { once: true }));
  }

  describe(connection) {
    const { type, sdp } = connection.localDescription;
    this.say("description", { type, sdp });
  }

  // Descriptions and candidates are taken in one after the other, in the order in which the server numbered them.
  hear(message) {
    this.order = this.order
      .then(() => (message.kind === "description" ? this.agree(message.body) : this.candidates(message.body)))
      .catch((error) => this.dispatchEvent(new CustomEvent("trouble", { detail: error })));
    return this.order;
  }

  async agree(description) {
    const print = fingerprint(description.sdp);
    if (this.theirs && print !== this.theirs) {
      this.build();
      // An answer to what the old connection asked: the new one asks for itself.
      if (description.type === "answer") return;
    }
    const { connection } = this;
    if (description.type === "offer") await this.renew(connection);
    if (description.type === "answer" && connection.signalingState !== "have-local-offer") return;
    const collision = description.type === "offer" && (this.makingOffer || connection.signalingState !== "stable");
    this.ignoring = collision && !this.polite;
    if (this.ignoring) return;
    await connection.setRemoteDescription(description);
    this.theirs = print;
    this.dispatchEvent(new CustomEvent("described"));
    for (const candidate of this.early.splice(0)) await this.candidate(candidate);
    if (description.type !== "offer") return;
    for (const [kind, track] of this.tracks) if (track && !this.sender(kind)) this.add(kind, track);
    await connection.setLocalDescription();
    this.describe(connection);
  }

  // An answer looks for paths too: with credentials that are still good.
  async renew(connection) {
    await this.ice.ready().catch(() => {});
    if (connection.signalingState !== "closed") connection.setConfiguration(this.ice.configuration());
  }

  async candidates({ candidates, candidate = null }) {
    for (const each of candidates || [candidate]) await this.candidate(each);
  }

  async candidate(candidate) {
    if (!this.connection.remoteDescription) {
      this.early.push(candidate);
      return;
    }
    try {
      await this.connection.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of a proposal that was not taken, or of a connection before this one, fits nothing any more.
      const known = this.connection.remoteDescription?.sdp.includes(`ice-ufrag:${candidate?.usernameFragment}`);
      if (!this.ignoring && known) throw error;
    }
  }

  changed(connection) {
    if (connection !== this.connection) return;
    const state = connection.connectionState;
    this.dispatchEvent(new CustomEvent("connection", { detail: state }));
    if (state === "failed") this.restart();
  }

  // The server is there again: who waits for a picture need not wait for the next look.
  lineIsBack() {
    if (this.stalled || this.connection.connectionState === "failed") this.restart();
  }

  // What we may expect of them: pictures of a resident, until they say that they send none.
  expect(pictures) {
    this.pictures = pictures;
    this.movedAt = performance.now();
  }

  async look() {
    const { connection } = this;
    if (connection.connectionState === "closed") return true;
    const report = await connection.getStats();
    if (connection !== this.connection) return true;
    const pictures = [...report.values()].filter((each) => each.type === "inbound-rtp" && each.kind === "video");
    const frames = pictures.reduce((sum, each) => sum + (each.framesDecoded || 0), 0);
    const moved = this.pictures ? frames !== this.frames : connection.connectionState === "connected";
    if (moved) {
      this.movedAt = performance.now();
      if (frames && !this.seen) this.dispatchEvent(new CustomEvent("seen"));
      this.seen ||= frames > 0;
    }
    this.frames = frames;
    this.dispatchEvent(new CustomEvent("stats", { detail: report }));
    const began = this.pictures ? this.seen : Boolean(this.theirs);
    if (began && performance.now() - this.movedAt > STALLED) this.stall();
    else if (!began && performance.now() - this.restartedAt > 2 * FIRST_PAUSE) this.restart();
    else if (this.stalled && moved) this.recover();
    return moved;
  }

  stall() {
    if (!this.stalled) {
      this.stalled = true;
      this.dispatchEvent(new CustomEvent("stalled"));
    }
    if (performance.now() - this.restartedAt > this.pause) this.restart();
  }

  recover() {
    this.stalled = false;
    this.pause = FIRST_PAUSE;
    this.dispatchEvent(new CustomEvent("recovered"));
  }

  // New credentials and a new search for a path; what is sent goes on as soon as one is found.
  async restart() {
    const { connection } = this;
    if (this.renewing || (!this.theirs && !this.calls)) return;
    this.restartedAt = performance.now();
    this.restarts += 1;
    this.renewing = true;
    try {
      await this.ice.renew();
    } catch {
      return; // Without a server there is no new agreement either; the watch tries again, or the line when it is back.
    } finally {
      this.renewing = false;
    }
    if (this.stalled) this.pause = Math.min(this.pause * 1.5, LONGEST_PAUSE);
    if (connection !== this.connection || connection.connectionState === "closed") return;
    connection.setConfiguration(this.ice.configuration());
    if (connection.signalingState === "have-local-offer") this.describe(connection);
    else connection.restartIce();
  }

  close() {
    this.closed = true;
    clearTimeout(this.watch);
    this.connection.close();
    this.dispatchEvent(new CustomEvent("connection", { detail: "closed" }));
  }
}

export function fingerprint(sdp) {
  return /^a=fingerprint:(.+)$/m.exec(sdp)?.[1].trim() || "";
}
