// Where the line may be gone, a button of a step saves first; where the server was not heard for a while, it asks first.
// Without an answer the page stays with all that was typed on it, says so, and goes on by itself when the line is back.
// Otherwise the form is sent as it is without JavaScript.
const AGAIN = 5000;
// Nobody waits longer than this for a link.
const LINK_WAITS = 4000;

export function holdOn(form, saver, uploads, line) {
  let waiting = null;
  let going = null;
  let failures = 0;

  form.addEventListener("submit", (event) => {
    if (form.dataset.pass) return;
    if (saver.isCalm() && saver.isHeard() && !uploads.underWay() && !going) return saver.sends();
    event.preventDefault();
    waiting = event.submitter || form.querySelector("[name=continue]");
    // Once the event is over: within it a form cannot be sent again.
    setTimeout(goOn);
  });
  form.addEventListener("input", () => (waiting = null));
  window.addEventListener("online", () => waiting && goOn());
  setInterval(() => waiting && saver.state !== "failed" && !saver.under && goOn(), AGAIN);

  // A link leads away: what was typed a moment ago is saved first, so that the page in the other language has it, too.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !leadsAway(link, event) || !saver.isDirty() || saver.final || saver.state === "failed") return;
    event.preventDefault();
    const state = await Promise.race([saver.save(), new Promise((resolve) => setTimeout(resolve, LINK_WAITS))]);
    if (state !== "offline") location.assign(link.href);
    else stay();
  });

  // One button at a time, also when somebody presses twice, or another one meanwhile.
  function goOn() {
    going ??= whileAsked().finally(() => (going = null));
  }

  async function whileAsked() {
    let button;
    do {
      button = waiting;
      await tryOn(button);
    } while (waiting && waiting !== button);
  }

  async function tryOn(button) {
    if (saver.isCalm() && !uploads.underWay()) {
      if (await line.asks(saver.saveAt())) return pass(button);
      saver.heard({ state: "offline" });
      return stay();
    }
    if (uploads.underWay()) {
      line.say("sending");
      const refused = await uploads.done();
      if (waiting !== button) return;
      if (refused) {
        // Why is said beside the file: another page would take that away unread.
        waiting = null;
        return line.say("refused_file");
      }
    }
    const state = saver.final || (await saver.save());
    if (waiting !== button) return;
    if (state === "offline") return stay();
    // What the server cannot save is tried once more before its own page says so.
    failures = state === "failed" ? failures + 1 : 0;
    if (failures === 1) return;
    pass(button);
  }

  function stay() {
    line.element?.scrollIntoView({ block: "nearest" });
  }

  function pass(button) {
    if (waiting !== button) return;
    waiting = null;
    form.dataset.pass = "1";
    saver.sends();
    form.requestSubmit(button?.isConnected ? button : undefined);
    // A page that stays after all, such as for a download, is ready again.
    setTimeout(() => delete form.dataset.pass, 1000);
  }
}

// Whether a click leads to another page of this site in this tab.
function leadsAway(link, event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  return link.origin === location.origin && link.pathname !== location.pathname && !link.target && !link.hasAttribute("download");
}
