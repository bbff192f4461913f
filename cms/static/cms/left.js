// Whoever left this site quickly is led away again by Back: this runs before anything of a page is shown. Opened by its
// address or a link, a page is itself again.
(() => {
  const NAME = "constat:left";
  const away = () => {
    try {
      return JSON.parse(sessionStorage.getItem(NAME));
    } catch {
      return null;
    }
  };
  const leadAway = (to) => {
    document.documentElement.hidden = true;
    location.replace(to);
  };
  const to = away();
  if (to && performance.getEntriesByType("navigation")[0]?.type === "back_forward") leadAway(to);
  else if (to) sessionStorage.removeItem(NAME);
  addEventListener("pageshow", (event) => event.persisted && away() && leadAway(away()));
})();
