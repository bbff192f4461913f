// Hints while typing: a serial number, a VIN, a plate that looks mistyped, too many digits of a card. They are said
// politely below the field and never keep anybody from going on; the server gives the same ones before sending.
// The twin of workflows/definition/kinds/hints.py. Texts come from the page: `data-hint-imei="…"`.

const WAIT = 600;
const VIN = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
const WEIGHTS = "8765432X098765432";

const CHECKS = {
  imei: (text) => {
    const digits = packed(text);
    if (/[^0-9]/.test(digits)) return "imei_length";
    return digits.length !== 15 ? "imei_length" : luhn(digits) ? "" : "imei";
  },
  serial: (text) => (/^[0-9]{15}$/.test(packed(text)) && !luhn(packed(text)) ? "imei" : ""),
  vin: (text) => {
    const vin = packed(text).toUpperCase();
    if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return "vin";
    return vinCheck(vin) === vin[8] ? "" : "vin_check";
  },
  plate: (text) => (/^[A-Z0-9]{2,8}$/.test(packed(text).toUpperCase()) ? "" : "plate"),
  last_four: (text) => (text.replace(/[^0-9]/g, "").length > 4 ? "full_number" : ""),
};

/** The code of the hint for what is typed, "" for none; `watch` is what the field says it holds. */
export function hintFor(watch, text) {
  return text.trim() && Object.hasOwn(CHECKS, watch) ? CHECKS[watch](text) : "";
}

export function luhn(digits) {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

export function vinCheck(vin) {
  const sum = Array.from(vin).reduce((total, each, index) => {
    const weight = WEIGHTS[index] === "X" ? 10 : Number(WEIGHTS[index]);
    return total + (VIN.indexOf(each) % 10) * weight;
  }, 0);
  return "0123456789X"[sum % 11];
}

function packed(text) {
  return text.replace(/[\s./-]/g, "");
}

function say(input) {
  const line = document.getElementById(input.dataset.hintAt);
  const code = hintFor(input.dataset.watch, input.value);
  const text = (code && line.getAttribute(`data-hint-${code.replaceAll("_", "-")}`)) || "";
  if (line.textContent !== text) line.textContent = text;
}

if (typeof document !== "undefined") {
  let waiting = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.watch) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => say(event.target), WAIT);
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset?.watch) say(event.target);
  });
}
