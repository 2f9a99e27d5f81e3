// The timetable as it is being worked on, as the server says it: what is where, what is wrong and what it is worth, and what
// of it is looked for. This only shows; what can be done with it is in hand.js and timetable.js.

import { byId, element, event, named, say } from "./desk.js";
import { date, drawDays, reading, times as timesOn } from "./grid.js";

const HOUR_WIDTH = 9; // rem, of an hour at the smallest zoom, where no meeting is shorter
const COLOURS = 8; // as many as the style has

const tools = document.querySelector(".tools").elements;
const grid = byId("grid");

export let draft = JSON.parse(grid.dataset.draft); // as it was last shown
export let days = []; // each with its first minute, its hours, and its lines

/** Show a draft, whatever was shown before. */
export function show(other) {
  draft = other;
  offer();
  draw();
}

// ------------------------------------------------------------------------------------------------------------ in words

export const times = (start, minutes) => timesOn(start, minutes, tools.clock.value);
export const day = (start) => date(reading(start, tools.clock.value).day);

function party(number) {
  const [code, name] = draft.governments[number];
  return name === code ? code : `${code} ${name}`;
}

/** Governments by name, each in an element. */
export const parties = (numbers) => numbers.map((number) => named(party(number), draft.governments[number][3]));

export const meeting = (id) => draft.meetings.find((one) => one.id === id);
export const blocks = (id) => document.querySelectorAll(`.meeting[data-id="${CSS.escape(id)}"]`);
export const room = (one) => (one.room === null || one.room < 0 ? "" : draft.rooms[one.room][0]);
export const wrongWith = (id) => draft.wrong.filter(({ meetings }) => meetings.includes(id));
export const byRoom = () => tools.view.value === "room";

const colour = (one) => `k${one.kind % COLOURS}`;

// ------------------------------------------------------------------------------------------------------------ drawing

function draw() {
  const at = grid.querySelector(".wide")?.scrollLeft ?? 0;
  days = drawDays(draft, {
    zone: tools.clock.value,
    width: HOUR_WIDTH * Number(tools.zoom.value),
    lines: byRoom() ? roomLines() : governmentLines(),
    block: drawMeeting,
    programme: say("programme"),
    taken: !byRoom(),
    shut: say("shut"),
  });
  grid.replaceChildren(...days.map(({ section }) => section));
  for (const wide of grid.querySelectorAll(".wide")) wide.scrollLeft = at;
  drawBeside();
  look();
}

/** A button that says what is to be done, and with what. */
function way(text, does, of = "") {
  const made = element("button", text, { type: "button" });
  Object.assign(made.dataset, { does, of });
  return made;
}

function roomLines() {
  const exchange = (name) => (draft.rooms.length > 1 ? way(say("exchange"), "exchange", name) : null);
  return draft.rooms.map(([name, says], number) => ({ name, says, number, way: exchange(name), has: (one) => one.room === number }));
}

function governmentLines() {
  return draft.governments.map((_, number) => ({
    name: parties([number])[0],
    says: "",
    number,
    shut: draft.closed[number],
    has: (one) => one.parties.includes(number) || one.optional.includes(number),
  }));
}

function drawMeeting(one) {
  const block = element("button", "", { type: "button", className: `meeting ${colour(one)}` });
  block.dataset.id = one.id;
  const wrong = wrongWith(one.id);
  const signs = [
    [wrong.length, "wrong"],
    [one.moved, "moved"],
    [one.pinned.length, "pinned"],
    [one.provisional, "provisional"],
  ].filter(([is]) => is);
  block.classList.add(...signs.map(([, name]) => name));
  const head = element("span", element("b", one.id), { className: "head" });
  if (one.start !== null) head.append(` ${times(one.start, one.minutes)}`);
  for (const [, name] of signs) head.append(element("em", say(`sign_${name}`), { className: name }));
  block.append(head, ...parties(one.parties));
  return block;
}

