// The queue looks again every few seconds and while somebody is on the page; without this file the link does.
const EVERY = 5000;
const place = document.getElementById("video-queue");

async function look() {
  if (document.hidden || place.contains(document.activeElement)) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("video-queue");
  if (fresh && fresh.innerHTML !== place.innerHTML) place.innerHTML = fresh.innerHTML;
}

setInterval(() => look().catch(() => {}), EVERY);
document.addEventListener("visibilitychange", () => look().catch(() => {}));
