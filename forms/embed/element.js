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
