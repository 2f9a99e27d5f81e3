"use strict";

// All that is said stands in the page. This script looks through it, draws it as grids, and says it on other clocks and in
// other languages. It makes elements and sets their text, and never takes a text for markup.

const data = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = Object.keys(data.locales);
const [MUTUAL, PROVISIONAL] = [1, 2];
const FILTERS = ["day", "government", "country", "kind", "pair", "asked"];
const MINUTE = 60_000;
const HOUR_WIDTH = 8.5; // rem, of an hour where no meeting is shorter
const COLOURS = 8; // as many as the style has

const form = document.querySelector("form[role=search]");
const chosen = form.elements;
const dialog = document.querySelector("dialog");
const table = document.getElementById("meetings");
const grid = document.getElementById("grid");

let language = data.language;
let drawn = []; // the days of the grid: their element, and their lines with the meetings in each

// ------------------------------------------------------------------------------------------------------ in a language

function say(key, values = {}) {
  return data.words[language][key].replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

function element(tag, text = "", properties = {}) {
  const made = document.createElement(tag);
  made.append(text);
  return Object.assign(made, properties);
}

/** What a government is called, and the language of that name where it is not the reader's. */
function called(number) {
  const names = data.governments[number].slice(3);
  const own = names[LANGUAGES.indexOf(language)];
  return [own || names[0], own ? "" : "en"];
}

/** A government as a reader knows it: its code and its name. */
function party(number) {
  const [code] = data.governments[number];
  const [name, lang] = called(number);
  return element("span", name === code ? code : `${code} ${name}`, { lang });
}

function parties(numbers) {
  return numbers.flatMap((number, place) => (place ? ["\n", party(number)] : [party(number)]));
}

function countries(kind) {
  return say(data.kinds[String(kind)]);
}

function pairName(pair) {
  return pair.split("-").map((code) => say(data.spoken[code])).join("–");
}

/** Let the style lay out a table row by row, and say what its parts are, which some browsers then forget. */
function makeSwift(whole) {
  const headers = { "th[scope=col]": "columnheader", "th[scope=row]": "rowheader" };
  const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", ...headers };
  whole.classList.add("swift");
  whole.style.setProperty("--columns", whole.rows[0].cells.length);
  whole.setAttribute("role", "table");
  for (const [parts, role] of Object.entries(roles)) {
    for (const part of whole.querySelectorAll(parts)) part.setAttribute("role", role);
  }
}

// --------------------------------------------------------------------------------------------------------- on a clock

const clockworks = new Map();
const readings = new Map();

function clockwork(zone) {
  if (!clockworks.has(zone)) {
    const numeric = Object.fromEntries(["year", "month", "day", "hour", "minute"].map((part) => [part, "numeric"]));
    clockworks.set(zone, new Intl.DateTimeFormat("en-US", { ...numeric, hourCycle: "h23", timeZone: zone }));
  }
  return clockworks.get(zone);
}

function isKnown(zone) {
  try {
    return Boolean(clockwork(zone));
  } catch {
    return false; // to an old browser
  }
}

/** What the chosen clock shows at an instant: the day (its midnight, as if in UTC), the minute of the hour, and the time. */
function reading(instant) {
  const key = `${chosen.clock.value} ${instant}`;
  if (!readings.has(key)) {
    const parts = clockwork(chosen.clock.value).formatToParts(instant);
    const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
    readings.set(key, { day: Date.UTC(year, month - 1, day), minute, time });
  }
  return readings.get(key);
}

/** A day as an office of the reader's language writes it, with its day of the week. */
function date(day) {
  const shown = (part, length) =>
    new Intl.DateTimeFormat(data.locales[language], { [part]: length, timeZone: "UTC" }).format(day);
  const at = new Date(day);
  const parts = {
    y: () => at.getUTCFullYear(),
    M: (long) => (long > 2 ? shown("month", "short") : at.getUTCMonth() + 1),
    d: () => at.getUTCDate(),
    E: (long) => shown("weekday", long > 3 ? "long" : "short"),
  };
  return say("format.date").replace(/y+|M+|d+|E+/g, (letters) => parts[letters[0]](letters.length));
}

function times({ start, end }) {
  return `${reading(start).time}–${reading(end).time}`;
}

// ------------------------------------------------------------------------------------------------------- the meetings

const meetings = data.meetings.map(([start, minutes, room, required, optional, marks], place) => {
  const all = [...required, ...optional];
  const row = table.tBodies[0].rows[place];
  const kind = [...new Set(required.map((number) => data.governments[number][1]))].sort((a, b) => a - b);
  const spoken = [...new Set(required.map((number) => data.governments[number][2]))].sort();
  const names = all.map((number) => data.governments[number].join(" "));
  return {
    row,
    id: row.cells[0].textContent,
    start: start * MINUTE,
    end: (start + minutes) * MINUTE,
    room,
    required,
    optional,
    all,
    kind,
    colour: "", // as that of its kind
    shown: true,
    countries: new Set(all.map((number) => data.governments[number][1])),
    pairs: spoken.flatMap((one, at) => spoken.slice(at + 1).map((other) => `${one}-${other}`)),
    mutual: Boolean(marks & MUTUAL),
    provisional: Boolean(marks & PROVISIONAL),
    text: folded(`${row.textContent} ${names.join(" ")}`),
  };
});

const sessions = data.sessions.map(([start, minutes], place) => {
  const row = document.getElementById("sessions").tBodies[0].rows[place];
  return { row, title: row.cells[1].textContent, start: start * MINUTE, end: (start + minutes) * MINUTE };
});

const kinds = [...new Map(meetings.map((one) => [String(one.kind), one.kind])).values()].sort(
  (a, b) => a.length - b.length || String(a).localeCompare(String(b)),
);
for (const one of meetings) one.colour = `k${kinds.findIndex((kind) => String(kind) === String(one.kind)) % COLOURS}`;

const shortest = Math.min(60, ...meetings.map((one) => (one.end - one.start) / MINUTE));
const hourWidth = (HOUR_WIDTH * 60) / shortest;

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

// -------------------------------------------------------------------------------------------------- looking for some

/** Say how many meetings are left, and hide the others. */
function filter() {
  const { day, government, country, kind, pair, asked } = Object.fromEntries(
    FILTERS.map((name) => [name, chosen[name]?.value ?? ""]),
  );
  const words = folded(chosen.search.value).split(/\s+/);
  const isLookedFor = (one) =>
    (!day || reading(one.start).day === Number(day)) &&
    (!government || one.all.includes(Number(government))) &&
    (!country || one.countries.has(Number(country))) &&
    (!kind || String(one.kind) === kind) &&
    (!pair || one.pairs.includes(pair)) &&
    (!asked || one.mutual === (asked === "mutual")) &&
    words.every((word) => one.text.includes(word));
  let shown = 0;
  for (const one of meetings) {
    one.shown = isLookedFor(one);
    shown += one.shown;
    if (grid.hidden) one.row.hidden = !one.shown;
  }
  for (const { section, lines } of drawn) {
    for (const { row, held } of lines) {
      const some = held.some(({ one }) => one.shown);
      row.hidden = shown < meetings.length && !some;
      if (some) for (const { one, block } of held) block.hidden = !one.shown;
    }
    section.hidden = shown < meetings.length && lines.every(({ held }) => !held.some(({ one }) => one.shown));
  }
  document.getElementById("shown").textContent = say("page.shown", { shown, count: meetings.length });
}

/** Put what there is to choose from into a field, which keeps its choice; most may also be left open. */
function offer(name, options, open = true) {
  const field = chosen[name];
  const was = field.value;
  const all = open ? [["", say("page.all")], ...options] : options;
  field.replaceChildren(...all.map(([value, text]) => new Option(text, value)));
  field.value = was;
  if (field.selectedIndex < 0) field.selectedIndex = 0;
}

function offerAll() {
  const days = [...new Set(meetings.map((one) => reading(one.start).day))].sort((a, b) => a - b);
  const pairs = [...new Set(meetings.flatMap((one) => one.pairs))].sort();
  offer("day", days.map((day) => [day, date(day)]));
  offer("government", data.governments.map((_, number) => [number, party(number).textContent]));
  offer("country", data.countries.map(([, name], place) => [place, say(name)]));
  offer("kind", kinds.map((kind) => [String(kind), countries(kind)]));
  offer("pair", pairs.map((pair) => [pair, pairName(pair)]));
}

function offerClocks() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clocks = data.clocks.filter(([zone]) => isKnown(zone)).map(([zone, name]) => [zone, say(name)]);
  const field = chosen.clock;
  const was = field.selectedIndex; // the viewer's own may be one of the others, too
  offer("clock", [...clocks, [own, say("page.own_clock", { zone: own })]], false);
  field.selectedIndex = Math.max(0, was);
}

