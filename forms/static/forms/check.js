// The check page with JavaScript: a report that is sent while the line is gone stays here and goes when the line is back.
import { warnBeforeTheEnd } from "./way/ending.js";
import { Line } from "./way/line.js";
import { words } from "./way/words.js";

const AGAIN = 10000;
const PATIENCE = 15000;
// As long after the page came, the line counts as there.
const FRESH = 20000;
const form = document.querySelector("[data-check]");

if (form) {
  const line = new Line(form.querySelector("[data-line]"), words());
  const saveAt = `${new URL(form.getAttribute("action"), location.href).pathname}save/`;
  let waiting = false;

  const isThere = async () => {
    try {
      return (await fetch(saveAt, { signal: AbortSignal.timeout(PATIENCE) })).ok;
    } catch {
      return false;
    }
  };
  const goOn = async () => {
    if (await isThere()) {
      form.dataset.pass = "1";
      form.requestSubmit();
      setTimeout(() => delete form.dataset.pass, 1000);
    } else if (waiting) line.say("not_sent");
  };
  form.addEventListener("submit", (event) => {
    if (form.dataset.pass || (navigator.onLine && performance.now() < FRESH)) return;
    event.preventDefault();
    waiting = true;
    goOn();
  });
  window.addEventListener("online", () => waiting && goOn());
  setInterval(() => waiting && !form.dataset.pass && line.element?.dataset.state === "not_sent" && goOn(), AGAIN);
  warnBeforeTheEnd(form, async () => {
    const data = new URLSearchParams({ _stay: "1", csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const response = await fetch(saveAt, { method: "POST", body: data, signal: AbortSignal.timeout(PATIENCE) });
      if (response.ok) form.dataset.ends = (await response.json()).ends;
      return response.ok;
    } catch {
      return false;
    }
  });
}
