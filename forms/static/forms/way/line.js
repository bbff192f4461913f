// The quiet line under the main button: saved when, no connection, written elsewhere. Said politely, and only when it changes.
const PATIENCE = 15000;
// Whoever pressed a button is told after a moment that the line is slow.
const MOMENT = 1500;

// Whether the server answers.
export async function isThere(address) {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

export class Line {
  constructor(element, words) {
    this.element = element;
    this.words = words;
  }

  // Whether the server answers, for somebody who waits for it.
  async asks(address) {
    const slow = setTimeout(() => this.say("slow"), MOMENT);
    try {
      return await isThere(address);
    } finally {
      clearTimeout(slow);
    }
  }

  say(state, text) {
    if (!this.element) return;
    this.element.dataset.state = state;
    const place = this.element.querySelector("[data-line-text]");
    const told = text || this.words[state] || "";
    if (place.textContent !== told) place.textContent = told;
  }
}
