// The map of a question about a place. Never required: the address fields beside it say the same. Nothing is loaded
// before somebody opens a map, and the pin is two hidden fields of the form, so that it is saved like any answer.
import { outlinesAt, placeAt } from "./neighbourhoods.js";

const STEP = 20; // pixels that an arrow key moves the pin
const NEAR = 16; // the zoom at which a house is found
const NAMES_FROM = 13; // the zoom from which neighbourhoods are named, not their larger areas
const ROUGH = 100; // metres from which "where I am now" is said to be rough
const PIN = '<svg viewBox="0 0 24 32" width="30" height="40" aria-hidden="true"><path d="M12 31S2 19 2 11a10 10 0 1 1 20 0c0 8-10 20-10 20z"/><circle cx="12" cy="11" r="4"/></svg>';

function prepareAll() {
  for (const part of document.querySelectorAll("[data-map]:not([data-ready])")) new Place(part);
}

class Place {
  constructor(part) {
    part.dataset.ready = "1";
    this.part = part;
    this.settings = JSON.parse(part.dataset.map);
    this.texts = this.settings.texts;
    this.inputs = ["lat", "lon"].map((name) => part.querySelector(`[name="${part.dataset.name}-${name}"]`));
    this.told = part.querySelector("[data-told]");
    part.querySelector("[data-unpin]")?.remove();
    this.buttons();
    this.show();
    // What was typed before and put back by another module stands in the fields by then.
    addEventListener("DOMContentLoaded", () => this.show());
  }

  // A pin that is saved already is shown at once.
  async show() {
    const point = this.point();
    if (!point || this.opening) return;
    this.remover.hidden = false;
    await this.open();
    if (!this.told.textContent) this.tell(await this.words(point.lat, point.lng));
  }

  buttons() {
    const row = make("div", "pin__buttons");
    this.opener = this.button(row, this.texts.open, () => this.open(true));
    if (navigator.geolocation) this.button(row, this.texts.here, () => this.find());
    this.remover = this.button(row, this.texts.remove, () => this.remove());
    this.remover.hidden = !this.point();
    this.part.prepend(row);
  }

  button(row, text, press) {
    const button = make("button", "govuk-button govuk-button--secondary pin__button", text);
    button.type = "button";
    button.addEventListener("click", press);
    row.append(button);
    return button;
  }

  point() {
    const [lat, lon] = this.inputs.map((input) => (input.value ? Number(input.value) : NaN));
    return Number.isFinite(lat) && Number.isFinite(lon) ? { lat, lng: lon } : null;
  }

  // Where the pin is, is told once it rests: not at every press of an arrow key.
  put(point, more = "") {
    const { lat, lng } = globalThis.L ? L.latLng(point).wrap() : point;
    this.inputs[0].value = lat.toFixed(6);
    this.inputs[1].value = lng.toFixed(6);
    this.inputs[1].dispatchEvent(new Event("change", { bubbles: true }));
    this.remover.hidden = false;
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(async () => this.tell([await this.words(lat, lng), more].filter(Boolean).join(" ")), 400);
  }

  async words(lat, lng) {
    const parts = await outlinesAt(this.settings.outlines).catch(() => []);
    const where = placeAt(parts, lat, lng);
    if (where?.n) return this.texts.inside.replace("{place}", [where.n, where.a].filter(Boolean).join(", "));
    return this.settings.judges && parts.length && !where ? this.texts.outside : this.texts.set;
  }

  tell(text) {
    this.told.textContent = text;
  }

  remove() {
    clearTimeout(this.resting);
    for (const input of this.inputs) input.value = "";
    this.inputs[1].dispatchEvent(new Event("change", { bubbles: true }));
    this.remover.hidden = true;
    this.draw();
    this.tell(this.texts.removed);
    (this.box || this.opener).focus();
  }

