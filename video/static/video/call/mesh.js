// Everybody in the call who is here, each with a connection of their own: at most four people.
import { Peer } from "./peer.js";
import { path } from "./selftest.js";

export class Mesh extends EventTarget {
  // `again` is said by a page that comes back into a call: it proposes to everybody at once.
  constructor({ line, ice, me, again = false }) {
    super();
    this.again = again;
    this.line = line;
    this.ice = ice;
    this.me = me;
    this.peers = new Map();
    this.tracks = new Map();
    line.addEventListener("roster", ({ detail }) => this.meet(detail.body.people));
    for (const kind of ["description", "candidate"]) line.addEventListener(kind, ({ detail }) => this.hear(detail));
    line.addEventListener("back", () => this.peers.forEach((peer) => peer.lineIsBack()));
    line.addEventListener("quality", ({ detail }) => this.peers.get(detail.from)?.expect(detail.body.rung < 3));
  }

  // The resident calls, who has the picture; of others the one with the smaller id.
  calls(other) {
    if (this.again || this.me.role === "resident") return true;
    return other.role !== "resident" && this.me.id < other.id;
  }

  // While nobody is here yet: a way is looked up.
  prepare() {
    return this.ice.ready();
  }

  // Whether there is a way for pictures, and how much it carries.
  path() {
    return path(this.ice);
  }

  async meet(people) {
    this.people = people;
    const here = new Map(people.filter((each) => each.here && each.id !== this.me.id).map((each) => [each.id, each]));
    for (const [id, peer] of this.peers) if (!here.has(id) && !people.some((each) => each.id === id)) this.leave(id, peer);
    for (const other of here.values()) if (!this.peers.has(other.id)) await this.join(other);
    this.dispatchEvent(new CustomEvent("people", { detail: people }));
  }

  async join(other) {
    await this.ice.ready();
    if (this.peers.has(other.id) || this.closed) return this.peers.get(other.id);
    const peer = new Peer({ line: this.line, me: this.me, other, calls: this.calls(other), ice: this.ice });
    this.peers.set(other.id, peer);
    this.dispatchEvent(new CustomEvent("peer", { detail: peer }));
    for (const [kind, track] of this.tracks) await peer.put(kind, track);
    return peer;
  }

  async hear(message) {
    const other = this.people?.find((each) => each.id === message.from) || { id: message.from, role: "" };
    const peer = this.peers.get(message.from) || (await this.join(other));
    await peer?.hear(message);
  }

  async put(kind, track) {
    this.tracks.set(kind, track);
    await Promise.all([...this.peers.values()].map((peer) => peer.put(kind, track)));
  }

  async withdraw(kind) {
    this.tracks.delete(kind);
    await Promise.all([...this.peers.values()].map((peer) => peer.withdraw(kind)));
  }

  leave(id, peer) {
    this.peers.delete(id);
    peer.close();
    peer.dispatchEvent(new CustomEvent("closed"));
    this.dispatchEvent(new CustomEvent("left", { detail: peer }));
  }

  close() {
    this.closed = true;
    for (const [id, peer] of this.peers) this.leave(id, peer);
  }
}
