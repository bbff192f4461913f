// The line to the server: what a call says goes by POST until it is acknowledged, what others say comes as events.
// Every message has an id of ours, so that one that is sent again counts once; every event has a number without gaps.

// The server is heard every 4 s. Without that the stream is opened anew.
const SILENCE = 9000;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 4000;
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

// Asks until there is an answer, with growing pauses; what is refused for good is thrown.
export async function insist(address, options = {}, until = Infinity) {
  for (let pause = FIRST_RETRY; ; pause = Math.min(pause * 2, LONGEST_RETRY)) {
    try {
      return await ask(address, options);
    } catch (error) {
      const lasting = error instanceof Refused && !LATER.has(error.status);
      if (lasting || performance.now() + pause > until) throw error;
      await wait(pause);
    }
  }
}

export const wait = (time) => new Promise((done) => setTimeout(done, time));

export class Line extends EventTarget {
  constructor(base) {
    super();
    this.base = base;
    this.after = 0;
    this.waiting = [];
    this.sending = false;
    this.heardAt = 0;
    this.state = "closed";
    this.reconnects = -1;
  }

  // What was said before this page came: words and pictures of it are shown again, what connected others is history.
  async catchUp() {
    for (;;) {
      const { items, next } = await insist(`${this.base}/messages?after=${this.after}`);
      for (const message of items) {
        this.after = message.sequence;
        this.dispatchEvent(new CustomEvent("history", { detail: message }));
      }
      if (!items.length || next === null) return;
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
    this.source?.close();
    this.say("closed");
  }

  connect() {
    if (this.over) return;
    this.source?.close();
    this.heardAt = performance.now();
    this.say("connecting");
    this.source = new EventSource(`${this.base}/events?after=${this.after}`);
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("heartbeat", () => this.heard());
    this.source.addEventListener("message", (event) => this.take(event));
    this.source.addEventListener("over", () => this.end("over"));
    this.source.addEventListener("displaced", () => this.end("displaced"));
    this.source.addEventListener("error", () => this.say("connecting"));
  }

  opened() {
    this.reconnects += 1;
    this.heard();
    this.flush();
  }

  heard() {
    this.heardAt = performance.now();
    this.say("open");
  }

  // A stream that a browser gave up, or that hangs without a word, is opened anew from the last number.
  listen() {
    const silent = performance.now() - this.heardAt > SILENCE;
    if (silent || this.source.readyState === EventSource.CLOSED) this.connect();
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

  // Sends in the order of the calls; resolves with the sequence, or throws what was refused for good.
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
      const { message, resolve, reject } = this.waiting[0];
      try {
        resolve(await insist(`${this.base}/messages`, { body: message }));
      } catch (error) {
        reject(error);
      }
      this.waiting.shift();
    }
    this.sending = false;
  }
}
