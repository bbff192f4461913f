// A device in the lobby: when nobody touches it for a while it asks whether somebody is there, then forgets everything.
import { forgetAll } from "../cms/kept.js";

const dialog = document.querySelector("[data-kiosk]");
const { start, wipe } = dialog.dataset;
const idle = Number(dialog.dataset.idle) * 1000;
const warn = Number(dialog.dataset.warn) * 1000;
const left = dialog.querySelector("[data-left]");
let touched = Date.now();
let used = location.pathname !== start;

for (const kind of ["pointerdown", "pointermove", "keydown", "input", "scroll", "touchstart"]) {
  addEventListener(kind, () => {
    // While it asks, only its button says that somebody is there.
    if (dialog.open) return;
    touched = Date.now();
    used = true;
  }, { passive: true, capture: true });
}
dialog.querySelector("[data-stay]").addEventListener("click", goOn);
dialog.addEventListener("cancel", goOn);
addEventListener("pageshow", (event) => event.persisted && leave());
setInterval(look, 500);

function look() {
  if (!used) return;
  const rest = touched + idle - Date.now();
  if (rest <= 0) leave();
  else if (rest <= warn && location.pathname !== start) {
    if (!dialog.open) dialog.showModal();
    left.textContent = `${Math.ceil(rest / 1000)} s`;
  }
}

function goOn() {
  touched = Date.now();
  dialog.close();
}

function leave() {
  forgetAll();
  dispatchEvent(new Event("constat:wipe"));
  location.replace(wipe);
}
