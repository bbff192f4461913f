// What govuk-frontend makes better where JavaScript runs; every page works without.
import { forgetAll, forgetArrived, keep } from "./kept.js";
import { initAll } from "./vendor/govuk-frontend/govuk-frontend.min.js";

const ARMED = 5000;
const WRITTEN = "textarea, select, [contenteditable], [role=combobox], input:not([type=radio], [type=checkbox], [type=file], [type=submit], [type=button])";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();

// "Leave quickly": another page in this tab's place, and nothing typed stays in the tab. Pages before it lead away as well
// when Back opens them (left.js).
// Escape does the same; while one writes it takes two, since the first closes what is open around the field.
const leave = document.querySelector("[data-leave]");
if (leave) {
  const key = document.querySelector("[data-leave-key]");
  const words = key?.textContent;
  let armed = -ARMED;
  if (key) key.hidden = false;

  leave.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || document.querySelector("dialog[open]")) return;
    if (!event.target.closest?.(WRITTEN) || event.timeStamp - armed < ARMED) return go();
    armed = event.timeStamp;
    if (key) {
      key.textContent = key.dataset.again;
      setTimeout(() => (key.textContent = words), ARMED);
    }
  });

  function go() {
    window.dispatchEvent(new Event("constat:leave"));
    forgetAll();
    keep("left", leave.href);
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(leave.href);
  }
}

forgetArrived();
// A report that was sent leaves nothing in the tab.
if (document.querySelector("[data-forget]")) forgetAll();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
