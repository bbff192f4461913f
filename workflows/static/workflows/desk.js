// The desk's keys and small comforts. Everything works without this file.

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const find = (selector) => document.querySelector(selector);

function follow(selector) {
  const link = find(selector);
  if (link) link.click();
}

function rowLinks() {
  return [...document.querySelectorAll("[data-desk-row] a")];
}

// j and k: through the list on the queue, from report to report on a report.
function step(by) {
  const links = rowLinks();
  if (!links.length) return;
  const current = links.findIndex((link) => link.getAttribute("aria-current") === "page");
  if (find(".desk-report")) {
    if (current < 0) follow("[data-desk-next]");
    else links[current + by]?.click();
    return;
  }
  const focused = links.indexOf(document.activeElement);
  links[Math.min(Math.max(focused + by, 0), links.length - 1)].focus();
}

function openDecision(key) {
  const target = find(`[data-desk-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("select, textarea, input:not([type=hidden])")?.focus();
  } else {
    target.focus();
  }
  target.scrollIntoView({ block: "nearest" });
  return true;
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  q: () => follow("[data-desk-queue]"),
  "/": () => (find("[data-desk-search]") ? find("[data-desk-search]").focus() : follow("[data-desk-queue]")),
  m: () => find("[data-desk-message]")?.focus(),
  "?": () => find("[data-desk-keys]")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (find("dialog[open]")) return;
  if (keys[event.key]) keys[event.key]();
  else if (!openDecision(event.key)) return;
  event.preventDefault();
});

for (const button of document.querySelectorAll("[data-desk-help]")) {
  button.hidden = false;
  button.addEventListener("click", keys["?"]);
}

for (const field of document.querySelectorAll("[data-desk-filter]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// A long list of choices gets a box above it that narrows it.
for (const list of document.querySelectorAll("[data-desk-narrow]")) {
  const all = [...list.querySelectorAll("option")].filter((option) => option.value);
  const box = document.createElement("input");
  box.type = "search";
  box.placeholder = list.dataset.deskNarrow;
  box.setAttribute("aria-label", list.dataset.deskNarrow);
  box.setAttribute("aria-controls", list.id);
  list.before(box);
  const folded = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  box.addEventListener("input", () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const option of all) {
      const fits = words.every((word) => folded(option.textContent).includes(word));
      option.hidden = option.disabled = !fits;
      if (fits) shown += 1;
    }
    list.size = words.length && shown ? Math.min(Math.max(shown, 2), 8) : 0;
    // What is chosen stays chosen while it is on show; another is never chosen by typing alone.
    if (list.selectedOptions[0]?.disabled) list.value = "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const first = box.value.trim() && all.find((option) => !option.disabled);
      if (first) list.value = first.value;
      box.value = "";
      box.dispatchEvent(new Event("input"));
      list.focus();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      list.focus();
    }
  });
}

// The register's text of the reason chosen, until the reviewer writes another.
for (const list of document.querySelectorAll("[data-desk-fills]")) {
  const texts = JSON.parse(document.getElementById(list.dataset.deskTexts).textContent);
  const area = document.getElementById(list.dataset.deskFills);
  let own = area.value.trim() !== "" && !Object.values(texts).includes(area.value);
  area.addEventListener("input", () => {
    own = area.value.trim() !== "";
  });
  list.addEventListener("change", () => {
    if (!own) area.value = texts[list.value] ?? "";
  });
}

// One decision, once: the second press of a button is swallowed.
for (const form of document.querySelectorAll(".desk form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(".desk form[data-sent]")) delete form.dataset.sent;
});

// Wagtail's slim side bar shows the account as a picture only: it gets its name back.
const bar = find("[data-wagtail-sidebar]");
const nameAccount = () => {
  const account = bar.querySelector(".sidebar-footer__account");
  if (account && !account.innerText.trim()) account.setAttribute("aria-label", find(".desk").dataset.deskUser);
};
if (bar) {
  new MutationObserver(nameAccount).observe(bar, { childList: true, subtree: true });
  nameAccount();
}
