// The sentences of the scripts, in the language of the page: the server translates them.
let known;

export function words() {
  known ??= JSON.parse(document.getElementById("call-words")?.textContent || "{}");
  return known;
}

// What the page itself says of the call: the first look costs no question.
export function told() {
  return JSON.parse(document.getElementById("call-told").textContent);
}

export function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), words()[name] || name);
}
