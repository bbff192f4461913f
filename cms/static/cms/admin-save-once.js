// Wagtail saves by itself half a second after a change. A new comment or row that is saved by a press meanwhile would be there
// twice, since the form does not know yet what the first answer calls it. So the press waits for that answer; where nothing was
// sent yet, nothing is sent but what was pressed.

const PATIENCE = 30000;
const form = document.querySelector("form[data-edit-form]");
const pause = Number(form?.dataset.wAutosaveIntervalValue || 500);
let saving = null;
let leaving = false;
let held = null;
if (form) {
  form.addEventListener("w-autosave:save", began);
  for (const name of ["w-autosave:success", "w-autosave:error"]) form.addEventListener(name, ended);
  document.addEventListener("submit", pressed, true);
}

/** Note that it saves; not while the form is on its way by a press. */
function began(event) {
  if (leaving) event.preventDefault();
  saving = event.defaultPrevented ? null : { event, at: performance.now() };
}

function ended() {
  saving = null;
  // Wagtail puts the new numbers into the form on the same event.
  setTimeout(goOn);
}

function pressed(event) {
  if (event.target !== form) return;
  if (saving && performance.now() - saving.at < pause) {
    // Wagtail looks at this when the pause is over.
    saving.event.preventDefault();
    saving = null;
  }
  if (!saving) {
    leaving = true;
    // Something else may have kept the form here.
    setTimeout(() => { leaving = !event.defaultPrevented; });
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  held ||= { submitter: event.submitter, timer: setTimeout(goOn, PATIENCE) };
}

function goOn() {
  if (!held) return;
  const { submitter, timer } = held;
  clearTimeout(timer);
  held = null;
  saving = null;
  // A button that says "Saving" is disabled by then, and what is disabled does not say what it does.
  const wasDisabled = submitter?.disabled;
  if (submitter) submitter.disabled = false;
  form.requestSubmit(submitter);
  if (submitter) submitter.disabled = wasDisabled;
}
