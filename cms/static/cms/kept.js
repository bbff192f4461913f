// What a page keeps in this tab until it is saved on the server. Nothing outlives the tab; leaving quickly, sending and
// a kiosk's wipe forget all of it. Where a browser allows no storage, nothing is kept and everything else works.
const PREFIX = "constat:";

export function keep(name, value) {
  attempt(() => sessionStorage.setItem(PREFIX + name, JSON.stringify(value)));
}

export function kept(name) {
  return attempt(() => JSON.parse(sessionStorage.getItem(PREFIX + name))) ?? null;
}

export function forget(name) {
  attempt(() => sessionStorage.removeItem(PREFIX + name));
}

export function names() {
  return attempt(() => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))) ?? [];
}

export function forgetAll() {
  names().forEach(forget);
}

// A page that was sent as a whole and led here has arrived: what was kept of it is not needed any more.
export function forgetArrived() {
  const from = attempt(() => new URL(document.referrer).pathname);
  const [how] = performance.getEntriesByType("navigation");
  if (from && from !== location.pathname && how?.type === "navigate" && kept(from)?.sent) forget(from);
}

function attempt(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
