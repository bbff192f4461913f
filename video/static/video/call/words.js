// The sentences of the scripts, in the language of the page: the server translates them.
let known;

export function words() {
  known ??= JSON.parse(document.getElementById("call-words")?.textContent || "{}");
  return known;
}

export function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), words()[name] || name);
}
