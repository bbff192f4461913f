// What the walk asks of a page that is open. Each answer is a list of sentences about what is wrong, empty when all is well.
(() => {
  const FOCUSABLE = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]";
  const LANGUAGES = ["en", "fr"];
  // What is no text of the page: code, and in Wagtail's editor what editors wrote themselves.
  const NO_TEXT = "script, style, noscript, template, [translate=no], code, pre, textarea, [contenteditable], [data-panel-heading-text], .c-sf-block__title, .w-minimap-item__text, .chooser__title";
  const named = (each) => {
    const of = each.id ? `#${each.id}` : each.classList.length ? `.${[...each.classList].join(".")}` : "";
    return `<${each.localName}${of}> ${(each.innerText || each.value || "").trim().slice(0, 40)}`;
  };
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const hiddenFromEyes = (each) => {
    const box = each.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || each.closest(".govuk-visually-hidden, .visuallyhidden, .w-sr-only") !== null;
  };
  const languageOf = (each) => each.closest("[lang]")?.getAttribute("lang").slice(0, 2) ?? "";

  // Opens what is folded, so that it is looked at as well.
  const unfold = () => {
    for (const each of document.querySelectorAll("details:not([open])")) each.open = true;
  };

  const structure = (language) => {
    const wrong = [];
    if (document.documentElement.lang.slice(0, 2) !== language) wrong.push(`the page says it is in “${document.documentElement.lang}”`);
    for (const each of document.querySelectorAll("[lang]")) {
      const said = each.getAttribute("lang");
      if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(said)) wrong.push(`no language: ${named(each)} lang="${said}"`);
    }
    const headings = [...document.querySelectorAll("h1")].filter(shown);
    if (headings.length !== 1) wrong.push(`${headings.length} headings of the first level: ${headings.map(named)}`);
    if (!document.title.trim()) wrong.push("no title");
    const seen = new Set();
    for (const each of document.querySelectorAll("[id]")) {
      if (seen.has(each.id)) wrong.push(`two parts are called #${each.id}`);
      seen.add(each.id);
    }
    for (const link of document.querySelectorAll('a[href^="#"]:not([href="#"])')) {
      // Wagtail's way to name a box of its editor; the last part is the box itself.
      const box = /^#:w:contentpath=(?:.*\.)?([^.]+)$/.exec(link.hash);
      if (box && document.querySelector(`[data-contentpath="${CSS.escape(box[1])}"]`)) continue;
      if (!seen.has(decodeURIComponent(link.hash.slice(1)))) wrong.push(`a link leads nowhere: ${named(link)} ${link.hash}`);
    }
    return wrong;
  };

  // Public pages: the band, its language switch, and what the base template promises.
  const frame = (language) => {
    const wrong = [];
    for (const [role, selector] of [["banner", "body > header"], ["main", "main"], ["contentinfo", "body > footer"]]) {
      const count = document.querySelectorAll(selector).length;
      if (count !== 1) wrong.push(`${count} landmarks ${role}`);
    }
    const others = [...document.querySelectorAll(".band__language a, .band__language button")];
    for (const other of LANGUAGES.filter((each) => each !== language)) {
      const link = others.find((each) => languageOf(each) === other);
      if (!link) wrong.push(`no way to “${other}”`);
      else if (link.localName === "a" && link.hreflang !== other) wrong.push(`the way to “${other}” does not say its language (hreflang)`);
    }
    return wrong;
  };

  // A page that was sent with mistakes: the summary has the focus, its links lead to fields, the title says so first.
  const errors = () => {
    const wrong = [];
    const summaries = document.querySelectorAll(".govuk-error-summary, .summary[role=alert]:not([hidden])");
    if (summaries.length !== 1) return [`${summaries.length} summaries of what is wrong`];
    if (!/^(Error:|Erreur\s?:)/.test(document.title)) wrong.push(`the title does not begin with the error: ${document.title}`);
    if (!summaries[0].contains(document.activeElement)) wrong.push(`the focus is not on the summary but on ${named(document.activeElement)}`);
    const links = [...summaries[0].querySelectorAll("a")];
    if (!links.length) wrong.push("the summary has no links");
    for (const link of links) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target || !shown(target)) wrong.push(`no field for “${link.innerText}”`);
      else if (target.matches("input, select, textarea") && !target.closest("[aria-describedby]")) {
        wrong.push(`${named(target)} does not name its error (aria-describedby)`);
      }
    }
    return wrong;
  };

  // What sticks out of the window sideways, tables in a scroller of their own aside.
  const wide = () => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return [];
    const scrolls = (each) => {
      for (let up = each.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const range = document.createRange();
    const right = (each) => {
      range.selectNodeContents(each);
      return Math.max(each.getBoundingClientRect().right, range.getBoundingClientRect().right);
    };
    const out = [...document.body.querySelectorAll("*")].filter((each) => {
      return shown(each) && !hiddenFromEyes(each) && right(each) > document.documentElement.clientWidth + 1 && !scrolls(each);
    });
    const innermost = out.filter((each) => !out.some((other) => other !== each && each.contains(other)));
    return [`${over} px too wide: ${innermost.slice(0, 2).map(named).join(" | ") || "?"}`];
  };

  // Texts that are cut off: their box is smaller than they are and does not scroll.
  const cut = () => [...document.body.querySelectorAll("*")].filter((each) => {
    const of = getComputedStyle(each);
    const x = ["hidden", "clip"].includes(of.overflowX) && each.scrollWidth > each.clientWidth + 2;
    const y = ["hidden", "clip"].includes(of.overflowY) && each.scrollHeight > each.clientHeight + 2;
    return (x || y) && each.innerText?.trim() && shown(each) && !hiddenFromEyes(each) && !each.closest("svg");
  });
  let before = new Set();
  const remember = () => { before = new Set(cut()); };
  const cutNow = () => cut().filter((each) => !before.has(each)).map((each) => `cut off: ${named(each)}`);

  // Phone numbers that are broken over two lines: whoever dials from them loses the place.
  const PHONE = /(\d{3}[-.\s\u00a0\u2011]){1,2}\d{4}/g;
  const columnOf = (each) => {
    while (["inline", "inline-block", "contents"].includes(getComputedStyle(each).display)) each = each.parentElement;
    const of = getComputedStyle(each);
    return each.clientWidth - parseFloat(of.paddingLeft) - parseFloat(of.paddingRight);
  };
  const broken = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!shown(node.parentElement) || hiddenFromEyes(node.parentElement) || node.parentElement.closest("[contenteditable], textarea")) continue;
      // What only shows how a number is written is nothing to call.
      if (node.parentElement.closest(".govuk-error-summary, .govuk-error-message, .govuk-hint")) continue;
      for (const { index, 0: phone } of node.data.matchAll(PHONE)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + phone.length);
        const boxes = [...range.getClientRects()];
        const lines = new Set(boxes.map((box) => Math.round(box.top)));
        // A number that is wider than its column has to break: it is that, or scrolling sideways.
        const fits = boxes.reduce((sum, box) => sum + box.width, 0) < columnOf(node.parentElement);
        if (lines.size > 1 && fits) found.push(`a number is broken: ${phone} in ${named(node.parentElement)}`);
      }
    }
    return found;
  };

  // Spacing that a reader sets (WCAG 1.4.12), and text twice as large (1.4.4).
  const spacing = new CSSStyleSheet();
  spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  const spaced = (on) => { document.adoptedStyleSheets = on ? [spacing] : []; };
  const enlarged = (on) => { document.documentElement.style.fontSize = on ? "200%" : ""; };

  // The places of all that can have the focus, in the order of `FOCUSABLE`; empty for what cannot have it now.
  const placeOf = (each) => {
    const away = each.tabIndex < 0 || each.disabled || !shown(each) || each.closest("[inert]");
    const label = each.matches("[type=radio], [type=checkbox]") && each.labels?.[0];
    const parts = away ? [] : [...each.getClientRects(), ...(label ? label.getClientRects() : [])];
    return {
      what: named(each),
      // Shows itself with the focus only, and moves the rest of the page: a link to skip what comes before the main part.
      alone: !away && hiddenFromEyes(each),
      like: [each.localName, each.type, each.className, each.parentElement?.className, each.closest("header, main, footer, nav, aside, dialog")?.localName].join("|"),
      boxes: parts.map((box) => [box.x + scrollX, box.y + scrollY, box.width, box.height]),
      // Of a radio button or a checkbox the square is drawn in 24 px or more, its place for fingers is larger.
      edge: away ? 0 : label ? 96 : [...each.getClientRects()].reduce((sum, box) => sum + 2 * (box.width + box.height), 0),
    };
  };
  // Numbered once, since scripts add and take away while the page is looked at.
  let numbered = [];
  const places = () => {
    numbered = [...document.querySelectorAll(FOCUSABLE)];
    return numbered.map(placeOf);
  };

  // Marks those that are to get the focus; `marked` are their places then, in the order of the page.
  const mark = (numbers) => {
    for (const each of document.querySelectorAll("[data-walk]")) each.removeAttribute("data-walk");
    for (const number of numbers) numbered[number].setAttribute("data-walk", number);
  };
  const marked = () => numbered.flatMap((each, number) => each.isConnected && each.hasAttribute("data-walk") ? [{ ...placeOf(each), number }] : []);

  // What two pages that look the same have in common: the parts of their main part and the words on them.
  const likeness = () => {
    const main = document.querySelector("main") ?? document.body;
    const parts = [...main.querySelectorAll("*")].filter((each) => !each.closest("script, .step, .figures, .line") && shown(each));
    return parts.map((each) => [each.localName, each.className, each.type, each.children.length ? "" : each.textContent.trim()].join()).join("|");
  };

  // How tall the window has to be so that Wagtail's frame, which scrolls inside, shows all of its page.
  const tall = () => {
    const inner = document.querySelector("main.content-wrapper");
    return inner ? Math.min(12000, inner.scrollHeight + innerHeight - inner.clientHeight + 50) : 3000;
  };

  // Puts what floats over the page into it, so that it covers nothing on a picture of the whole page; and back.
  let floating = [];
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important; }");
  const landed = (on) => {
    // What comes by a transition is looked at where it ends, however slow the machine is.
    for (const each of [document.scrollingElement, document.querySelector("main.content-wrapper")]) each?.scrollTo(0, 0);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== still).concat(on ? [still] : []);
    if (on) floating = document.querySelector("#wagtail-sidebar") ? [] : [...document.body.querySelectorAll("*")].filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position));
    for (const each of floating) each.style.position = on ? "static" : "";
  };

  // In forced colours a control is told from the page by its border: colours of the page are gone.
  const unbordered = () => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")]
    .filter((each) => shown(each) && !hiddenFromEyes(each) && !each.closest("label"))
    .filter((each) => {
      const of = getComputedStyle(each), label = each.labels?.[0] && getComputedStyle(each.labels[0], "::before");
      const bordered = (style) => style && ["Top", "Bottom"].every((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
      const underlined = of.textDecorationLine.includes("underline") || each.querySelector("svg") !== null;
      return !bordered(of) && !bordered(label) && !(each.localName === "button" && underlined) && of.opacity !== "0";
    }).map((each) => `no border in forced colours: ${named(each)}`);

  // What can be read and heard on the page, as far as it is in the page's own language.
  const texts = () => {
    const found = new Set();
    const own = document.documentElement.lang.slice(0, 2);
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      const each = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (!each || each.closest(NO_TEXT) || languageOf(each) !== own) continue;
      if (node.nodeType === Node.TEXT_NODE) found.add(node.data);
      else for (const name of ["alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"]) {
        if (each.hasAttribute(name)) found.add(each.getAttribute(name));
      }
    }
    return [document.title, ...found].map((each) => each.replace(/\s+/g, " ").trim()).filter(Boolean);
  };

  window.walk = { FOCUSABLE, unfold, structure, frame, errors, wide, cutNow, broken, remember, spaced, enlarged, places, mark, marked, likeness, landed, tall, unbordered, texts };
})();
