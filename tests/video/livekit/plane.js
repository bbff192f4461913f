// What carries the pictures of the tests' media server: this page has two connections with everybody, as LiveKit has,
// and passes on what comes in. It is told what the others say by the server, which speaks with them.
async (address) => {
  const seats = new Map();
  const line = new WebSocket(address);
  const say = (told) => line.send(JSON.stringify(told));

  class Seat {
    constructor(id) {
      this.id = id;
      this.tracks = new Map();
      this.names = new Map();
      this.senders = new Map();
      this.early = { publisher: [], subscriber: [] };
      this.publisher = this.connect("publisher");
      this.subscriber = this.connect("subscriber");
      this.publisher.ontrack = (event) => this.came(event);
      this.channels = ["_reliable", "_lossy"].map((name) => this.subscriber.createDataChannel(name));
      this.subscriber.onnegotiationneeded = () => this.offer();
    }

    connect(target) {
      const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
      connection.onicecandidate = ({ candidate }) => candidate && say({ do: "candidate", id: this.id, target, candidate: candidate.toJSON() });
      return connection;
    }

    // Names of tracks and streams are LiveKit's: whose it is, and which.
    async offer() {
      await this.subscriber.setLocalDescription();
      let { sdp } = this.subscriber.localDescription;
      for (const [ours, theirs] of this.names) sdp = sdp.replaceAll(ours, theirs);
      say({ do: "offer", id: this.id, sdp });
    }

    async answer(sdp, offer) {
      await this.publisher.setRemoteDescription({ type: "offer", sdp });
      await this.publisher.setLocalDescription();
      say({ do: "answer", id: this.id, offer, sdp: this.publisher.localDescription.sdp });
      await this.flush("publisher");
    }

    async flush(target) {
      for (const each of this.early[target].splice(0)) await this[target].addIceCandidate(each);
    }

    async candidate(target, candidate) {
      this.early[target].push(candidate);
      if (this[target].remoteDescription) await this.flush(target);
    }

    came({ track, transceiver }) {
      const known = this.tracks.get(this.named(transceiver.mid));
      if (!known) return say({ do: "trouble", what: `a track that nobody announced: ${track.kind} of ${this.id}` });
      known.track = track;
      for (const other of seats.values()) if (other !== this) other.take(this, known);
      return undefined;
    }

    // What the other side calls the track of a section.
    named(mid) {
      const sections = this.publisher.remoteDescription.sdp.split("\r\nm=");
      const section = sections.find((each) => each.includes(`\r\na=mid:${mid}\r\n`)) || "";
      return /^a=msid:\S+ (\S+)/m.exec(section)?.[1];
    }

    take(from, { sid, track }) {
      if (!track || this.senders.has(sid)) return;
      const stream = new MediaStream();
      this.names.set(stream.id, `${from.id}|${sid}`);
      this.names.set(track.id, sid);
      this.senders.set(sid, this.subscriber.addTrack(track, stream));
    }

    loseTrack(sid) {
      const sender = this.senders.get(sid);
      this.senders.delete(sid);
      if (sender && this.subscriber.signalingState !== "closed") this.subscriber.removeTrack(sender);
    }

    close() {
      seats.delete(this.id);
      for (const { sid } of this.tracks.values()) for (const other of seats.values()) other.loseTrack(sid);
      this.publisher.close();
      this.subscriber.close();
    }
  }

  const does = {
    join({ id }) {
      const seat = new Seat(id);
      for (const other of seats.values()) for (const each of other.tracks.values()) seat.take(other, each);
      seats.set(id, seat);
    },
    track: ({ id, cid, sid }) => seats.get(id)?.tracks.set(cid, { sid }),
    offer: ({ id, sdp, offer }) => seats.get(id)?.answer(sdp, offer),
    answer: async ({ id, sdp }) => {
      await seats.get(id)?.subscriber.setRemoteDescription({ type: "answer", sdp });
      await seats.get(id)?.flush("subscriber");
    },
    candidate: ({ id, target, candidate }) => seats.get(id)?.candidate(target, candidate),
    resume: ({ id }) => seats.get(id)?.subscriber.restartIce(),
    leave: ({ id }) => seats.get(id)?.close(),
  };
  // One after the other, in the order in which they were said.
  let order = Promise.resolve();
  line.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    order = order.then(() => does[told.do](told)).catch((error) => say({ do: "trouble", what: `${told.do}: ${error}` }));
  };
  await new Promise((done) => (line.onopen = done));
}
