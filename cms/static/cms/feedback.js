// “Was this information useful?” without leaving the page: the same posts, whose answer takes the question's place.
// The characters of a text are counted as the server counts them: composed letters, a line end as one, no spaces at the ends.

const LONGEST = 20000;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const part = form.closest("[data-feedback]");
  if (!part || part.dataset.feedback === "page") return;
  event.preventDefault();
  if (part.ariaBusy === "true") return;
  part.ariaBusy = "true";
  say(form, false);
  const answer = await post(form, event.submitter).catch(() => null);
  part.ariaBusy = "false";
  if (answer) show(part, answer);
  else say(form, true);
});

// The part of the page that answers; nothing where the line is lost or something in between answered.
async function post(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const signal = AbortSignal.timeout(LONGEST);
  const response = await fetch(form.action, { method: "POST", body, credentials: "omit", signal });
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-feedback]");
}

// Whether the post was lost: what was written stays in its box. Said anew each time, as an alert that comes in.
function say(form, lost) {
  const line = form.querySelector("[data-lost] > *");
  if (line) line.hidden = !lost;
}

function show(part, answer) {
  // The page has its h1 already.
  const title = answer.querySelector("h1");
  if (title) {
    const lower = document.createElement("h2");
    lower.append(...title.childNodes);
    for (const { name, value } of title.attributes) lower.setAttribute(name, value);
    title.replaceWith(lower);
  }
  answer.dataset.feedback = "part";
  part.replaceWith(answer);
  count(answer);
  // govuk-frontend makes a summary focusable when a page is loaded, and this one came later.
  const first = answer.querySelector(".govuk-error-summary") ?? answer.querySelector("h2");
  if (first) first.tabIndex = -1;
  first?.focus();
}

function length(text) {
  return [...text.replace(/\r\n?/g, "\n").replaceAll("\0", "").normalize("NFC").trim()].length;
}

function count(part) {
  const field = part.querySelector("[data-count]");
  const line = part.querySelector("[data-left]");
  if (!field || !line) return;
  const say = () => {
    const left = Number(field.dataset.count) - length(field.value);
    const words = left === -1 ? line.dataset.overOne : left < 0 ? line.dataset.over : left === 1 ? line.dataset.one : line.dataset.many;
    line.textContent = words.replace("{n}", Math.abs(left));
    line.classList.toggle("feedback__left--over", left < 0);
  };
  line.hidden = false;
  line.setAttribute("aria-live", "polite");
  field.addEventListener("input", say);
  say();
}

for (const part of document.querySelectorAll("[data-feedback]")) count(part);
