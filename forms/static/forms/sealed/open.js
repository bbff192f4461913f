// Open a file that a person kept: unseal it here, begin a draft with its answers, bring its files one by one.
import { open, SealedError } from "./sealed.js";

const form = document.querySelector("[data-open]");
const texts = JSON.parse(document.getElementById("open-texts").textContent);
const told = form.querySelector("[data-told]");
const button = form.querySelector("button");
const chosen = form.querySelector("#sealed");
const passphrase = form.querySelector("#passphrase");

if (globalThis.crypto?.subtle) {
  form.hidden = false;
  document.querySelector("[data-without-javascript]").hidden = true;
  form.addEventListener("submit", bringBack);
}

async function bringBack(event) {
  event.preventDefault();
  if (!chosen.files.length) return complain(texts.choose, chosen);
  if (!passphrase.value) return complain(texts.passphrase, passphrase);
  button.disabled = true;
  say([texts.working]);
  try {
    const bytes = new Uint8Array(await chosen.files[0].arrayBuffer());
    await goOn(await open(passphrase.value, bytes));
  } catch (error) {
    say([error instanceof SealedError ? texts[error.code] : error.sentence || texts.failed], true);
    passphrase.focus();
  }
  button.disabled = false;
}

async function goOn({ content, files }) {
  const { files: named, ...rest } = content;
  const begun = await post(form.dataset.open, { content: new Blob([JSON.stringify(rest)]) });
  const lost = [];
  for (const [at, file] of named.entries()) {
    say([texts.files.replace("%(number)s", at + 1).replace("%(count)s", named.length)]);
    try {
      const { question, row, caption, name } = file;
      await post(form.dataset.files, { question, row, caption, file: new File([files[at]], name) });
    } catch (error) {
      lost.push(`${file.name}: ${error.sentence || texts.failed}`);
    }
  }
  if (!lost.length) return location.assign(begun.address);
  const link = form.querySelector("[data-go-on]");
  link.hidden = false;
  link.querySelector("a").href = begun.address;
  say([texts.lost, ...lost], true);
}

async function post(address, fields) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body });
  const given = await answer.json().catch(() => ({}));
  if (answer.ok) return given;
  throw Object.assign(new Error(String(answer.status)), { sentence: given.problem });
}

function complain(sentence, input) {
  say([sentence], true);
  input.focus();
}

function say(sentences, wrong = false) {
  told.textContent = sentences.join("\n");
  told.classList.toggle("told--wrong", wrong);
}
