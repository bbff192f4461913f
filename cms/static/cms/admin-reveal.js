// Leads to a box of Wagtail's editor: opens the tab, panels, blocks and settings that hide it, then focuses it.
// An address may name the box: #:w:contentpath=steps.<id>.title.fr, as Wagtail's own addresses do.

const FIELDS = "input:not([type=hidden]), select, textarea, [contenteditable=true]";
const BUTTONS = "button:not([data-panel-toggle])";
const HERE = "form-check-here";

/** Return the element of a content path, as deep as it leads; null when not even its field is here. */
export function find(path) {
  let found = null;
  for (const name of path.split(".").filter(Boolean)) {
    const boxes = (found || document).querySelectorAll(`[data-contentpath="${CSS.escape(name)}"]`);
    const own = [...boxes].find((each) => each.parentElement.closest("[data-contentpath]") === found);
    if (!own) break;
    found = own;
  }
  return found;
}

/** Return whether the whole path is here, so that waiting for more of the editor makes no sense. */
function isWhole(path) {
  const last = path.split(".").filter(Boolean).pop();
  return find(path)?.dataset.contentpath === last;
}

/** Open what hides an element, from the outside in. */
function open(target) {
  const hidden = [];
  for (let each = target; each; each = each.parentElement) if (each.hasAttribute("hidden")) hidden.unshift(each);
  for (const each of hidden) {
    const id = CSS.escape(each.id);
    const opener = each.id && document.querySelector(`[aria-controls="${id}"], [role="tab"][href="#${id}"]`);
    if (opener && each.hasAttribute("hidden")) opener.click();
  }
  const toggle = target.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false" && isOwn(toggle, target)) toggle.click();
}

function isOwn(toggle, target) {
  return toggle.closest("[data-contentpath]") === target || !target.dataset.contentpath;
}

/** Open, show and focus an element of the editor; tabs take a moment to open. */
export function reveal(target, tries = 20) {
  open(target);
  if (!target.checkVisibility() && tries > 0) {
    setTimeout(reveal, 50, target, tries - 1);
    return;
  }
  document.querySelectorAll(`.${HERE}`).forEach((each) => each.classList.remove(HERE));
  target.classList.add(HERE);
  const usable = (each) => each.checkVisibility() && !each.disabled;
  const field = [FIELDS, BUTTONS].flatMap((each) => [...target.querySelectorAll(each)]).find(usable);
  const focused = field || target;
  if (!field) target.tabIndex = -1;
  const show = () => focused.scrollIntoView({ block: "center", behavior: "instant" });
  show();
  focused.focus({ preventScroll: true });
  // What was opened above it may still grow: boxes fit themselves to their text.
  setTimeout(show, 150);
}

/** Lead to what a link names, if that is on this page. */
export function follow(path, element) {
  const target = path ? find(path) : document.getElementById(element);
  if (target) reveal(target);
  return Boolean(target);
}

// The editor builds its blocks after the page is there: wait for the last of them, for three seconds at most.
function arrive(path, tries = 30) {
  if (isWhole(path) || tries === 0) follow(path, "");
  else setTimeout(arrive, 100, path, tries - 1);
}

const named = new URLSearchParams(location.hash.split(":w:")[1] || "").get("contentpath");
if (named && document.querySelector("form[data-edit-form]")) arrive(named);
