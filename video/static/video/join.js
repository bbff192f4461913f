// The link's token is behind the #, which no server sees. It leaves the address at once and is given in by a press.
import { ask, Refused } from "./call/line.js";
import { Parts } from "./call/parts.js";
import { say } from "./call/words.js";

const root = document.getElementById("join");
const parts = new Parts(root);
const token = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", location.pathname);
parts.show(token ? "ready" : "none");
// A link that is pasted into this window changes what is after the # only: the page then begins anew with it.
addEventListener("hashchange", () => location.reload());

parts.on({
  open: async () => {
    parts.tell(say("opening"));
    try {
      const { call } = await ask(root.dataset.links, { body: { token, cookie: true } });
      location.assign(`${root.dataset.call}${call}/`);
    } catch (error) {
      parts.tell("");
      if (!(error instanceof Refused)) parts.show("offline");
      else if (error.problem.opens_at) early(error.problem.opens_at);
      else if (error.status === 404) parts.show("over");
      else throw error;
    }
  },
});

function early(opens) {
  const told = new Intl.DateTimeFormat(`${document.documentElement.lang}-CA`, { dateStyle: "full", timeStyle: "short" });
  parts.find("[data-opens]").textContent = told.format(new Date(opens));
  parts.show("early");
}
