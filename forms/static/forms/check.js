// The check page with JavaScript: a report that is sent while the line is gone stays here and goes when the line is back.
import { warnBeforeTheEnd } from "./way/ending.js";
import { isThere, Line } from "./way/line.js";
import { words } from "./way/words.js";

const AGAIN = 10000;
const PATIENCE = 15000;
const form = document.querySelector("[data-check]");

if (form) {
  const line = new Line(form.querySelector("[data-line]"), words());
  const saveAt = `${new URL(form.getAttribute("action"), location.href).pathname}save/`;
  let waiting = false;
  let gone = false;

  const look = async () => (gone = !(await isThere(saveAt)));
  const goOn = async () => {
    if (await look()) return line.say("not_sent");
    form.dataset.pass = "1";
    form.requestSubmit();
    setTimeout(() => delete form.dataset.pass, 1000);
  };
  // Whoever declares is about to send: by then it is known whether the line is there.
  form.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (form.dataset.pass || (navigator.onLine && !gone)) return;
    event.preventDefault();
    waiting = true;
    goOn();
  });
  window.addEventListener("online", () => waiting && goOn());
  setInterval(() => waiting && gone && !form.dataset.pass && goOn(), AGAIN);
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
