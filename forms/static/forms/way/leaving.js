// Every button of a step saves first: where the line is gone, the page stays with all that was typed on it, says so, and
// goes on by itself when the line is back. Only then the form is sent, as it is without JavaScript.
export function holdOn(form, saver, uploads, line) {
  let waiting = null;
  let failures = 0;

  form.addEventListener("submit", async (event) => {
    if (form.dataset.pass) return;
    event.preventDefault();
    waiting = event.submitter || form.querySelector("[name=continue]");
    await goOn();
  });
  form.addEventListener("input", () => (waiting = null));
  window.addEventListener("online", () => waiting && goOn());
  const again = setInterval(() => waiting && saver.line.element?.dataset.state === "offline" && !saver.under && goOn(), 10000);
  window.addEventListener("pagehide", () => clearInterval(again));

  async function goOn() {
    const button = waiting;
    if (uploads.underWay()) {
      line.say("sending");
      await uploads.done();
    }
    const state = saver.final || (await saver.save());
    if (state === "offline") {
      line.element?.scrollIntoView({ block: "nearest" });
      return;
    }
    failures = state === "failed" ? failures + 1 : 0;
    if (failures === 1 || waiting !== button) return;
    send(button);
  }

  function send(button) {
    form.dataset.pass = "1";
    form.requestSubmit(button?.isConnected ? button : undefined);
    // A page that stays after all, such as for a download, is ready again.
    setTimeout(() => delete form.dataset.pass, 1000);
  }
}
