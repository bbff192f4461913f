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