// --------------------------------------------------------------------------------------------------------- the grids

function drawGrid() {
  const by = chosen.view.value;
  drawn = [];
  grid.hidden = by === "list";
  document.getElementById("list").hidden = !grid.hidden;
  if (!grid.hidden) {
    const lines =
      by === "room"
        ? data.rooms.map((name, place) => ({ heading: name, isOf: (one) => one.room === place }))
        : data.governments.map((_, number) => ({ heading: party(number), number, isOf: (one) => one.all.includes(number) }));
    const days = new Map();
    for (const one of [...meetings, ...sessions]) {
      const { day } = reading(one.start);
      days.set(day, [...(days.get(day) ?? []), one]);
    }
    const inOrder = [...days].sort(([one], [other]) => one - other);
    drawn = inOrder.map(([day, held]) => drawDay(day, held, lines, by));
    document.getElementById("grid-title").textContent = say(`page.view_${by}`);
  }
  document.getElementById("days").replaceChildren(...drawn.map(({ section }) => section));
  filter();
  requestAnimationFrame(markWide);
}

/** Say above each table that is wider than its place that it goes on sideways. */
function markWide() {
  const places = [...document.querySelectorAll(".wide")];
  const wider = places.map((place) => place.scrollWidth > place.clientWidth);
  places.forEach((place, at) => place.classList.toggle("more", wider[at]));
}

