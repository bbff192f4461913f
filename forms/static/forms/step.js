// A step with JavaScript: questions show and hide as soon as the answer they hang on changes. Without it the server does.
import { evaluate } from "../workflows/conditions.js";
import { addSums, showSums, sumsOf } from "./computed.js";
import "./kinds.js";

const form = document.querySelector("[data-step]");
const known = JSON.parse(document.getElementById("known-answers")?.textContent || "{}");

if (form) {
  show();
  form.addEventListener("change", show);
  form.addEventListener("input", show);
  for (const input of form.querySelectorAll("input[type=file]")) {
    const button = input.closest(".govuk-form-group").querySelector("[data-upload]");
    button.hidden = true;
    input.addEventListener("change", () => input.files.length && button.click());
  }
}
// A page out of the browser's memory shows what was saved before: ask for it again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

function show() {
  // What one question shows may itself be what another hangs on.
  for (let round = 0; round < 5; round += 1) {
    const answers = answersNow();
    let changed = false;
    for (const part of form.querySelectorAll("[data-show-if]")) {
      const card = part.closest("[data-row]");
      const row = card ? rowOf(answers, card) : null;
      const shown = evaluate(JSON.parse(part.dataset.showIf), answers, row);
      if (part.hidden === shown) changed = true;
      part.hidden = part.disabled = !shown;
    }
    if (!changed) break;
  }
  showSums(form, answersNow());
  for (const end of form.querySelectorAll("[data-between]")) {
    const chosen = form.querySelector(`[name="${end.dataset.between}-precision"]:checked`);
    const filled = [...end.querySelectorAll("input")].some((input) => input.value);
    end.hidden = chosen ? chosen.value !== "between" : !filled;
  }
}

// What is known and what the form says, with the sums over it.
function answersNow() {
  return addSums(sumsOf(form), { ...known, ...answersOf(new FormData(form)) });
}

// The form as answers by key, as far as conditions look at them; groups are lists of rows.
function answersOf(data) {
  const answers = {};
  for (const name of data.keys()) {
    const row = name.match(/^([a-z0-9_]+)-(\d+)-([a-z0-9_]+)(?:-([a-z_]+))?$/);
    if (row) {
      const rows = (answers[row[1]] ||= []);
      const at = Number(row[2]);
      while (rows.length <= at) rows.push({});
      if (row[3] !== "_id") put(rows[at], row[3], row[4], name, data);
    } else {
      const [key, part] = name.split("-");
      if (key !== "_shown") put(answers, key, part, name, data);
    }
  }
  return answers;
}

function put(holder, key, part, name, data) {
  const values = data.getAll(name).filter((value) => typeof value === "string" && value !== "");
  if (part === "not_sure") {
    if (values.length && holder[key] === undefined) holder[key] = { not_sure: true };
  } else if (part) {
    if (values.length) holder[key] = { ...holder[key], [part]: values[0] };
  } else if (values.length) {
    const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
    if (input?.dataset.consent !== undefined) holder[key] = true;
    else if (input?.type === "checkbox") holder[key] = values;
    else if (input?.inputMode === "decimal" && !input.closest(".govuk-input__wrapper")) holder[key] = Number(values[0].replace(",", "."));
    else holder[key] = values[0];
  }
}

function rowOf(answers, card) {
  const group = card.closest("[data-group]")?.dataset.group;
  return (group && answers[group]?.[Number(card.dataset.row)]) || {};
}
