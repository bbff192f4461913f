/* The code of a survey comes behind `#` in the message's link, which no server sees. Put it into the box and take it
   out of the address, so that it does not stay in the history of a shared device. */
const box = document.querySelector("[data-code-from-address] input[name=code]");
const code = location.hash.slice(1);
if (box && /^[0-9A-Za-z-]{16,24}$/.test(code)) {
  box.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
