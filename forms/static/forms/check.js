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
  let going = null;

  const tryOn = async () => {
    gone = !(await line.asks(saveAt));
    if (gone) return line.say("not_sent");
    waiting = false;
    form.dataset.pass = "1";
    form.requestSubmit();
    setTimeout(() => delete form.dataset.pass, 1000);
  };
  // Once at a time, also when somebody presses twice.
  const goOn = () => (going ??= tryOn().finally(() => (going = null)));
  // Whoever declares is about to send: by then it is known whether the line is there.
  form.addEventListener("change", async () => (gone = !(await isThere(saveAt))));
  form.addEventListener("submit", (event) => {
    if (form.dataset.pass || (navigator.onLine && !gone && !going)) return;
    event.preventDefault();
    waiting = true;
    // Once the event is over: within it a form cannot be sent again.
    setTimeout(goOn);
  });
  window.addEventListener("online", () => waiting && goOn());
  setInterval(() => waiting && goOn(), AGAIN);
  warnBeforeTheEnd(form, async () => {
    const data = new URLSearchParams({ _stay: "1", _draft: form.elements._draft.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const response = await fetch(saveAt, { method: "POST", body: data, signal: AbortSignal.timeout(PATIENCE) });
      if (response.ok) form.dataset.ends = (await response.json()).ends;
      return response.ok;
    } catch {
      return false;
    }
  });
}