  find() {
    this.tell(this.texts.looking);
    const failed = { 1: "denied", 2: "unavailable", 3: "timeout" };
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const rough = coords.accuracy > ROUGH ? this.texts.roughly.replace("{metres}", Math.round(coords.accuracy)) : "";
        await this.open();
        this.put({ lat: coords.latitude, lng: coords.longitude }, rough);
        this.map?.setView(this.point(), NEAR, { animate: false });
      },
      (problem) => this.tell(this.texts[failed[problem.code] || "unavailable"]),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  }

  async open(focus = false) {
    this.opener.hidden = true;
    this.opening ||= this.load();
    await this.opening;
    if (focus) this.box?.focus();
  }

  async load() {
    try {
      await Promise.all([styled(this.settings.style), import(this.settings.script)]);
      this.begin(await outlinesAt(this.settings.outlines));
    } catch {
      this.opener.hidden = false;
      this.opening = null;
      this.tell(this.texts.failed);
    }
  }

  begin(parts) {
    this.box = make("div", "pin__map");
    const help = make("p", "govuk-hint pin__help", this.texts.help);
    help.id = `${this.part.dataset.name}-map-help`;
    this.told.before(help, this.box);
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const still = { zoomAnimation: !reduced, fadeAnimation: !reduced, inertia: !reduced };
    this.map = L.map(this.box, { keyboard: false, zoomControl: false, scrollWheelZoom: false, attributionControl: false, zoomSnap: 0.5, ...still });
    L.control.zoom({ zoomInTitle: this.texts.zoom_in, zoomOutTitle: this.texts.zoom_out }).addTo(this.map);
    this.layers(parts);
    this.view();
    this.map.on("click", (event) => this.put(event.latlng));
    this.box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.box);
    for (const [name, value] of Object.entries({ role: "application", tabindex: "0", "aria-label": this.texts.label, "aria-describedby": help.id })) this.box.setAttribute(name, value);
    this.draw();
  }

  layers(parts) {
    if (this.settings.tiles) {
      L.control.attribution({ prefix: false }).addTo(this.map);
      const credit = this.settings.credit.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      L.tileLayer(this.settings.tiles, { maxZoom: 19, attribution: credit }).addTo(this.map);
    }
    const className = this.settings.tiles ? "pin__part pin__part--over" : "pin__part";
    for (const part of parts) L.polygon(part.rings, { className, interactive: false, smoothFactor: 0.5 }).addTo(this.map);
    if (!this.settings.tiles) this.named(parts);
  }

  // Without pictures of streets the names are what one finds one's way by: those in sight, larger areas from afar.
  named(parts) {
    const near = parts.map((part) => ({ text: part.n, at: middleOf(part.rings) }));
    const names = L.layerGroup().addTo(this.map);
    const name = () => {
      names.clearLayers();
      const wanted = this.map.getZoom() >= NAMES_FROM ? near : areasOf(parts);
      for (const each of this.withRoom(wanted.filter(({ text, at }) => text && this.map.getBounds().contains(at)))) {
        const html = make("span", "", each.text);
        L.marker(each.at, { icon: L.divIcon({ className: "pin__name", html, iconSize: null }), interactive: false, keyboard: false }).addTo(names);
      }
    };
    this.map.on("moveend zoomend", name);
  }

  // The names that do not stand over one before them, by about how wide their letters are.
  withRoom(names) {
    const placed = [];
    for (const each of names) {
      const at = this.map.latLngToLayerPoint(each.at);
      const half = Math.min(each.text.length * 3.6, 60) + 4;
      const over = (other) => Math.abs(at.x - other.at.x) < half + other.half && Math.abs(at.y - other.at.y) < 24;
      if (!placed.some(over)) placed.push({ at, half, each });
    }
    return placed.map(({ each }) => each);
  }

  view() {
    const point = this.point();
    if (point) this.map.setView(point, NEAR, { animate: false });
    else this.map.fitBounds(this.settings.area, { animate: false });
  }

  key(event) {
    const moves = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
    const zooms = { "+": 1, "=": 1, "-": -1, _: -1 };
    if (event.target !== this.box || event.ctrlKey || event.metaKey || event.altKey || !(event.key in { ...moves, ...zooms })) return;
    event.preventDefault();
    const at = this.point() || this.map.getCenter();
    if (event.key in zooms) this.map.setZoomAround(at, this.map.getZoom() + zooms[event.key], { animate: false });
    else this.put(this.map.unproject(this.map.project(at).add(moves[event.key])));
  }

  draw() {
    if (!this.map) return;
    const point = this.point();
    this.pin?.remove();
    if (!point) return;
    const icon = L.divIcon({ className: "pin__mark", html: PIN, iconSize: [30, 40], iconAnchor: [15, 39] });
    this.pin = L.marker(point, { icon, interactive: false, keyboard: false }).addTo(this.map);
    this.map.panInside(point, { padding: [40, 50], animate: false });
  }
}

function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function middleOf(rings) {
  const longest = rings.reduce((one, other) => (other.length > one.length ? other : one), []);
  return L.latLngBounds(longest).getCenter();
}

function areasOf(parts) {
  const areas = Map.groupBy ? Map.groupBy(parts, (part) => part.a) : grouped(parts);
  return [...areas].map(([text, those]) => ({ text, at: L.latLngBounds(those.flatMap((part) => part.rings.flat())).getCenter() }));
}

function grouped(parts) {
  const areas = new Map();
  for (const part of parts) areas.set(part.a, [...(areas.get(part.a) || []), part]);
  return areas;
}

function styled(address) {
  if (document.querySelector(`link[href="${address}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.append(link);
  });
}

prepareAll();
// Rows may come and go without the page being loaded again.
new MutationObserver(prepareAll).observe(document.body, { childList: true, subtree: true });
