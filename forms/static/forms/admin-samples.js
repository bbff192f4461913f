// Names each set of test answers in its heading; folds those that were there when the editor opened.

const list = document.getElementById("id_sample_answers-FORMS");
if (list) document.addEventListener("DOMContentLoaded", () => setTimeout(begin));

function begin() {
  for (const row of list.children) {
    entitle(row);
    const toggle = row.querySelector("[data-panel-toggle]");
    // What has to be mended stays in sight.
    if (toggle?.getAttribute("aria-expanded") === "true" && !row.querySelector(".error-message")) toggle.click();
  }
  list.addEventListener("input", (event) => {
    if (event.target.name?.endsWith("-name")) entitle(event.target.closest("[data-inline-panel-child]"));
  });
}

/** Show the name of a set of test answers beside its number. */
function entitle(row) {
  const count = row.querySelector("[data-inline-panel-child-count]");
  const name = row.querySelector("input[name$='-name']");
  if (!count || !name) return;
  let title = row.querySelector(".sample-answers-title");
  if (!title) {
    title = document.createElement("span");
    title.className = "sample-answers-title";
    count.after(title);
  }
  title.textContent = name.value.trim() && ` ${name.value.trim()}`;
}