/** The tray, what is wrong, what it is worth, and the draft as a whole. */
export function drawBeside() {
  const unplaced = draft.meetings.filter((one) => one.start === null);
  byId("tray").replaceChildren(
    ...unplaced.map((one) => {
      const item = element("li", one.state === "cancelled" ? element("span", one.id, { className: "gone" }) : drawMeeting(one));
      item.append(element("p", [one.said, one.reason].filter(Boolean).join(" – ")));
      return item;
    }),
  );
  if (!unplaced.length) byId("tray").replaceChildren(element("li", say("tray_empty")));
  byId("wrong").replaceChildren(
    ...draft.wrong.map(({ text, cells, meetings }) => {
      const item = element("li", text);
      if (cells.length) item.append(element("small", cells.join(", ")));
      const ways = element("span", "", { className: "ways" });
      for (const id of meetings) ways.append(way(say("ways_of", { meeting: id }), "waysOut", id));
      if (draft.undo) ways.append(way(say("undo"), "undo"));
      item.append(ways);
      return item;
    }),
  );
  if (!draft.wrong.length) byId("wrong").replaceChildren(element("li", say("nothing_wrong"), { className: "fine" }));
  byId("goals").tBodies[0].replaceChildren(
    ...draft.goals.map(({ name, value, was }) => {
      const row = element("tr", element("th", name, { scope: "row" }), { className: value > was ? "worse" : value < was ? "better" : "" });
      row.append(element("td", String(was)), element("td", `${value}${value > was ? " ▲" : value < was ? " ▼" : ""}`));
      return row;
    }),
  );
  byId("draft").classList.toggle("changed", draft.undo > 0);
  byId("draft-is").textContent = draft.undo ? say("draft", { version: draft.version, count: draft.undo }) : say("as_kept", { version: draft.version });
  byId("undo").disabled = !draft.undo;
  byId("redo").disabled = !draft.redo;
  byId("keep").disabled = !draft.undo || draft.wrong.length > 0;
  byId("repair").disabled = !draft.undo;
  const signs = draft.kinds.map(([, name], number) => element("li", name, { className: `k${number % COLOURS}` }));
  signs.push(...["provisional", "moved", "pinned", "wrong"].map((name) => element("li", say(`sign_${name}`), { className: name })));
  byId("legend").replaceChildren(...signs);
}

// ------------------------------------------------------------------------------------------------------------ looking

/** Offer what there is to choose from; what was chosen stays. */
function offer() {
  const choices = {
    clock: draft.clocks.map(([zone, place]) => [zone, `${place} (${zone})`]),
    kind: [["", say("all")], ...draft.kinds.map(([, name], number) => [String(number), name])],
    country: [["", say("all")], ...draft.countries],
  };
  for (const [name, options] of Object.entries(choices)) {
    const was = tools[name].value;
    tools[name].replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    if (options.some(([value]) => value === was)) tools[name].value = was;
  }
}

/** Dim what is not looked for; in long views the lines without any of it are left out until a meeting is taken up. */
function look() {
  const found = new Set(draft.meetings.filter(isLookedFor).map(({ id }) => id));
  for (const block of document.querySelectorAll(".meeting")) block.classList.toggle("dim", !found.has(block.dataset.id));
  const some = found.size < draft.meetings.length;
  for (const { lines } of days) {
    for (const { row, has } of lines) {
      row.parentElement.classList.toggle("out", some && !draft.meetings.some((one) => found.has(one.id) && one.start !== null && has(one)));
    }
  }
}

function isLookedFor(one) {
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const words = folded(tools.search.value).split(/\s+/);
  const numbers = [...one.parties, ...one.optional];
  const text = folded([one.id, one.topic ?? "", room(one), ...numbers.map(party)].join(" "));
  return (
    words.every((word) => text.includes(word)) &&
    (!tools.kind.value || one.kind === Number(tools.kind.value)) &&
    (!tools.country.value || numbers.some((number) => draft.governments[number][2] === tools.country.value))
  );
}

document.querySelector(".tools").addEventListener("submit", (submitted) => submitted.preventDefault());
document.querySelector(".tools").addEventListener("input", ({ target }) => {
  sessionStorage.setItem(`view of ${event}`, JSON.stringify([tools.view.value, tools.zoom.value, tools.clock.value]));
  if (["search", "kind", "country"].includes(target.name)) look();
  else draw();
});

const [view, zoom, clock] = JSON.parse(sessionStorage.getItem(`view of ${event}`) ?? "[]");
if (view) tools.view.value = view;
if (zoom) tools.zoom.value = zoom;
offer();
if (clock && draft.clocks.some(([zone]) => zone === clock)) tools.clock.value = clock;
draw();
