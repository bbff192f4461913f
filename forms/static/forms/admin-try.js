// Beside the frame: shows after each page where the trial stands, and the width and language at once.

const root = document.querySelector("[data-trying]");
if (root) begin(root);

function begin(trying) {
  const frame = trying.querySelector("iframe");
  const show = trying.querySelector(".trying__show");
  show.querySelector("button").hidden = true;
  show.addEventListener("change", () => show.requestSubmit());
  frame.addEventListener("load", () => arrived(trying, frame));
}

/** Ask where the trial stands once a page is in the frame. */
async function arrived(trying, frame) {
  const at = pageOf(frame);
  if (at === null) return;
  frame.contentDocument.addEventListener("click", (event) => stay(trying, event), true);
  frame.contentWindow.addEventListener("keydown", keepEscape, true);
  for (const field of trying.querySelectorAll("[data-trying-at]")) field.value = at;
  const language = trying.querySelector("[name=language]:checked").value;
  const query = new URLSearchParams({ at, language });
  const answer = await fetch(`${trying.dataset.trying}?${query}`, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const place = trying.querySelector("[data-trying-standing]");
  const inside = place.contains(document.activeElement) ? document.activeElement.textContent : "";
  place.innerHTML = await answer.text();
  if (inside) [...place.querySelectorAll("a")].find((each) => each.textContent === inside)?.focus();
  expect(trying, place.firstElementChild.dataset);
}

/** Keep Escape from leaving quickly: a trial has nothing to hide. */
function keepEscape(event) {
  if (event.key === "Escape") event.stopImmediatePropagation();
}

/** Keep the trial on the form: its language link changes the language here, other ways out are only named. */
function stay(trying, event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#") || link.pathname.includes("/try/frame/")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const other = link.hreflang && trying.querySelector(`[name=language][value="${link.hreflang}"]`);
  if (other) {
    other.checked = true;
    other.form.requestSubmit();
  } else {
    trying.querySelector("[data-trying-left]").textContent = `${trying.dataset.leaves} ${link.href}`;
  }
}

/** Return the key of the page in the frame: nothing for the start, null when the frame left the form. */
function pageOf(frame) {
  try {
    const found = frame.contentWindow.location.pathname.match(/\/try\/frame\/[a-z]+\/(?:([^/]+)\/)?/);
    return found ? found[1] || "" : null;
  } catch {
    return null;
  }
}

/** Fill in what came of the answers as what test answers expect. */
function expect(trying, came) {
  const form = trying.querySelector("[data-trying-keep]");
  form.elements.expected.value = came.expected;
  form.elements.expected_keys.value = came.expectedKeys;
}
