// The neighbourhoods as the server gives them, and which of them a point lies in. Loaded once a page, when first asked for.
const loaded = new Map();

// The neighbourhoods of an address: name `n`, larger area `a`, `rings` of [latitude, longitude].
export function outlinesAt(address) {
  if (!loaded.has(address)) loaded.set(address, load(address).catch((problem) => forget(address, problem)));
  return loaded.get(address);
}

// The neighbourhood of a point, or undefined outside all of them. Holes count out: a ring within a ring turns it round.
export function placeAt(parts, lat, lng) {
  return parts.find((part) => part.rings.filter((ring) => isWithin(ring, lat, lng)).length % 2);
}

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The outlines were answered with ${answer.status}.`);
  return (await answer.json()).map((part) => ({ ...part, rings: part.r.map(ringOf) }));
}

function forget(address, problem) {
  loaded.delete(address);
  throw problem;
}

// A ring is sent as steps of a hundred-thousandth of a degree.
function ringOf(steps) {
  let [lng, lat] = [0, 0];
  const ring = [];
  for (let at = 0; at < steps.length; at += 2) {
    lng += steps[at];
    lat += steps[at + 1];
    ring.push([lat / 100000, lng / 100000]);
  }
  return ring;
}

function isWithin(ring, lat, lng) {
  let within = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [[lat1, lng1], [lat2, lng2]] = [ring[at], ring[before]];
    if (lat1 > lat !== lat2 > lat && lng < ((lng2 - lng1) * (lat - lat1)) / (lat2 - lat1) + lng1) within = !within;
  }
  return within;
}