function drawDay(day, held, lines, by) {
  const first = Math.min(...held.map((one) => one.start - reading(one.start).minute * MINUTE));
  const minute = (instant) => (instant - first) / MINUTE;
  const hours = Math.ceil(Math.max(...held.map((one) => minute(one.end))) / 60);
  const step = held.reduce((found, one) => divisor(divisor(found, minute(one.start)), minute(one.end)), 60);
  const at = (start, end) => `${start / step + 1} / ${end / step + 1}`;

  const heading = element("h3", date(day), { id: `day-${day}` });
  const wide = element("div", "", { className: "wide", tabIndex: 0, role: "group" });
  wide.setAttribute("aria-labelledby", heading.id);
  const section = element("section", heading);
  const whole = element("table", "", { className: "grid" });
  whole.style.setProperty("--steps", (hours * 60) / step);
  whole.style.setProperty("--hours", hours);
  whole.style.setProperty("--width", `${hours * hourWidth}rem`);

  const axis = element("div", "", { className: "track" });
  for (let hour = 0; hour < hours; hour += 1) {
    const label = element("span", reading(first + hour * 60 * MINUTE).time);
    label.style.gridColumn = at(hour * 60, hour * 60 + 60);
    axis.append(label);
  }
  const head = element("tr", element("th", say(by === "room" ? "meetings.room" : "page.government"), { scope: "col" }));
  head.append(element("th", axis, { scope: "col" }));
  whole.createTHead().append(head);

  const body = whole.createTBody();
  const drawLine = (heading, mine, draw) => {
    const track = element("div", "", { className: "track" });
    const lanes = []; // when each is free again: what overlaps stands below one another
    const blocks = mine.map((one) => {
      const free = lanes.findIndex((until) => until <= one.start);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = one.end;
      const block = draw(one);
      block.style.gridColumn = at(minute(one.start), minute(one.end));
      block.style.gridRow = lane + 1;
      track.append(block);
      return { one, block };
    });
    const row = element("tr", element("th", heading, { scope: "row" }));
    row.append(element("td", track));
    body.append(row);
    return { row, held: blocks };
  };
  const attended = held.filter((one) => sessions.includes(one));
  if (attended.length) drawLine(say("timetable.programme"), attended, drawSession);
  const made = lines.map((line) => {
    const heading = typeof line.heading === "string" ? line.heading : line.heading.cloneNode(true);
    return drawLine(heading, held.filter((one) => !attended.includes(one) && line.isOf(one)), (one) => drawMeeting(one, line.number));
  });
  makeSwift(whole);
  wide.append(whole);
  section.append(wide);
  return { section, lines: made };
}

