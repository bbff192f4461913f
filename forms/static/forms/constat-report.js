// A report form for other sites, made by forms/embed/build.py: docs/client/ says how to use it.
(() => {
"use strict";
const SCRIPT = document.currentScript ? document.currentScript.src : "";
// Conditions in the browser: the twin of workflows/definition/conditions.py, held equal to it by
// tests/workflows/conditions.json and a fuzz run. Total and without coercion; answers come from JSON.

const DEEPEST = 32;
const MONEY = /^-?[0-9]{1,15}(\.[0-9]{1,2})?$/;
const MISSING = Symbol("missing");
const ORDERS = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
};

/** Whether `condition` holds for `answers`, inside `row` if given; no condition (null) always holds. */
function evaluate(condition, answers, row = null) {
  return judge(condition, { answers, row, strict: false, depth: 0, judged: new Map() }) === true;
}

/** Whether `condition` holds whatever the missing answers turn out to be. */
function established(condition, answers, row = null) {
  return judge(condition, { answers, row, strict: true, depth: 0, judged: new Map() }) === true;
}

/** Whether `value` is an answer: there, and not an empty text, list or object. */
function isAnswered(value) {
  if (value === MISSING || value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

function judge(condition, scope) {
  if (condition === null || condition === undefined) return true;
  if (scope.depth >= DEEPEST || !isObject(condition)) return false;
  const names = Object.keys(condition);
  if (names.length !== 1 || !Object.hasOwn(OPERATORS, names[0])) return false;
  return OPERATORS[names[0]](condition[names[0]], { ...scope, depth: scope.depth + 1 });
}

const OPERATORS = {
  all: (body, scope) => {
    if (!Array.isArray(body)) return false;
    const found = body.map((each) => judge(each, scope));
    return found.includes(false) ? false : found.includes(null) ? null : true;
  },
  any: (body, scope) => (Array.isArray(body) ? either(body.map((each) => judge(each, scope))) : false),
  not: (body, scope) => negated(judge(body, scope)),
  some: (body, scope) => {
    if (!isPair(body)) return false;
    const rows = own(scope.answers, body[0]);
    if (!Array.isArray(rows) || rows.length === 0) return scope.strict ? null : false;
    // It does not see the row around it: judged once, not for each of the rows, one within another has an end.
    if (!scope.judged.has(body)) scope.judged.set(body, either(rows.map((row) => judge(body[1], { ...scope, row }))));
    return scope.judged.get(body);
  },
  answered: (body, scope) => isAnswered(valueOf(body, scope)) || (scope.strict ? null : false),
  eq: (body, scope) => compare(body, scope, areEqual),
  ne: (body, scope) => (isPair(body) ? negated(compare(body, scope, areEqual)) : false),
  in: (body, scope) => {
    if (!isPair(body)) return false;
    const left = valueOf(body[0], scope);
    const listed = Array.isArray(body[1]);
    const among = listed ? body[1] : valueOf(body[1], scope);
    if (!isAnswered(left) || (!listed && !isAnswered(among))) return scope.strict ? null : false;
    return Array.isArray(among) && among.some((each) => areEqual(left, each));
  },
};
for (const [name, test] of Object.entries(ORDERS)) {
  OPERATORS[name] = (body, scope) =>
    compare(body, scope, (left, right) => {
      const sign = orderOf(left, right);
      return sign !== null && test(sign);
    });
}

function either(found) {
  return found.includes(true) ? true : found.includes(null) ? null : false;
}

function negated(truth) {
  return truth === null ? null : !truth;
}

function compare(body, scope, holds) {
  if (!isPair(body)) return false;
  const [left, right] = body.map((each) => valueOf(each, scope));
  if (!isAnswered(left) || !isAnswered(right)) return scope.strict ? null : false;
  return holds(left, right);
}

function valueOf(operand, scope) {
  if (isObject(operand)) {
    const names = Object.keys(operand);
    if (names.length !== 1) return MISSING;
    if (names[0] === "var") return own(scope.answers, operand.var);
    if (names[0] === "row") return own(scope.row, operand.row);
    return MISSING;
  }
  return ["string", "number", "boolean"].includes(typeof operand) ? operand : MISSING;
}

function own(holder, key) {
  return isObject(holder) && typeof key === "string" && Object.hasOwn(holder, key) ? holder[key] : MISSING;
}

function areEqual(left, right) {
  const [first, second] = [asToken(left), asToken(right)];
  return typeof first !== "object" && typeof first === typeof second && first === second;
}

function orderOf(left, right) {
  if (typeof left === "string" && typeof right === "string") {
    return MONEY.test(left) && MONEY.test(right) ? signOf(cents(left), cents(right)) : orderOfTexts(left, right);
  }
  return typeof left === "number" && typeof right === "number" ? signOf(left, right) : null;
}

// By code point, as Python does: JavaScript's own `<` puts U+1F600 before U+FFFD.
function orderOfTexts(left, right) {
  const [first, second] = [left, right].map((text) => Array.from(text, (each) => each.codePointAt(0)));
  for (let index = 0; index < Math.min(first.length, second.length); index += 1) {
    if (first[index] !== second[index]) return signOf(first[index], second[index]);
  }
  return signOf(first.length, second.length);
}

function signOf(left, right) {
  return (left > right) - (left < right);
}

function cents(amount) {
  const [whole, fraction = ""] = amount.replace("-", "").split(".");
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
  return amount.startsWith("-") ? -value : value;
}

function asToken(value) {
  const unsure = isObject(value) && Object.keys(value).length === 1 && value.not_sure === true;
  return unsure ? "not_sure" : value;
}

function isPair(body) {
  return Array.isArray(body) && body.length === 2;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// What the element says itself, in both languages. All else comes from the form.
const WORDS = {
  en: {
    again: "Try again",
    add: "Add another: ",
    begin: "Begin",
    back: "Back",
    change: "Change",
    check: "Check your answers before you send your report",
    choose: "Choose",
    code: "Access code",
    colon: ":",
    codeFor: "Code from the e-mail",
    confirm: "Confirm",
    continueIt: "Continue",
    continueWith: "Go on with a report that you began",
    from: "From",
    gone: "This kind of report is not taken here at the moment.",
    here: "Report it on our own site",
    keep: "Write down both. You need them to follow your report.",
    lost: "There is no connection. What you wrote is still here. Try again.",
    mine: "Keep what I wrote here",
    none: "No answer",
    notSaved: "Something needs your attention",
    notSure: "Not sure",
    number: "Number",
    on: "On",
    openIt: "Open",
    optional: " (optional)",
    photo: "A photo or a PDF is being sent …",
    questions: "What happened?",
    proved: "This address is proved.",
    remove: "Remove",
    resume: "Resume code",
    resumeHelp: "With this code you can go on later, on any device.",
    saved: "Saved",
    send: "Send report",
    sendCode: "Send me a code",
    sent: "We have your report",
    sentCode: "We mailed you a code. Enter it here.",
    step: "Step %1 of %2",
    tel: "Call",
    theirs: "Take what was saved there",
    there: "Saved on the other device",
    to: "To",
    track: "Follow your report",
    twice: "This report was changed on another device. Choose which answers count.",
    wait: "There were many requests. Wait %1 seconds, then try again.",
    waitMinutes: "There were many requests. Wait %1 minutes, then try again.",
    working: "One moment …",
    written: "Written here",
  },
  fr: {
    again: "Réessayer",
    add: "Ajouter : ",
    begin: "Commencer",
    back: "Retour",
    change: "Modifier",
    check: "Vérifiez vos réponses avant d’envoyer votre rapport",
    choose: "Choisissez",
    code: "Code d’accès",
    colon: " :",
    codeFor: "Code reçu par courriel",
    confirm: "Confirmer",
    continueIt: "Continuer",
    continueWith: "Poursuivre un rapport déjà commencé",
    from: "De",
    gone: "Ce type de rapport n’est pas accepté ici pour le moment.",
    here: "Faire le rapport sur notre site",
    keep: "Notez les deux. Ils servent à suivre votre rapport.",
    lost: "La connexion est coupée. Ce que vous avez écrit est encore ici. Réessayez.",
    mine: "Garder ce que j’ai écrit ici",
    none: "Aucune réponse",
    notSaved: "Quelque chose demande votre attention",
    notSure: "Je ne sais pas",
    number: "Numéro",
    on: "Le",
    openIt: "Ouvrir",
    optional: " (facultatif)",
    photo: "Une photo ou un PDF est en cours d’envoi …",
    questions: "Que s’est-il passé ?",
    proved: "Cette adresse est vérifiée.",
    remove: "Retirer",
    resume: "Code de reprise",
    resumeHelp: "Avec ce code, vous pouvez continuer plus tard, sur n’importe quel appareil.",
    saved: "Enregistré",
    send: "Envoyer le rapport",
    sendCode: "M’envoyer un code",
    sent: "Nous avons votre rapport",
    sentCode: "Nous vous avons envoyé un code par courriel. Entrez-le ici.",
    step: "Étape %1 de %2",
    tel: "Appeler",
    theirs: "Prendre ce qui a été enregistré là-bas",
    there: "Enregistré sur l’autre appareil",
    to: "À",
    track: "Suivre votre rapport",
    twice: "Ce rapport a été modifié sur un autre appareil. Choisissez les réponses qui comptent.",
    wait: "Il y a eu beaucoup de demandes. Attendez %1 secondes, puis réessayez.",
    waitMinutes: "Il y a eu beaucoup de demandes. Attendez %1 minutes, puis réessayez.",
    working: "Un instant …",
    written: "Écrit ici",
  },
};

function words(language) {
  const known = WORDS[language] || WORDS.en;
  return (name, ...values) => values.reduce((text, value, index) => text.replace(`%${index + 1}`, value), known[name]);
}

// The line to the API: one draft, its token, the ETag of what was read, and keys that make a repeated call harmless.
class Refused extends Error {
  constructor(status, problem, headers) {
    super(problem.detail || String(status));
    this.status = status;
    this.problem = problem;
    this.errors = problem.errors || [];
    this.wait = Number(headers.get("Retry-After") || 0);
  }
}

class Line {
  constructor(server, language) {
    this.root = `${server.replace(/\/+$/, "")}/api/v1`;
    this.language = language;
    this.token = "";
    this.etag = "";
  }

  async call(method, path, body, { key = "", match = false } = {}) {
    const headers = { "Accept-Language": this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (key) headers["Idempotency-Key"] = key;
    if (match && this.etag) headers["If-Match"] = this.etag;
    if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
    const sent = body instanceof FormData ? body : body && JSON.stringify(body);
    const answer = await fetch(this.root + path, { method, headers, body: sent, credentials: "omit" });
    const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, told, answer.headers);
    if (answer.headers.get("ETag") && path.startsWith("/drafts")) this.etag = answer.headers.get("ETag");
    return told;
  }

  types() {
    return this.call("GET", "/report-types");
  }

  type(key) {
    return this.call("GET", `/report-types/${encodeURIComponent(key)}?expand=form`);
  }

  async begin(type, key) {
    return this.opened(await this.call("POST", "/drafts", { report_type: type, language: this.language }, { key }));
  }

  async resume(code) {
    return this.opened(await this.call("POST", "/drafts/resume", { code }));
  }

  opened(draft) {
    this.token = draft.token;
    this.at = `/drafts/${draft.id}`;
    return draft;
  }

  read() {
    return this.call("GET", `${this.at}?expand=form,attachments`);
  }

  save(answers, match = true) {
    return this.call("PATCH", this.at, { answers }, { match });
  }

  async add(file, question, row, key) {
    const form = new FormData();
    form.append("file", file, file.name);
    form.append("question", question);
    if (row) form.append("row", row);
    return this.call("POST", `${this.at}/attachments`, form, { key });
  }

  remove(id) {
    return this.call("DELETE", `${this.at}/attachments/${id}`);
  }

  askForCode(question, row) {
    return this.call("POST", `${this.at}/email-proof`, { question, row });
  }

  confirmCode(code) {
    return this.call("POST", `${this.at}/email-proof/confirm`, { code });
  }

  send(key) {
    return this.call("POST", `${this.at}/submission`, { declaration: true }, { key });
  }
}

// Questions as fields: drawn from the form, read back as answers. Nothing here knows a particular report type.
function make(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = value;
    else if (value === true) made.setAttribute(name, "");
    else if (name === "value" || (value && value !== true)) made.setAttribute(name, value ?? "");
  }
  made.append(...children.filter(Boolean));
  return made;
}

const CHOSEN = ["one_of", "yes_no", "how_known"];
const LONG = ["long_text", "statement"];
const ADDRESSED = ["address", "location"];
const INPUTS = {
  email: { type: "email", autocomplete: "email" },
  verified_email: { type: "email", autocomplete: "email" },
  phone: { type: "tel", autocomplete: "tel" },
  number: { inputmode: "decimal" },
  money: { inputmode: "decimal" },
  date: { type: "date" },
  last_four: { inputmode: "numeric" },
};
const MANY = 7;

// One field: `draw` makes its elements for a value, `read` gives the value back.
class Field {
  constructor(question, name, t, row = "") {
    Object.assign(this, { question, name, t, row });
  }

  draw(value, error, files) {
    const { question, name } = this;
    const unsure = Boolean(value && value.not_sure === true);
    const inner = this.inner(unsure ? undefined : value, files);
    // One control with its label; below one for files there may be a list of those that are there.
    const single = (inner.length === 1 || question.kind === "file") && ["INPUT", "TEXTAREA", "SELECT"].includes(inner[0].tagName);
    const label = question.label + (question.required ? "" : this.t("optional"));
    const says = [
      question.help && make("p", { class: "help", id: `${name}-help`, text: question.help }),
      question.example && make("p", { class: "help", text: question.example }),
      error && make("p", { class: "error", id: `${name}-error`, text: error }),
    ];
    const told = [question.help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
    if (single) {
      inner[0].setAttribute("aria-describedby", told);
      if (error) inner[0].setAttribute("aria-invalid", "true");
    }
    const head = single
      ? make("label", { for: inner[0].id, text: label })
      : make("legend", { text: label });
    this.box = make(single ? "div" : "fieldset", { class: error ? "field wrong" : "field", "data-name": name }, head, ...says, ...inner);
    if (!single && told) this.box.setAttribute("aria-describedby", told);
    if (question.not_sure) {
      this.unsure = make("input", { type: "checkbox", id: `${name}-not-sure` });
      this.unsure.checked = unsure;
      this.box.append(make("div", { class: "choice" }, this.unsure, make("label", { for: `${name}-not-sure`, text: this.t("notSure") })));
    }
    return this.box;
  }

  inner(value, files) {
    const { question, name } = this;
    const { kind } = question;
    if (CHOSEN.includes(kind)) return this.options("radio", value === undefined ? [] : [value]);
    if (kind === "some_of") return this.options("checkbox", value || []);
    if (kind === "consent") return this.consent(value);
    if (kind === "time_span") return this.span(value || {});
    if (kind === "file") return this.files(files || []);
    if (ADDRESSED.includes(kind) || question.parts.length) return question.parts.map((part) => this.part(part, value || {}));
    if (LONG.includes(kind)) return [this.long(value)];
    return [make("input", { id: name, name, value: value ?? "", type: "text", ...INPUTS[kind] })];
  }

  long(value) {
    const area = make("textarea", { id: this.name, name: this.name, rows: "6" });
    area.value = value ?? "";
    return area;
  }

  options(type, chosen) {
    return this.question.options.map((option, index) => {
      const id = index ? `${this.name}-${index}` : this.name;
      const input = make("input", { type, id, name: this.name, value: option.token });
      input.checked = chosen.includes(option.token);
      return make("div", { class: "choice" }, input, make("label", { for: id }, option.title, option.hint && make("span", { class: "help", text: ` ${option.hint}` })));
    });
  }

  consent(value) {
    const input = make("input", { type: "checkbox", id: this.name, name: this.name });
    input.checked = value === true;
    return [make("div", { class: "choice" }, input, make("label", { for: this.name, text: this.question.label }))];
  }

  span(value) {
    const radios = this.question.parts.map((part, index) => {
      const id = index ? `${this.name}-${index}` : this.name;
      const input = make("input", { type: "radio", id, name: `${this.name}-precision`, value: part.name });
      input.checked = (value.precision || "exact") === part.name;
      return make("div", { class: "choice" }, input, make("label", { for: id, text: part.title }));
    });
    const times = ["from", "to"].map((end) =>
      make("div", { class: "part" },
        make("label", { for: `${this.name}-${end}`, text: this.t(end === "from" ? "from" : "to") + (end === "to" ? this.t("optional") : "") }),
        make("input", { type: "datetime-local", id: `${this.name}-${end}`, value: value[end] || "" })));
    return [...radios, ...times];
  }

  part(part, value) {
    const id = `${this.name}-${part.name}`;
    const given = value[part.name] ?? "";
    const label = make("label", { for: id, text: part.title + (part.required ? "" : this.t("optional")) });
    const help = part.help && make("p", { class: "help", id: `${id}-help`, text: part.help });
    const input = part.options.length ? this.list(id, part.options, given) : this.input(id, part, given);
    if (help) input.setAttribute("aria-describedby", `${id}-help`);
    return make("div", { class: "part" }, label, help, input);
  }

  input(id, part, given) {
    if (!LONG.includes(part.kind)) return make("input", { id, type: "text", value: given, ...INPUTS[part.kind], autocomplete: part.autocomplete });
    const area = make("textarea", { id, rows: "3" });
    area.value = given;
    return area;
  }

  list(id, options, given) {
    const list = make("select", { id }, make("option", { value: "", text: this.t("choose") }));
    list.append(...options.map((option) => make("option", { value: option.token, text: option.title, selected: option.token === given })));
    return list;
  }

  files(kept) {
    const input = make("input", { type: "file", id: this.name, name: this.name, multiple: true, accept: "image/jpeg,image/png,image/heic,image/webp,application/pdf" });
    const listed = kept.map((file) =>
      make("li", {}, `${file.name} `, make("button", { type: "button", class: "link", "data-remove": file.id, text: `${this.t("remove")} ${file.name}` })));
    return listed.length ? [input, make("ul", {}, ...listed)] : [input];
  }

  read() {
    if (this.unsure && this.unsure.checked) return { not_sure: true };
    const { kind } = this.question;
    const find = (id) => this.box.querySelector(`[id="${id}"]`);
    const checked = () => [...this.box.querySelectorAll(`input[name="${this.name}"]:checked`)].map((each) => each.value);
    if (CHOSEN.includes(kind)) return checked()[0] ?? null;
    if (kind === "some_of") return checked().length ? checked() : null;
    if (kind === "consent") return find(this.name).checked || null;
    if (kind === "file") return undefined;
    if (kind === "time_span") return this.readSpan(find);
    if (this.question.parts.length) return this.readParts(find);
    const text = find(this.name).value.trim();
    if (kind === "number" && /^-?\d+([.,]\d+)?$/.test(text)) return Number(text.replace(",", "."));
    return text || null;
  }

  readSpan(find) {
    const precision = this.box.querySelector(`input[name="${this.name}-precision"]:checked`);
    const [from, to] = ["from", "to"].map((end) => find(`${this.name}-${end}`).value);
    if (!from && !to) return null;
    return { precision: precision ? precision.value : "exact", from, ...(to && precision && precision.value === "between" ? { to } : {}) };
  }

  readParts(find) {
    const read = this.question.parts.map((part) => [part.name, this.asPart(part, find(`${this.name}-${part.name}`).value.trim())]);
    const given = read.filter(([, value]) => value !== "");
    return given.length ? Object.fromEntries(given) : null;
  }

  asPart(part, text) {
    return part.kind === "number" && /^\d+$/.test(text) ? Number(text) : text;
  }
}

// An answer in words, for the check before sending.
function inWords(question, value, t, files) {
  if (question.kind === "file") return files.map((file) => file.name).join(", ") || t("none");
  if (value === undefined || value === null || value === "") return t("none");
  if (value.not_sure === true) return t("notSure");
  const title = (token, options) => (options.find((each) => each.token === token) || { title: String(token) }).title;
  if (question.kind === "consent") return question.label;
  if (question.kind === "time_span") return [value.from, value.to].filter(Boolean).map((at) => at.replace("T", " ")).join(" – ");
  if (Array.isArray(value)) return value.map((each) => title(each, question.options)).join(", ");
  if (typeof value === "object")
    return question.parts.filter((part) => value[part.name]).map((part) => title(value[part.name], part.options)).join(", ");
  return title(value, question.options);
}

// The look: the host's by custom properties, else ours, light and dark. A constructed sheet: no host's policy refuses it.
const LOOK = `
:host { display: block; color-scheme: light dark; color: var(--constat-ink, #16212b); background: var(--constat-paper, #fff);
  font: var(--constat-font, 1.0625rem/1.5 system-ui, sans-serif); max-inline-size: 42rem; }
* { box-sizing: border-box; }
h2 { font-size: 1.5em; line-height: 1.25; margin: 0 0 .5rem; } h3 { font-size: 1.15em; margin: 1rem 0 .25rem; }
h2:focus { outline: none; }
p { margin: 0 0 .75rem; white-space: pre-line; }
fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; } legend, label { font-weight: 600; padding: 0; }
.field, .part, .row { margin-block-end: 1.25rem; } .part { margin-block-end: .75rem; } .part label, .choice label { font-weight: 400; }
.row { border: 1px solid var(--constat-line, #6a7782); border-radius: 4px; padding: 1rem; }
.help { color: var(--constat-soft, #4a5763); margin: 0 0 .25rem; }
.error, .summary { color: var(--constat-danger, #a4262c); font-weight: 600; }
.wrong { border-inline-start: 4px solid var(--constat-danger, #a4262c); padding-inline-start: .75rem; }
.summary { border: 3px solid var(--constat-danger, #a4262c); padding: 1rem; margin-block-end: 1rem; }
.stop { border: 3px solid var(--constat-danger, #a4262c); padding: 1rem; margin-block-end: 1rem; }
.choice { display: flex; gap: .5rem; align-items: flex-start; padding-block: .4rem; }
input[type="radio"], input[type="checkbox"] { inline-size: 1.5rem; block-size: 1.5rem; flex: none; margin: 0; accent-color: var(--constat-action, #0a5f4a); }
input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select { inline-size: 100%; font: inherit; color: inherit;
  background: var(--constat-paper, #fff); border: 2px solid var(--constat-line, #6a7782); border-radius: 4px; padding: .5rem; min-block-size: 2.75rem; }
input[type="file"] { font: inherit; max-inline-size: 100%; padding-block: .5rem; }
button { font: inherit; font-weight: 600; min-block-size: 2.75rem; padding: .5rem 1.25rem; border-radius: 4px; cursor: pointer;
  border: 2px solid var(--constat-action, #0a5f4a); background: var(--constat-action, #0a5f4a); color: var(--constat-on-action, #fff); }
button.second { background: transparent; color: var(--constat-action, #0a5f4a); }
button.link { background: none; border: 0; padding: 0; min-block-size: 1.75rem; color: var(--constat-link, #14568c); text-decoration: underline; font-weight: 400; }
a { color: var(--constat-link, #14568c); }
.proof { margin-block: .75rem; } .proof label { display: block; font-weight: 400; margin-block-start: .75rem; } .proof label ~ button { margin-block-start: .75rem; }
.actions { display: flex; flex-wrap: wrap; gap: 1rem; margin-block: 1rem; }
.big { font: 600 1.5em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; white-space: pre-line; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--constat-focus, #ffd23f); box-shadow: 0 0 0 6px var(--constat-focus-edge, #16212b); outline-offset: 0; }
[hidden] { display: none !important; }
@media (prefers-color-scheme: dark) {
  :host { color: var(--constat-ink-dark, #e8edf2); background: var(--constat-paper-dark, #12181f); }
  input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select { background: var(--constat-paper-dark, #12181f); border-color: var(--constat-line-dark, #8795a1); }
  .row { border-color: var(--constat-line-dark, #8795a1); } .help { color: var(--constat-soft-dark, #a9b6c2); }
  .error, .summary { color: var(--constat-danger-dark, #ff9d94); } .wrong, .summary, .stop { border-color: var(--constat-danger-dark, #ff9d94); }
  button { background: var(--constat-action-dark, #7fd1b3); border-color: var(--constat-action-dark, #7fd1b3); color: var(--constat-on-action-dark, #0b2233); }
  button.second { color: var(--constat-action-dark, #7fd1b3); background: transparent; }
  button.link, a { color: var(--constat-link-dark, #9fc9ee); } button.link { background: none; }
}
`;

// <constat-report type="theft" language="fr" server="https://reports.example">: a whole report in another site's page.
// Without `type` it asks what happened; with mode="link" it only leads to the agency's site. As a field of the page's
// own form (`name="report"`) its value is the temporary number once the report was sent.
class ConstatReport extends HTMLElement {
  static formAssociated = true;

  static observedAttributes = ["type", "language", "server", "mode"];

  constructor() {
    super();
    this.internals = this.attachInternals();
    this.view = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    this.view.adoptedStyleSheets = [sheet];
    this.body = make("div", { role: "region" });
    this.status = make("p", { role: "status", class: "help" });
    this.view.append(this.body, this.status);
  }

  connectedCallback() {
    this.start();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.isConnected && before !== after) this.start();
  }

  get server() {
    return this.getAttribute("server") || (SCRIPT ? new URL(SCRIPT).origin : location.origin);
  }

  get language() {
    const asked = this.getAttribute("language") || this.closest("[lang]")?.lang || "en";
    return asked.slice(0, 2) === "fr" ? "fr" : "en";
  }

  get kept() {
    return `constat ${this.server} ${this.getAttribute("type")}`;
  }

  // All attributes come one by one when a page is loaded: the API is asked once.
  start() {
    this.starting ??= Promise.resolve().then(() => {
      this.starting = null;
      return this.startNow();
    });
  }

  async startNow() {
    this.t = words(this.language);
    this.line = new Line(this.server, this.language);
    this.view.host.shadowRoot.querySelector("[role=region]").lang = this.language;
    const type = this.getAttribute("type");
    await this.safely(async () => {
      if (!type) return this.askWhat((await this.line.types()).items);
      this.type = await this.line.type(type);
      if (this.getAttribute("mode") === "link") return this.lead();
      return (await this.goOn()) || this.open();
    });
  }

  // One thing after the other: who goes on while a photo is being sent does not overtake it.
  safely(run) {
    this.turn = Promise.resolve(this.turn).catch(() => {}).then(() => this.inTurn(run));
    return this.turn;
  }

  // Run what calls the API, and say in the person's words what stood in the way.
  async inTurn(run) {
    this.say(this.t("working"));
    try {
      await run();
      if (this.status.textContent === this.t("working")) this.say("");
    } catch (error) {
      this.say("");
      if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
      this.refused(error, run);
    }
  }

  refused(error, run) {
    if (error.status === 412) return this.twoTexts(error.problem, run);
    if (error.status === 404 && !this.form) return this.paint(make("p", { text: this.t("gone") }));
    const lost = !(error instanceof Refused);
    const sentence = lost ? this.t("lost") : error.status === 429 ? this.pause(error.wait) : error.message;
    const more = (error.errors || []).filter((each) => each.message !== sentence).map((each) => make("li", { text: each.message }));
    this.summary(sentence, more, lost || error.status === 429 ? () => this.safely(run) : null);
  }

  pause(seconds) {
    return seconds > 90 ? this.t("waitMinutes", Math.ceil(seconds / 60)) : this.t("wait", seconds || 30);
  }

  say(text) {
    this.status.textContent = text;
  }

  paint(...children) {
    this.body.replaceChildren(...children.filter(Boolean));
  }

  heading(text) {
    const made = make("h2", { tabindex: "-1", text });
    // A summary of what is wrong has the focus before a heading.
    if (this.shown) queueMicrotask(() => this.body.querySelector(".summary") || made.focus());
    this.shown = true;
    return made;
  }

  summary(sentence, items, again) {
    this.body.querySelector(".summary")?.remove();
    const box = make("div", { class: "summary", role: "alert", tabindex: "-1" },
      make("p", { text: sentence }), items.length && make("ul", {}, ...items),
      again && make("button", { type: "button", class: "second", text: this.t("again"), onclick: again }));
    this.body.prepend(box);
    box.focus();
  }

  askWhat(types) {
    const rows = types.map((each) =>
      make("li", {}, make("button", { type: "button", class: "link", text: each.title, onclick: () => this.setAttribute("type", each.key) }), make("p", { class: "help", text: each.summary })));
    this.paint(this.heading(this.t("questions")), make("ul", {}, ...rows));
  }

  lead() {
    this.paint(this.heading(this.type.title), make("p", { text: this.type.summary }), make("p", {}, make("a", { href: this.type.url, text: this.t("here") })));
  }

  open() {
    const { form } = this.type.expanded;
    const code = make("input", { id: "resume", type: "text", autocomplete: "off" });
    this.paint(
      this.heading(this.type.title), make("p", { text: this.type.summary }),
      ...["who_for", "excluded", "needed", "next"].filter((name) => form.start[name]).map((name) => make("p", { text: form.start[name] })),
      ...["purpose", "authority", "officer", "address"].filter((name) => form.privacy[name]).map((name) => make("p", { class: "help", text: form.privacy[name] })),
      make("div", { class: "actions" }, make("button", { type: "button", text: this.t("begin"), onclick: () => this.begin() })),
      make("details", {}, make("summary", { text: this.t("continueWith") }), make("div", { class: "part" }, make("label", { for: "resume", text: this.t("resume") }), code),
        make("button", { type: "button", class: "second", text: this.t("openIt"), onclick: () => this.safely(() => this.resume(code.value)) })));
  }

  begin() {
    this.key ||= crypto.randomUUID();
    return this.safely(async () => {
      const draft = await this.line.begin(this.type.key, this.key);
      this.keep(draft);
      this.event("constat-begun", { type: this.type.key });
      await this.load();
      this.step(0);
    });
  }

  async resume(code) {
    this.keep(await this.line.resume(code));
    await this.load();
    this.step(0);
  }

  keep(draft) {
    this.code = draft.resume_code;
    this.sendKey = crypto.randomUUID();
    sessionStorage.setItem(this.kept, JSON.stringify({ id: draft.id, token: draft.token, resume_code: draft.resume_code, key: this.sendKey }));
  }

  async goOn() {
    const known = JSON.parse(sessionStorage.getItem(this.kept) || "null");
    if (!known) return false;
    this.line.opened(known);
    this.code = known.resume_code;
    this.sendKey = known.key;
    try {
      await this.load();
    } catch (error) {
      // A draft that is gone is forgotten; one that is only out of reach is not.
      if (!(error instanceof Refused) || ![401, 404, 410].includes(error.status)) throw error;
      sessionStorage.removeItem(this.kept);
      this.line = new Line(this.server, this.language);
      return false;
    }
    const at = this.steps.findIndex((each) => each.key === this.state.next_step);
    return this.step(at < 0 ? this.steps.length : at) || true;
  }

  async load() {
    this.took(await this.line.read());
    this.form = this.state.expanded.form;
    this.attached = this.state.expanded.attachments.items;
  }

  took(state) {
    this.state = state;
    this.answers = state.answers;
  }

  get steps() {
    return this.form.steps.filter((each) => evaluate(each.show_if, this.answers));
  }

  step(index) {
    this.at = index;
    const step = this.steps[index];
    if (!step) return this.checkAll();
    this.drawn = [];
    const items = step.items.map((item) => this.item(item));
    const next = make("button", { type: "submit", text: this.t("continueIt") });
    const back = make("button", { type: "button", class: "second", text: this.t("back"), onclick: () => this.leave(index - 1) });
    this.painted = make("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.forward(); }, onchange: (event) => this.changed(event) },
      ...items, make("div", { class: "actions" }, next, index > 0 && back));
    this.paint(make("p", { class: "help", text: this.t("step", index + 1, this.steps.length) }), this.heading(step.title), step.intro && make("p", { text: step.intro }), this.painted, this.codeNote());
    this.reveal();
    return true;
  }

  codeNote() {
    return this.code && make("p", { class: "help" }, `${this.t("resume")}${this.t("colon")} `, make("strong", { text: this.code }), make("br"), this.t("resumeHelp"));
  }

  item(item) {
    if (item.item === "guidance") return this.watched(item.show_if, make("p", { text: item.text }));
    if (item.item === "stopper") return this.stopper(item);
    if (item.item === "group") return this.watched(item.show_if, this.group(item));
    if (item.worked_out) return null;
    return this.watched(item.show_if, this.field(item, item.key, this.answers[item.key], ""));
  }

  watched(condition, box, row = null) {
    this.drawn.push({ condition, box, row });
    return box;
  }

  stopper(item) {
    const link = item.link && make("a", { href: item.link.url, text: item.link.label });
    const box = make("div", { class: "stop", role: "alert" }, make("h3", { text: item.title }), make("p", { text: item.text }), link && make("p", {}, link));
    this.drawn.push({ stops: item.if, box });
    return box;
  }

  field(question, name, value, row) {
    const made = new Field(question, name, this.t, row);
    const error = this.errorAt(name);
    const box = made.draw(value, error && error.message, this.filesAt(question.key, row));
    if (error && error.code === "not_proved") box.append(this.proof(question.key, name, row));
    this.drawn.push({ field: made });
    return box;
  }

  // The address is saved before its code is asked for, and what else was typed before the step is drawn anew.
  proof(question, name, row) {
    const code = make("input", { id: `${name}-code`, inputmode: "numeric", autocomplete: "one-time-code" });
    const ask = () => this.safely(async () => { await this.store(); await this.line.askForCode(question, row); this.say(this.t("sentCode")); code.focus(); });
    const confirm = () => this.safely(async () => {
      await this.store();
      this.took(await this.line.confirmCode(code.value));
      this.step(this.at);
      this.say(this.t("proved"));
    });
    return make("div", { class: "proof" }, make("button", { type: "button", class: "second", text: this.t("sendCode"), onclick: ask }),
      make("label", { for: code.id, text: this.t("codeFor") }), code, make("button", { type: "button", class: "second", text: this.t("confirm"), onclick: confirm }));
  }

  group(group) {
    const rows = this.answers[group.key] || Array.from({ length: group.min }, () => ({}));
    const made = { group, rows: [] };
    const boxes = rows.map((row, index) => {
      const title = `${group.row_label || group.label} ${index + 1}`;
      const fields = { id: row._id || "", fields: [] };
      made.rows.push(fields);
      const inner = group.questions.filter((each) => !each.worked_out).map((question) => {
        const box = this.field(question, `${group.key}-${index}-${question.key}`, row[question.key], row._id || "");
        fields.fields.push(this.drawn[this.drawn.length - 1].field);
        return this.watched(question.show_if, box, () => this.rowNow(fields));
      });
      const remove = rows.length > group.min && make("button", { type: "button", class: "link", text: `${this.t("remove")} ${title}`, onclick: () => this.without(made, index) });
      return make("fieldset", { class: "row" }, make("legend", { text: title }), ...inner, remove);
    });
    this.drawn.push({ made });
    const error = this.errorAt(group.key, true);
    const add = rows.length < group.max && make("button", { type: "button", class: "second", text: this.t("add") + (group.row_label || group.label), onclick: () => this.more(made) });
    return make("div", { "data-name": group.key }, make("h3", { text: group.label }), group.help && make("p", { class: "help", text: group.help }), error && make("p", { class: "error", text: error.message }), ...boxes, add);
  }

  rowNow(row) {
    const read = row.fields.map((field) => [field.question.key, field.read()]).filter(([, value]) => value !== null && value !== undefined);
    return { ...(row.id ? { _id: row.id } : {}), ...Object.fromEntries(read) };
  }

  without(made, index) {
    this.regroup(made, this.rowsNow(made).filter((_, at) => at !== index));
    this.view.querySelector(`[data-name="${made.group.key}"] > button`)?.focus();
  }

  more(made) {
    const rows = [...this.rowsNow(made), {}];
    this.regroup(made, rows);
    this.view.querySelector(`[data-name^="${made.group.key}-${rows.length - 1}-"] :is(input, select, textarea)`)?.focus();
  }

  // Draw the step with other rows; the focus is the caller's to give.
  regroup(made, rows) {
    this.answers = { ...this.collect(), [made.group.key]: rows };
    this.shown = false;
    this.step(this.at);
  }

  rowsNow(made) {
    return made.rows.map((row) => ({ ...this.filesOf(made.group.key, row.id), ...this.rowNow(row) }));
  }

  errorAt(name, exactly = false) {
    const path = `/${name.replaceAll("-", "/")}`;
    return this.asked && this.state.errors.find((each) => each.path === path || (!exactly && each.path.startsWith(`${path}/`)));
  }

  // What stands in the fields of this step, over what was saved.
  collect() {
    return { ...this.answers, ...this.patch() };
  }

  patch() {
    const inRows = new Set(this.drawn.filter((each) => each.made).flatMap((each) => each.made.rows.flatMap((row) => row.fields)));
    const found = {};
    for (const { field, made } of this.drawn) {
      if (made) found[made.group.key] = this.rowsNow(made);
      if (field && !inRows.has(field)) {
        const value = field.read();
        if (value !== undefined) found[field.question.key] = value;
      }
    }
    return found;
  }

  // File answers of a row are the server's: they are sent back as they stand.
  filesOf(group, id) {
    const kept = (this.answers[group] || []).find((each) => each._id === id && id) || {};
    const files = this.form.steps.flatMap((step) => step.items).find((each) => each.key === group).questions.filter((each) => each.kind === "file");
    return Object.fromEntries(files.filter((each) => kept[each.key]).map((each) => [each.key, kept[each.key]]));
  }

  changed(event) {
    if (event.target.type === "file") this.upload(event.target);
    else this.reveal();
  }

  reveal() {
    const now = this.collect();
    let stopped = false;
    for (const { condition, stops, box, row } of this.drawn) {
      if (stops !== undefined) {
        box.hidden = !established(stops, now);
        stopped ||= !box.hidden;
      } else if (box) box.hidden = !evaluate(condition, now, row ? row() : null);
    }
    this.painted.querySelector("[type=submit]").hidden = stopped;
    if (stopped) this.event("constat-stopped", { type: this.type.key });
    for (const button of this.painted.querySelectorAll("[data-remove]")) button.onclick = () => this.take(button.dataset.remove);
  }

  async store(match = true) {
    this.took(await this.line.save(this.patch(), match));
    this.say(this.t("saved"));
  }

  upload(input) {
    const files = [...input.files];
    const { field } = this.drawn.find((each) => each.field && each.field.name === input.name);
    return this.safely(async () => {
      const place = field.name.split("-");
      await this.store();
      const row = place.length > 1 ? this.answers[place[0]][Number(place[1])]._id : "";
      this.say(this.t("photo"));
      try {
        for (const file of files) await this.line.add(file, field.question.key, row, crypto.randomUUID());
      } finally {
        await this.load();
        this.step(this.at);
        this.say(this.t("saved"));
      }
    });
  }

  take(id) {
    return this.safely(async () => {
      await this.store();
      await this.line.remove(id);
      await this.load();
      this.step(this.at);
    });
  }

  forward(match = true) {
    const index = this.at;
    return this.safely(async () => {
      await this.store(match);
      this.asked = true;
      const wrong = this.wrongHere();
      if (!wrong.length) {
        this.asked = false;
        return this.step(index + 1);
      }
      this.step(index);
      const items = wrong.map((each) => make("li", {}, make("a", { href: "#", text: each.message, onclick: (event) => { event.preventDefault(); this.goTo(each.path); } })));
      return this.summary(this.t("notSaved"), items, null);
    });
  }

  wrongHere() {
    const step = this.steps[this.at];
    const keys = new Set((step ? step.items : []).map((each) => each.key).filter(Boolean));
    return this.state.errors.filter((each) => keys.has(each.path.split("/")[1]));
  }

  goTo(path) {
    const parts = path.split("/").slice(1);
    for (let most = parts.length; most > 0; most -= 1) {
      const name = parts.slice(0, most).join("-");
      const found = this.view.querySelector(`[id="${name}"]`) || this.view.querySelector(`[data-name="${name}"] :is(input, select, textarea)`);
      if (found) return found.focus();
    }
    return undefined;
  }

  leave(index) {
    return this.safely(async () => {
      await this.store();
      this.asked = false;
      this.step(index);
    });
  }

  twoTexts({ stored }, run) {
    const mine = this.patch();
    // What somebody else changed since it was read here, and what is not the same now.
    const differs = (key, one, other) => this.inFull(key, one) !== this.inFull(key, other);
    const both = Object.keys(mine).filter((key) => differs(key, stored[key], this.state.answers[key]) && differs(key, mine[key], stored[key]));
    const list = (answers) => make("dl", {}, ...both.flatMap((key) => [make("dt", { text: this.labelOf(key) }), make("dd", { text: this.inFull(key, answers[key]) })]));
    const keep = () => this.safely(async () => { this.took(await this.line.save(mine, false)); this.step(this.at); });
    const take = () => this.safely(async () => { await this.load(); this.step(this.at); });
    if (!both.length) return this.safely(async () => { this.took(await this.line.save(mine, false)); return run(); });
    return this.paint(this.heading(this.t("twice")),
      make("h3", { text: this.t("written") }), list(mine), make("button", { type: "button", text: this.t("mine"), onclick: keep }),
      make("h3", { text: this.t("there") }), list(stored), make("button", { type: "button", class: "second", text: this.t("theirs"), onclick: take }));
  }

  known(key) {
    return this.form.steps.flatMap((step) => step.items).find((each) => each.key === key && ["question", "group"].includes(each.item));
  }

  labelOf(key) {
    return (this.known(key) || { label: key }).label;
  }

  inFull(key, value) {
    const found = this.known(key);
    if (!found) return String(value ?? this.t("none"));
    return found.item === "group" ? this.rowsInWords(found, value || []) : inWords(found, value, this.t, this.filesAt(key, ""));
  }

  // Each row in a line of its own: what is answered in it, with its label.
  rowsInWords(group, rows) {
    const answered = (row) => group.questions.filter((each) => each.key in row || this.filesAt(each.key, row._id).length);
    const line = (row) => answered(row).map((each) => `${each.label}${this.t("colon")} ${inWords(each, row[each.key], this.t, this.filesAt(each.key, row._id))}`).join("; ");
    return rows.map((row, index) => `${group.row_label || group.label} ${index + 1}${this.t("colon")} ${line(row) || this.t("none")}`).join("\n") || this.t("none");
  }

  filesAt(question, row) {
    return (this.attached || []).filter((each) => each.question === question && each.row === (row || ""));
  }

  checkAll() {
    const parts = this.steps.map((step, index) => {
      const rows = step.items.flatMap((item) => this.rowsOf(item));
      return rows.length ? [make("h3", { text: step.title }), make("dl", {}, ...rows), make("button", { type: "button", class: "link", text: `${this.t("change")}${this.t("colon")} ${step.title}`, onclick: () => this.step(index) })] : [];
    });
    const agree = make("input", { type: "checkbox", id: "declaration" });
    this.paint(this.heading(this.t("check")), ...parts.flat(),
      make("div", { class: "choice" }, agree, make("label", { for: "declaration", text: this.form.declaration })),
      make("div", { class: "actions" }, make("button", { type: "button", text: this.t("send"), onclick: () => this.send(agree) })), this.codeNote());
  }

  rowsOf(item) {
    const pair = (question, value, row) => [make("dt", { text: question.label }), make("dd", { text: inWords(question, value, this.t, this.filesAt(question.key, row)) })];
    if (item.item === "question" && !item.worked_out && evaluate(item.show_if, this.answers)) return pair(item, this.answers[item.key], "");
    if (item.item !== "group" || !evaluate(item.show_if, this.answers)) return [];
    return (this.answers[item.key] || []).flatMap((row) =>
      item.questions.filter((each) => !each.worked_out && evaluate(each.show_if, this.answers, row)).flatMap((each) => pair(each, row[each.key], row._id || "")));
  }

  send(agree) {
    if (!agree.checked) return agree.focus();
    return this.safely(async () => {
      try {
        this.done(await this.line.send(this.sendKey));
      } catch (error) {
        if (error.status !== 422) throw error;
        await this.load();
        const at = this.steps.findIndex((each) => each.key === this.state.next_step);
        if (at < 0) throw error;
        this.asked = true;
        this.step(at);
        this.summary(error.message, error.errors.map((each) => make("li", { text: each.message })), null);
      }
    });
  }

  done(sent) {
    sessionStorage.removeItem(this.kept);
    this.internals.setFormValue(sent.temporary_number);
    this.event("constat-sent", { number: sent.temporary_number });
    const track = new URL(`/${this.language}/track/`, this.server).href;
    this.paint(this.heading(this.t("sent")), make("p", { text: this.t("keep") }),
      make("p", {}, `${this.t("number")}${this.t("colon")} `, make("span", { class: "big", id: "number", text: sent.temporary_number })),
      make("p", {}, `${this.t("code")}${this.t("colon")} `, make("span", { class: "big", id: "code", text: sent.access_code })),
      make("p", {}, make("a", { href: track, text: this.t("track") })));
  }

  event(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("constat-report", ConstatReport);
})();
