// Where the line may be gone, a button of a step saves first: without an answer the page stays with all that was typed on
// it, says so, and goes on by itself when the line is back. Otherwise the form is sent as it is without JavaScript.
const AGAIN = 10000;

export function holdOn(form, saver, uploads, line) {
  let waiting = null;
  let failures = 0;

  form.addEventListener("submit", (event) => {
    if (form.dataset.pass) return;
    if (saver.isCalm() && !uploads.underWay()) return saver.sends();
    event.preventDefault();
    waiting = event.submitter || form.querySelector("[name=continue]");
    goOn();
  });
  form.addEventListener("input", () => (waiting = null));
  window.addEventListener("online", () => waiting && goOn());
  setInterval(() => waiting && saver.isOffline() && !saver.under && goOn(), AGAIN);

  async function goOn() {
    const button = waiting;
    if (uploads.underWay()) {
      line.say("sending");
      await uploads.done();
    }
    const state = saver.final || (await saver.save());
    if (waiting !== button) return;
    if (state === "offline") {
      line.element?.scrollIntoView({ block: "nearest" });
      return;
    }
    // What the server cannot save is tried once more before its own page says so.
    failures = state === "failed" ? failures + 1 : 0;
    if (failures === 1) return;
    form.dataset.pass = "1";
    saver.sends();
    form.requestSubmit(button?.isConnected ? button : undefined);
    // A page that stays after all, such as for a download, is ready again.
    setTimeout(() => delete form.dataset.pass, 1000);
  }
}
