// Where a path is looked for: servers and credentials that are good for ten minutes, renewed before they end.
import { insist } from "./line.js";

const BEFORE_THE_END = 60000;
const PATIENCE = 4000;

export class Ice {
  // `answer` is what came along with something else.
  constructor(base, answer = null) {
    this.base = base;
    this.answer = answer;
  }

  async renew() {
    this.answer = await insist(`${this.base}/ice`, { patience: PATIENCE }, performance.now() + 2 * PATIENCE);
    return this.answer;
  }

  async ready() {
    const left = this.answer ? Date.parse(this.answer.expires_at) - Date.now() : 0;
    return left > BEFORE_THE_END ? this.answer : this.renew();
  }

  configuration() {
    return {
      iceServers: this.answer.ice_servers,
      iceTransportPolicy: this.answer.ice_transport_policy,
      bundlePolicy: "max-bundle",
    };
  }
}
