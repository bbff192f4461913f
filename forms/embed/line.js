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
