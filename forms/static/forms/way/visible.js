// Questions show and hide as soon as the answer they hang on changes, and sums follow what they add up.
import { evaluate } from "../../workflows/conditions.js";
import { addSums, showSums, sumsOf } from "../computed.js";
import { answersOf, rowOf } from "./answers.js";

export function watch(form) {
  const known = JSON.parse(document.getElementById("known-answers")?.textContent || "{}");
  const look = () => show(form, known);
  look();
  form.addEventListener("change", look);
  form.addEventListener("input", look);
}

function show(form, known) {
  let answers = {};
  // What one question shows may itself be what another hangs on: a chain of them goes one by one.
  const rounds = form.querySelectorAll("[data-show-if]").length + 2;
  for (let round = 0; round < rounds; round += 1) {
    answers = addSums(sumsOf(form), { ...known, ...answersOf(form) });
    if (!turned(form, answers)) break;
  }
  showSums(form, answers);
  for (const end of form.querySelectorAll("[data-between]")) {
    const name = end.dataset.between;
    const chosen = form.querySelector(`[name="${name}-precision"]:checked`);
    const filled = [...end.querySelectorAll("input")].some((input) => input.value);
    end.hidden = chosen ? chosen.value !== "between" : !filled;
    end.querySelector("[data-only]").hidden = true;
    const begins = form.querySelector(`[data-begins="${name}"]`);
    begins.textContent = end.hidden ? begins.dataset.alone : begins.dataset.first;
  }
}

function turned(form, answers) {
  let changed = false;
  for (const part of form.querySelectorAll("[data-show-if]")) {
    const card = part.closest("[data-row]");
    const shown = evaluate(JSON.parse(part.dataset.showIf), answers, card ? rowOf(answers, card) : null);
    if (part.hidden === shown) changed = true;
    part.hidden = part.disabled = !shown;
  }
  return changed;
}
