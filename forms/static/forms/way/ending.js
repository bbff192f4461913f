// A draft that is about to end says so five minutes before, with the time left and a button that goes on.
import { fill, words } from "./words.js";

const WARN = 5 * 60;
const LOOK_EVERY = 1000;

export function warnBeforeTheEnd(holder, stay) {
  const dialog = document.querySelector("[data-ending]");
  if (!dialog || typeof dialog.showModal !== "function") return;
  const said = dialog.querySelector("[data-left]");
  const told = dialog.querySelector("[data-left-told]");
  const failed = dialog.querySelector("[data-failed]");
  let asked = "";
  // A device whose clock is wrong is not told that its time is over: what counts is the server's.
  const ahead = holder.dataset.now ? Date.now() - new Date(holder.dataset.now) : 0;

  const look = () => {
    if (!holder.dataset.ends) return;
    const left = Math.round((new Date(holder.dataset.ends) - Date.now() + ahead) / 1000);
    if (left > WARN || asked === holder.dataset.ends) {
      if (left > WARN && dialog.open) dialog.close();
      return;
    }
    if (!dialog.open) dialog.showModal();
    if (left <= 0) return over();
    said.textContent = inWords(left);
    // Spoken once a minute, not each second.
    const minutes = Math.ceil(left / 60);
    if (told.dataset.minutes !== String(minutes)) {
      told.dataset.minutes = String(minutes);
      told.textContent = inWords(minutes * 60);
    }
  };

  const over = () => {
    clearInterval(timer);
    dialog.querySelector("[data-time]").hidden = true;
    dialog.querySelector("[data-over]").hidden = false;
    dialog.querySelector("[data-over] a").focus();
  };

  dialog.querySelector("[data-stay]").addEventListener("click", async () => {
    failed.hidden = true;
    if (await stay()) dialog.close();
    else failed.hidden = false;
  });
  // Escape closes the warning as "I have seen it": it comes back for a later end only.
  dialog.addEventListener("cancel", () => (asked = holder.dataset.ends));
  const timer = setInterval(look, LOOK_EVERY);
  look();
}

function inWords(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return fill(words().left, { minutes, seconds: String(rest).padStart(2, "0") });
}
