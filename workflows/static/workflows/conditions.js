// Conditions in the browser: the twin of workflows/definition/conditions.py, held equal to it by
// tests/workflows/conditions.json and a fuzz run. Total and without coercion; answers come from JSON.

const DEEPEST = 32;
const MONEY = /^-?[0-9]{1,15}(\.[0-9]{1,2})?$/;
const MISSING = Symbol("missing");
const ORDERS = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
};

/** Whether `condition` holds for `answers`, inside `row` if given; no condition (null) always holds. */
export function evaluate(condition, answers, row = null) {
  return judge(condition, { answers, row, strict: false, depth: 0, judged: new Map() }) === true;
}

/** Whether `condition` holds whatever the missing answers turn out to be. */
export function established(condition, answers, row = null) {
  return judge(condition, { answers, row, strict: true, depth: 0, judged: new Map() }) === true;
}

/** Whether `value` is an answer: there, and not an empty text, list or object. */
export function isAnswered(value) {
  if (value === MISSING || value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

function judge(condition, scope) {
  if (condition === null || condition === undefined) return true;
  if (scope.depth >= DEEPEST || !isObject(condition)) return false;
  const names = Object.keys(condition);
  if (names.length !== 1 || !Object.hasOwn(OPERATORS, names[0])) return false;
  return OPERATORS[names[0]](condition[names[0]], { ...scope, depth: scope.depth + 1 });
}

const OPERATORS = {
  all: (body, scope) => {
    if (!Array.isArray(body)) return false;
    const found = body.map((each) => judge(each, scope));
    return found.includes(false) ? false : found.includes(null) ? null : true;
  },
  any: (body, scope) => (Array.isArray(body) ? either(body.map((each) => judge(each, scope))) : false),
  not: (body, scope) => negated(judge(body, scope)),
  some: (body, scope) => {
    if (!isPair(body)) return false;
    const rows = own(scope.answers, body[0]);
    if (!Array.isArray(rows) || rows.length === 0) return scope.strict ? null : false;
    // It does not see the row around it: judged once, not for each of the rows, one within another has an end.
    if (!scope.judged.has(body)) scope.judged.set(body, either(rows.map((row) => judge(body[1], { ...scope, row }))));
    return scope.judged.get(body);
  },
  answered: (body, scope) => isAnswered(valueOf(body, scope)) || (scope.strict ? null : false),
  eq: (body, scope) => compare(body, scope, areEqual),
  ne: (body, scope) => (isPair(body) ? negated(compare(body, scope, areEqual)) : false),
  in: (body, scope) => {
    if (!isPair(body)) return false;
    const left = valueOf(body[0], scope);
    const listed = Array.isArray(body[1]);
    const among = listed ? body[1] : valueOf(body[1], scope);
    if (!isAnswered(left) || (!listed && !isAnswered(among))) return scope.strict ? null : false;
    return Array.isArray(among) && among.some((each) => areEqual(left, each));
  },
};
for (const [name, test] of Object.entries(ORDERS)) {
  OPERATORS[name] = (body, scope) =>
    compare(body, scope, (left, right) => {
      const sign = orderOf(left, right);
      return sign !== null && test(sign);
    });
}

function either(found) {
  return found.includes(true) ? true : found.includes(null) ? null : false;
}

function negated(truth) {
  return truth === null ? null : !truth;
}

function compare(body, scope, holds) {
  if (!isPair(body)) return false;
  const [left, right] = body.map((each) => valueOf(each, scope));
  if (!isAnswered(left) || !isAnswered(right)) return scope.strict ? null : false;
  return holds(left, right);
}

function valueOf(operand, scope) {
  if (isObject(operand)) {
    const names = Object.keys(operand);
    if (names.length !== 1) return MISSING;
    if (names[0] === "var") return own(scope.answers, operand.var);
    if (names[0] === "row") return own(scope.row, operand.row);
    return MISSING;
  }
  return ["string", "number", "boolean"].includes(typeof operand) ? operand : MISSING;
}

function own(holder, key) {
  return isObject(holder) && typeof key === "string" && Object.hasOwn(holder, key) ? holder[key] : MISSING;
}

function areEqual(left, right) {
  const [first, second] = [asToken(left), asToken(right)];
  return typeof first !== "object" && typeof first === typeof second && first === second;
}

function orderOf(left, right) {
  if (typeof left === "string" && typeof right === "string") {
    return MONEY.test(left) && MONEY.test(right) ? signOf(cents(left), cents(right)) : orderOfTexts(left, right);
  }
  return typeof left === "number" && typeof right === "number" ? signOf(left, right) : null;
}

// By code point, as Python does: JavaScript's own `<` puts U+1F600 before U+FFFD.
function orderOfTexts(left, right) {
  const [first, second] = [left, right].map((text) => Array.from(text, (each) => each.codePointAt(0)));
  for (let index = 0; index < Math.min(first.length, second.length); index += 1) {
    if (first[index] !== second[index]) return signOf(first[index], second[index]);
  }
  return signOf(first.length, second.length);
}

function signOf(left, right) {
  return (left > right) - (left < right);
}

function cents(amount) {
  const [whole, fraction = ""] = amount.replace("-", "").split(".");
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
  return amount.startsWith("-") ? -value : value;
}

function asToken(value) {
  const unsure = isObject(value) && Object.keys(value).length === 1 && value.not_sure === true;
  return unsure ? "not_sure" : value;
}

function isPair(body) {
  return Array.isArray(body) && body.length === 2;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
