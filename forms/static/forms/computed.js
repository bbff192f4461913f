// Sums in the browser: the twin of workflows/definition/sums.py, held equal to it by a test. In cents, with BigInt.
//
// For conditions: `answers = addSums(sumsOf(form), answers)` before they are judged, in each round, and
// `showSums(form, answers)` once they are. The server works the sums out again and takes none from here.

const SPACES = /[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const CURRENCY = /^(?:ca|cad)?\$|\$(?:ca|cad)?$|^cad|cad$/gi;
const PLAIN = /^(?:[+-]?[0-9]{1,15}(?:\.[0-9]{0,9})?|[+-]?\.[0-9]{1,9})$/;
const COMMA_THOUSANDS = /^[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?$/;
const POINT_THOUSANDS = /^(?:[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]*|[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,})$/;
const DIGITS = 9;
const UNIT = 10n ** BigInt(DIGITS);
const LARGEST = 99999999999999n;

/** The sums that the form shows now, `{key, group, sum, times}` each; one under a condition that fails is left out. */
export function sumsOf(form) {
  const shown = [...form.querySelectorAll("[data-sum]")].filter((each) => !each.closest("[data-show-if][hidden]"));
  return shown.map((each) => JSON.parse(each.dataset.sum));
}

/** The answers with each sum as an answer, in place of whatever stood there; none where there is nothing to add. */
export function addSums(sums, answers) {
  const found = { ...answers };
  for (const { key, group, sum, times } of sums) {
    const total = totalOf(Object.hasOwn(answers, group) ? answers[group] : null, sum, times);
    if (total === null) delete found[key];
    else found[key] = total;
  }
  return found;
}

/** Write the sums where the form shows them, as people read amounts in the language of the page. */
export function showSums(form, answers) {
  for (const output of form.querySelectorAll("[data-sum]")) {
    const total = answers[JSON.parse(output.dataset.sum).key];
    const text = total === undefined ? output.dataset.nothing : shownMoney(total, document.documentElement.lang);
    if (output.textContent !== text) output.textContent = text;
  }
}

/** The sum over rows as an amount, "120.50"; null when no row has anything to add. */
export function totalOf(rows, sum, times) {
  let total = null;
  for (const row of Array.isArray(rows) ? rows : []) {
    const amount = amountOf(own(row, sum));
    if (amount === null || amount % (UNIT / 100n) !== 0n) continue;
    const quantity = times ? numberOf(own(row, times)) : null;
    total = (total ?? 0n) + (amount / (UNIT / 100n)) * (quantity ?? UNIT);
  }
  return total === null ? null : asText(capped(rounded(total)));
}

/** An amount as people read it: $1,200.50, or 1 200,50 $. */
export function shownMoney(amount, language) {
  const french = (language || "en").startsWith("fr");
  const [whole, cents] = amount.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, french ? "\u202f" : ",");
  const sign = amount.startsWith("-") ? "-" : "";
  return french ? `${sign}${grouped},${cents}\u00a0$` : `${sign}$${grouped}.${cents}`;
}

/** The number in what somebody typed, "1 200,5" as well; null if it is none. */
export function numberIn(text) {
  const found = numberOf(text);
  return found === null ? null : Number(found) / Number(UNIT);
}

/** The amount in what somebody typed as it is saved, "1 200,5 $" as "1200.50"; null if it is none. */
export function amountIn(text) {
  const found = amountOf(text);
  return found === null || found % (UNIT / 100n) !== 0n ? null : asText(found / (UNIT / 100n));
}

// Numbers count in billionths, so that a quantity may have nine decimals.
function amountOf(value) {
  if (typeof value !== "string") return numberOf(value);
  return isShort(value) ? numberOf(value.replace(SPACES, "").replace(CURRENCY, "")) : null;
}

function numberOf(value) {
  if (typeof value === "number") return Number.isFinite(value) ? scaled(String(value)) : null;
  if (typeof value !== "string" || !isShort(value)) return null;
  let packed = value.replace(SPACES, "").replaceAll("\u2212", "-");
  if (COMMA_THOUSANDS.test(packed)) packed = packed.replaceAll(",", "");
  else if (POINT_THOUSANDS.test(packed)) packed = packed.replaceAll(".", "").replaceAll(",", ".");
  else if (packed.split(",").length === 2 && !packed.includes(".")) packed = packed.replace(",", ".");
  return scaled(packed);
}

function scaled(text) {
  if (!PLAIN.test(text)) return null;
  const [whole, fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const value = BigInt(whole || "0") * UNIT + BigInt(fraction.padEnd(DIGITS, "0"));
  return text.startsWith("-") ? -value : value;
}

// Half a cent goes away from nothing.
function rounded(total) {
  const size = ((total < 0n ? -total : total) + UNIT / 2n) / UNIT;
  return total < 0n ? -size : size;
}

function capped(cents) {
  return cents > LARGEST ? LARGEST : cents < -LARGEST ? -LARGEST : cents;
}

function asText(cents) {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function isShort(text) {
  return Array.from(text).length <= 60;
}

function own(row, key) {
  const isRow = typeof row === "object" && row !== null && !Array.isArray(row);
  return isRow && Object.hasOwn(row, key) ? row[key] : undefined;
}
