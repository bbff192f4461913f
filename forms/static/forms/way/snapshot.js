// What somebody typed: the form's fields by name, without files, tokens and what the page itself put there.
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "_draft", "revision", "read", "new", "from", "_shown", "_page"]);

export function typed(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.has(name) && !name.endsWith("-_id"));
}

// What may stay in the browser: of a card or an account no more than the last four digits.
export function keepable(form) {
  return typed(form).filter(([name, value]) => form.elements[name]?.dataset?.discreet === undefined || value.replace(/\D/g, "").length <= 4);
}

export function same(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}

// Put fields back as they were typed; fields that the page does not have are left out.
export function putBack(form, fields) {
  const byName = new Map();
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) || []), value]);
  for (const control of form.elements) {
    if (!control.name || NOT_TYPED.has(control.name) || control.name.endsWith("-_id")) continue;
    const values = byName.get(control.name);
    if (control.type === "checkbox" || control.type === "radio") control.checked = Boolean(values?.includes(control.value));
    else if (values && ["file", "submit", "button"].indexOf(control.type) < 0) control.value = values[0];
  }
}
