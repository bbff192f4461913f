// The sentences of the scripts, in the language of the page: the server translates them.
let known;

export function words() {
  known ??= JSON.parse(document.getElementById("way-words")?.textContent || "{}");
  return known;
}

export function fill(sentence, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), sentence || "");
}
