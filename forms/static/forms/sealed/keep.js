// Keep a draft in a file: fetch what is here, seal it, hand it to the person. The passphrase never leaves this page.
import { seal } from "./sealed.js";

const form = document.querySelector("[data-keep]");
const texts = JSON.parse(document.getElementById("keep-texts").textContent);
const told = form.querySelector("[data-told]");
const button = form.querySelector("button");
const passphrase = form.querySelector("#passphrase");
const again = form.querySelector("#again");
const SHORTEST = 12;

if (globalThis.crypto?.subtle) {
  form.hidden = false;
  document.querySelector("[data-without-javascript]").hidden = true;
  form.addEventListener("submit", keep);
}

async function keep(event) {
  event.preventDefault();
  const typed = passphrase.value.normalize("NFKC").trim();
  if ([...typed].length < SHORTEST) return complain(texts.short, passphrase);
  if (typed !== again.value.normalize("NFKC").trim()) return complain(texts.different, again);
  button.disabled = true;
  say(texts.working);
  try {
    download(await sealedFile(typed));
    say(texts.made);
    document.querySelector("[data-kept]").hidden = false;
  } catch {
    say(texts.failed, true);
  }
  button.disabled = false;
}

async function sealedFile(typed) {
  const content = await (await fetched(form.dataset.keep)).json();
  const files = [];
  for (const file of content.files) {
    files.push(new Uint8Array(await (await fetched(file.address)).arrayBuffer()));
    delete file.address;
  }
  return seal(typed, content, files);
}

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

function download(bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = form.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function complain(sentence, input) {
  say(sentence, true);
  input.setAttribute("aria-invalid", "true");
  input.addEventListener("input", () => input.removeAttribute("aria-invalid"), { once: true });
  input.focus();
}

function say(sentence, wrong = false) {
  told.textContent = sentence;
  told.classList.toggle("told--wrong", wrong);
}
