// A step with JavaScript: questions show and hide at once, what is typed is saved by itself, files go in pieces, and a lost
// line loses nothing. Each part is a module of its own; without JavaScript the server does what cannot wait.
import "./kinds.js";
import { forget } from "../cms/kept.js";
import { Line } from "./way/line.js";
import { holdOn } from "./way/leaving.js";
import { restore } from "./way/restoring.js";
import { Saver } from "./way/saver.js";
import { warnBeforeTheEnd } from "./way/ending.js";
import { sendAtOnce, takeFiles } from "./way/uploads.js";
import { watch } from "./way/visible.js";
import { words } from "./way/words.js";

const form = document.querySelector("[data-step]");

if (form?.hasAttribute("data-saves")) {
  const line = new Line(form.querySelector("[data-line]"), words());
  if (form.elements.new) forget(location.pathname);
  const saver = new Saver(form, line);
  const restored = restore(form, saver);
  watch(form);
  saver.start(restored);
  const uploads = form.dataset.uploads ? takeFiles(form, saver, words()) : sendAtOnce(form);
  holdOn(form, saver, uploads, line);
  warnBeforeTheEnd(form, () => saver.stay());
} else if (form) {
  watch(form);
  sendAtOnce(form);
}
// A page out of the browser's memory shows what was saved before: ask for it again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
