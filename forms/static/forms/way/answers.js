import { amountIn, numberIn } from "../computed.js";

// The form as answers by key, as far as conditions look at them; groups are lists of rows.
export function answersOf(form) {
  const data = new FormData(form);
  const answers = {};
  for (const name of data.keys()) {
    const row = name.match(/^([a-z0-9_]+)-(\d+)-([a-z0-9_]+)(?:-([a-z_]+))?$/);
    if (row) {
      const rows = (answers[row[1]] ||= []);
      const at = Number(row[2]);
      while (rows.length <= at) rows.push({});
      if (row[3] !== "_id") put(form, rows[at], row[3], row[4], name, data);
    } else {
      const [key, part] = name.split("-");
      if (key !== "_shown") put(form, answers, key, part, name, data);
    }
  }
  return answers;
}

// What is no answer by itself: of a time what is chosen before one is typed, a code that proves an address, a pin to take out.
const SAYS_NOTHING = new Set(["precision", "zone", "code", "unpin"]);

export function rowOf(answers, card) {
  const group = card.closest("[data-group]")?.dataset.group;
  return (group && answers[group]?.[Number(card.dataset.row)]) || {};
}

function put(form, holder, key, part, name, data) {
  const files = part ? [] : filesIn(form, name);
  if (files.length) holder[key] = files;
  const values = data.getAll(name).filter((value) => typeof value === "string" && value.trim() !== "");
  if (part === "not_sure") {
    if (values.length && holder[key] === undefined) holder[key] = { not_sure: true };
  } else if (part) {
    if (values.length && !SAYS_NOTHING.has(part)) holder[key] = { ...holder[key], [part]: values[0] };
  } else if (values.length) {
    const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
    if (input?.type === "checkbox") holder[key] = input.dataset.single === undefined ? values : true;
    else holder[key] = asSaved(input, values[0]);
  }
}

// The files that are kept already: a chosen one is no answer before it has arrived.
function filesIn(form, name) {
  const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (input?.type !== "file") return [];
  return [...input.closest("[data-uploads]").querySelectorAll("[data-files] > li")].map((each) => each.id.replace("file-", ""));
}

// Conditions look at answers as they are saved: amounts with two decimals, lines without blanks at their ends.
function asSaved(input, text) {
  if (input?.tagName === "TEXTAREA") return text;
  if (input?.inputMode !== "decimal") return text.trim();
  return (input.closest(".govuk-input__wrapper") ? amountIn(text) : numberIn(text)) ?? text;
}
