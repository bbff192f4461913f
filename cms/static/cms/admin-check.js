// Keeps the check beside the editor up to date: posts the form as it stands some seconds after a change.
import { follow } from "./admin-reveal.js";

const PAUSE = 2500;
const panel = document.querySelector("[data-form-check]");
const form = document.querySelector("form[data-edit-form]");
let timer = 0;
let last = "";
let asked = null;
if (panel && form) watch();

function watch() {
  const side = panel.closest("[data-side-panel]");
  const events = ["input", "change", "click", "w-unsaved:add", "w-autosave:success", "wagtail:panel-init"];
  for (const name of events) document.addEventListener(name, changed, true);
  side.addEventListener("show", () => check());
  side.addEventListener("click", pressed);
  later(0);
}

function changed(event) {
  if (event.target instanceof Element && !isWithin(event.target) && !event.type.startsWith("w-")) return;
  later(PAUSE);
}

/** Return whether an element is part of the form. A property of the form itself is looked up among all of its fields
 * first, which takes minutes while the editor builds a long report type: so none is. */
function isWithin(element) {
  return element.closest("form") === form;
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(check, pause);
}

/** Ask the server, unless nothing changed since it was asked; `anew` asks all the same. */
async function check(anew = false) {
  // Wagtail puts the panel's content anew once a new page is saved: look it up each time.
  const root = document.querySelector("[data-form-check]");
  const body = new URLSearchParams(new FormData(form)).toString();
  if (!root?.dataset.formCheck || (body === last && !anew)) return;
  last = body;
  asked?.abort();
  asked = new AbortController();
  const mine = asked;
  say(root, root.dataset.busy);
  try {
    const answer = await fetch(root.dataset.formCheck, request(body, mine.signal));
    if (answer.redirected || answer.status === 403) return failed(root, root.dataset.signedOut);
    if (!answer.ok) return failed(root, root.dataset.failed);
    show(root, await answer.text());
  } catch (error) {
    if (mine === asked && error.name !== "AbortError") failed(root, root.dataset.failed);
  }
}

/** Return what is posted: the form as Wagtail posts it, marked as a script's. */
function request(body, signal) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" };
  return { method: "POST", body, headers, signal, credentials: "same-origin" };
}

function failed(root, sentence) {
  last = "";
  say(root, sentence);
}

/** Say how the check goes; its verdict stands in the result already, so it is only spoken. */
function say(root, sentence, { shown = true } = {}) {
  const status = root.querySelector("[data-form-check-status]");
  status.textContent = sentence;
  status.classList.toggle("w-sr-only", !shown);
}

/** Put the result in, with what was open still open and the focus where it was. */
function show(root, html) {
  const place = root.querySelector("[data-form-check-result]");
  // Those that can have the focus: what is folded away cannot.
  const links = () => [...place.querySelectorAll("a, button, summary")].filter((each) => each.checkVisibility());
  const focused = links().indexOf(document.activeElement);
  const opened = [...place.querySelectorAll("details[open]")].map((each) => each.dataset.name);
  place.innerHTML = html;
  for (const each of place.querySelectorAll("details")) each.open = opened.includes(each.dataset.name);
  if (focused >= 0) (links()[focused] || links().pop())?.focus();
  say(root, place.querySelector(".form-check__verdict").textContent.trim(), { shown: false });
  count(Number(place.firstElementChild.dataset.blocking));
}

/** Show on the button of the panel how many things block. */
function count(blocking) {
  const name = panel.closest("[data-side-panel]").dataset.sidePanel;
  const counter = document.querySelector(`[data-side-panel-toggle=${name}] [data-side-panel-toggle-counter]`);
  if (!counter) return;
  counter.textContent = blocking;
  counter.hidden = blocking === 0;
}

function pressed(event) {
  const link = event.target.closest("[data-check-path], [data-check-element]");
  if (link && follow(link.dataset.checkPath, link.dataset.checkElement)) event.preventDefault();
  if (event.target.closest("[data-form-check-now]")) check(true);
  const vouch = event.target.closest("[data-still-right]");
  if (vouch) vouchFor(vouch.dataset.stillRight);
}

/** Note in the form that the French of a text is still right: it is kept when the draft is saved. */
function vouchFor(value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "french_still_right";
  input.value = value;
  form.append(input);
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const root = document.querySelector("[data-form-check]");
  check().then(() => say(root, root.dataset.noted));
}