/** A meeting in a grid; of a government's own line it names the others. */
function drawMeeting(one, number) {
  const block = element("button", "", { type: "button", className: `meeting ${one.colour}` });
  block.append(element("b", one.id), ` ${times(one)}\n`, ...parties(one.required.filter((party) => party !== number)));
  block.append("\n", element("small", countries(one.kind)));
  if (one.provisional) {
    block.classList.add("provisional");
    block.append("\n", element("strong", say("page.provisional")));
  }
  block.addEventListener("click", () => showDetails(one));
  return block;
}

function drawSession(one) {
  return element("div", `${times(one)}\n${one.title}`, { className: "session" });
}

function divisor(a, b) {
  return b ? divisor(b, a % b) : a;
}

function drawLegend() {
  const signs = kinds.map((kind, place) => [countries(kind), `k${place % COLOURS}`]);
  if (meetings.some((one) => one.provisional)) signs.push([say("page.provisional"), "provisional"]);
  document.getElementById("legend").replaceChildren(
    ...signs.map(([name, className]) => element("li", name, { className })),
  );
}

/** All that the list says of a meeting. */
function showDetails(one) {
  const headings = table.tHead.rows[0].cells;
  const said = [...one.row.cells].flatMap((cell, place) => {
    if (!place || !cell.textContent.trim()) return [];
    const value = element("dd");
    value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
    return [element("dt", headings[place].textContent), value];
  });
  document.getElementById("details").textContent = one.id;
  dialog.querySelector("dl").replaceChildren(...said);
  dialog.showModal();
}

// --------------------------------------------------------------------------------------------------------- the switch

/** Say everything anew: in the chosen language, on the chosen clock. */
function tell() {
  language = LANGUAGES[chosen.language.selectedIndex];
  document.documentElement.lang = data.locales[language];
  offerClocks();
  offerAll();
  for (const one of meetings) {
    const [, when, , who, kind] = one.row.cells;
    when.textContent = `${date(reading(one.start).day)}\n${times(one)}`;
    who.replaceChildren(...parties(one.required));
    if (one.optional.length) {
      who.append("\n", element("span", say("meetings.optional"), { className: "label" }), ...parties(one.optional));
    }
    kind.textContent = countries(one.kind);
  }
  for (const one of sessions) one.row.cells[0].textContent = `${date(reading(one.start).day)}\n${times(one)}`;
  for (const told of document.querySelectorAll("[data-t]")) {
    const who = (told.dataset.who ?? "").split(" ").filter(Boolean).map((number) => party(number).textContent);
    told.textContent = say(told.dataset.t, { who: who.join(say("list.separator")) });
  }
  for (const heading of table?.tHead.rows[0].cells ?? []) { // which the cards of a telephone show in each cell
    table.style.setProperty(`--label-${heading.cellIndex + 1}`, JSON.stringify(heading.textContent));
  }
  for (const told of document.querySelectorAll("[data-parties]")) {
    told.replaceChildren(...parties(told.dataset.parties.split(" ").map(Number)));
  }
  for (const told of document.querySelectorAll("[data-name]")) [told.textContent, told.lang] = called(told.dataset.name);
  for (const told of document.querySelectorAll(".clock > :last-child")) {
    told.textContent = chosen.clock.selectedOptions[0].textContent;
  }
  document.documentElement.style.setProperty("--scroll", JSON.stringify(say("page.scroll")));
  drawLegend();
  drawGrid();
}

window.addEventListener("resize", markWide);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target === chosen.clock || target === chosen.language) tell();
  else if (target.name === "view") drawGrid();
  else filter();
});
form.querySelector("button").addEventListener("click", () => {
  for (const name of ["search", ...FILTERS]) if (chosen[name]) chosen[name].value = "";
  filter();
});

for (const [place, code] of LANGUAGES.entries()) {
  chosen.language.append(Object.assign(new Option(data.names[place]), { lang: data.locales[code] }));
}
chosen.language.selectedIndex = LANGUAGES.indexOf(language);
chosen.view.value = window.matchMedia("(min-width: 60rem)").matches ? "room" : "list";
if (table) makeSwift(table);
form.hidden = false;
tell();
