// A page that was loaded again before what was typed on it could be saved: put it back.
import { forget, kept } from "../../cms/kept.js";
import { keepable, putBack, same } from "./snapshot.js";

export function restore(form, saver) {
  const before = kept(location.pathname);
  if (!before) return false;
  // What was sent as a whole and arrived is in what this page was filled from; another draft's text is not for this one.
  const arrived = before.sent && before.read !== form.elements.read.value;
  const foreign = before.draft !== (form.elements._draft?.value || "");
  if (arrived || foreign || same(before.fields, keepable(form))) {
    forget(location.pathname);
    return false;
  }
  for (const part of form.querySelectorAll("fieldset[data-show-if]")) part.disabled = false;
  putBack(form, before.fields);
  saver.readAs(before);
  return true;
}
