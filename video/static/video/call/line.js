// The line to the server: what a call says goes by POST until it is acknowledged, what others say comes as events.
// Every message has an id of ours, so that one that is sent again counts once; every event has a number without gaps.

// The server is heard every 4 s. Without that the stream is opened anew.
const SILENCE = 9000;
// A new stream that says nothing for so long is asked for again: what was sent into a dead line is lost.
const NO_ANSWER = 5000;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 4000;
// Between two attempts at a stream. A server that is back is found within a second, and not by all at once.
const FIRST_REOPEN = 150;
const LONGEST_REOPEN = 600;
// What need not be in order with what is said after it.
const APART = new Set(["candidate", "quality"]);
// Answers that say "not now" and not "never".
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

export class Refused extends Error {
  constructor(status, problem) {
    const faults = (problem.errors || []).map((each) => each.message).filter(Boolean);
    super(faults.join(" ") || problem.detail || problem.title || String(status));
    this.status = status;
    this.problem = problem;
  }
}

export async function ask(address, { body, form, method, csrf, patience = 10000 } = {}) {
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrf) headers["X-CSRFToken"] = csrf;
  const response = await fetch(address, {
    method: method || (body !== undefined || form ? "POST" : "GET"),
    headers,
    body: form || (body !== undefined ? JSON.stringify(body) : undefined),
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  const type = response.headers.get("Content-Type") || "";
  const answer = type.includes("json") ? await response.json() : {};
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

// Asks until there is an answer, with growing pauses that `sooner` cuts short; what is refused for good is thrown.
export async function insist(address, options = {}, until = Infinity, sooner = null) {
  for (let pause = FIRST_RETRY; ; pause = Math.min(pause * 2, LONGEST_RETRY)) {
    try {
      return await ask(address, options);
    } catch (error) {
      const lasting = error instanceof Refused && !LATER.has(error.status);
      if (lasting || performance.now() + pause > until) throw error;
      await Promise.race([wait(pause), ...(sooner ? [sooner()] : [])]);
    }
  }
}

export const wait = (time) => new Promise((done) => setTimeout(done, time));

export class Line extends EventTarget {
  // `after` is the number of the last message before this page came: what the stream begins after.
  constructor(base, after = 0) {
    super();
    this.base = base;
    this.began = after;
    this.after = after;
    this.waiting = [];
    this.sending = false;
    this.heardAt = 0;
    this.state = "closed";
    this.reconnects = -1;
    this.page = crypto.randomUUID();
    this.attempt = 0;
    this.pause = FIRST_REOPEN;
  }

  // What was said before this page came, one's own words too, is shown again; what connected others is history.
  async catchUp() {
    for (let after = 0; after < this.began; ) {
      const { items } = await insist(`${this.base}/messages?mine=true&after=${after}`);
      for (const message of items.filter((each) => each.sequence <= this.began)) {
        this.dispatchEvent(new CustomEvent("history", { detail: message }));
      }
      after = items.at(-1)?.sequence ?? this.began;
    }
  }

  open() {
    this.over = false;
    this.connect();
    this.watch = setInterval(() => this.listen(), 1000);
    addEventListener("online", () => this.connect());
    addEventListener("pagehide", () => this.source?.close());
    addEventListener("pageshow", (event) => event.persisted && this.connect());
  }

  close() {
    this.over = true;
    clearInterval(this.watch);
    clearTimeout(this.again);
    this.source?.close();
    this.say("closed");
  }

  connect() {
    if (this.over) return;
    clearTimeout(this.again);
    this.source?.close();
    this.heardAt = performance.now();
    this.answered = false;
    this.say("connecting");
    this.attempt += 1;
    this.source = new EventSource(`${this.base}/events?after=${this.after}&page=${this.page}&attempt=${this.attempt}`);
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("heartbeat", () => this.heard());
    this.source.addEventListener("message", (event) => this.take(event));
    this.source.addEventListener("over", () => this.end("over"));
    this.source.addEventListener("displaced", () => this.end("displaced"));
    this.source.addEventListener("error", () => this.lost());
  }

  opened() {
    this.reconnects += 1;
    this.pause = FIRST_REOPEN;
    this.answered = true;
    this.heard();
    this.dispatchEvent(new CustomEvent("back"));
    this.flush();
  }

  // We open it again, not the browser: that one gives up for good when the answer is "not now".
  lost() {
    this.source.close();
    this.say("connecting");
    clearTimeout(this.again);
    this.again = setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 1.5, LONGEST_REOPEN);
  }

  heard() {
    this.heardAt = performance.now();
    this.say("open");
  }

  // A stream that hangs without a word is opened anew from the last number.
  listen() {
    const silent = performance.now() - this.heardAt > (this.answered ? SILENCE : NO_ANSWER);
    if (silent) this.connect();
  }

  take(event) {
    this.heard();
    const message = JSON.parse(event.data);
    if (message.sequence <= this.after) return;
    this.after = message.sequence;
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
    this.dispatchEvent(new CustomEvent(message.kind, { detail: message }));
  }

  end(why) {
    this.close();
    this.dispatchEvent(new CustomEvent(why));
  }

  say(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("line", { detail: state }));
  }

  // Sends in the order of the calls: each waits for the one before it, but for those that nobody need wait for.
  // Resolves with the sequence, or throws what was refused for good.
  send(kind, to, body) {
    const message = { id: crypto.randomUUID(), kind, to, body };
    const done = new Promise((resolve, reject) => this.waiting.push({ message, resolve, reject }));
    this.flush();
    return Object.assign(done, { id: message.id });
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length && !this.over) {
      const [first] = this.waiting;
      const sent = this.deliver(first);
      if (!APART.has(first.message.kind)) await sent;
      this.waiting.shift();
    }
    this.sending = false;
  }

  async deliver({ message, resolve, reject }) {
    const back = () => new Promise((done) => this.addEventListener("back", done, { once: true }));
    try {
      resolve(await insist(`${this.base}/messages`, { body: message }, Infinity, back));
    } catch (error) {
      reject(error);
    }
  }
}
