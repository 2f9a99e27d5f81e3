// The timetable as it is being worked on. The server says what is where, what a place would be and what is wrong; this draws
// it, and lets a meeting be taken up and put down: by dragging, by clicks alone, by keys alone.

import { act, ask, byId, element, event, find, refused, say, tell } from "./desk.js";
import { date, drawDays, reading as readingOn, times as timesOn } from "./grid.js";
import { button, resume, work } from "./work.js";

const HOUR_WIDTH = 9; // rem, of an hour at the smallest zoom, where no meeting is shorter
const COLOURS = 8; // as many as the style has
const FAR = 4; // pixels that a pointer moves before it drags
const EDGE = 48; // pixels from an edge of the grid within which dragging scrolls it

const tools = document.querySelector(".tools").elements;
const grid = byId("grid");
const hint = byId("hint");

let data; // the draft as the server last said it
let days = []; // each with its first minute, its hours, and its lines
let dragged = false; // just now
let shownInstead = null; // the draft, while an answer is looked at in its place
let hand = null; // the meeting in hand: its shades, the cell it is over, and how it was taken up

// ------------------------------------------------------------------------------------------------------------ on a clock

const reading = (minute) => readingOn(minute, tools.clock.value);
const times = (start, minutes) => timesOn(start, minutes, tools.clock.value);

// ------------------------------------------------------------------------------------------------------------ in words

function party(number) {
  const [code, name] = data.governments[number];
  return name === code ? code : `${code} ${name}`;
}

const room = (one) => (one.room === null || one.room < 0 ? "" : data.rooms[one.room][0]);
const meeting = (id) => data.meetings.find((one) => one.id === id);
const colour = (one) => `k${one.kind % COLOURS}`;
const wrongWith = (id) => data.wrong.filter(({ meetings }) => meetings.includes(id));

function isLookedFor(one) {
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const words = folded(tools.search.value).split(/\s+/);
  const parties = [...one.parties, ...one.optional];
  const text = folded([one.id, one.topic ?? "", room(one), ...parties.map(party)].join(" "));
  return (
    words.every((word) => text.includes(word)) &&
    (!tools.kind.value || one.kind === Number(tools.kind.value)) &&
    (!tools.country.value || parties.some((number) => data.governments[number][2] === tools.country.value))
  );
}

// ------------------------------------------------------------------------------------------------------------ drawing

function draw() {
  const at = grid.querySelector(".wide")?.scrollLeft ?? 0;
  days = drawDays(data, {
    zone: tools.clock.value,
    width: HOUR_WIDTH * Number(tools.zoom.value),
    lines: tools.view.value === "room" ? roomLines() : governmentLines(),
    block: drawMeeting,
    programme: say("programme"),
    taken: tools.view.value === "government",
    shut: say("shut"),
  });
  grid.replaceChildren(...days.map(({ section }) => section));
  for (const wide of grid.querySelectorAll(".wide")) wide.scrollLeft = at;
  drawBeside();
  look();
}

function roomLines() {
  const way = (name) => (data.rooms.length > 1 ? button(say("exchange"), () => exchange(name)) : null);
  return data.rooms.map(([name, says], number) => ({ name, says, number, way: way(name), has: (one) => one.room === number }));
}

function governmentLines() {
  return data.governments.map((_, number) => ({
    name: party(number),
    says: "",
    number,
    shut: data.closed[number],
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
  block.append(head, ...one.parties.map((number) => element("span", party(number))));
  block.addEventListener("click", () => clicked(one.id));
  block.addEventListener("keydown", (pressed) => pressedOn(pressed, one.id));
  block.addEventListener("pointerdown", (pressed) => pointedAt(pressed, one.id));
  return block;
}

/** The tray, what is wrong, what it is worth, and the draft as a whole. */
function drawBeside() {
  const unplaced = data.meetings.filter((one) => one.start === null);
  byId("tray").replaceChildren(
    ...unplaced.map((one) => {
      const item = element("li", one.state === "cancelled" ? element("span", one.id, { className: "gone" }) : drawMeeting(one));
      item.append(element("p", [one.said, one.reason].filter(Boolean).join(" – ")));
      return item;
    }),
  );
  if (!unplaced.length) byId("tray").replaceChildren(element("li", say("tray_empty")));
  byId("wrong").replaceChildren(
    ...data.wrong.map(({ text, cells, meetings }) => {
      const item = element("li", text);
      if (cells.length) item.append(element("small", cells.join(", ")));
      const ways = element("span", "", { className: "ways" });
      for (const id of meetings) ways.append(button(say("ways_of", { meeting: id }), () => waysOut(id)));
      if (data.undo) ways.append(button(say("undo"), undo));
      item.append(ways);
      return item;
    }),
  );
  if (!data.wrong.length) byId("wrong").replaceChildren(element("li", say("nothing_wrong"), { className: "fine" }));
  byId("goals").tBodies[0].replaceChildren(
    ...data.goals.map(({ name, value, was }) => {
      const row = element("tr", element("th", name, { scope: "row" }), { className: value > was ? "worse" : value < was ? "better" : "" });
      row.append(element("td", String(was)), element("td", `${value}${value > was ? " ▲" : value < was ? " ▼" : ""}`));
      return row;
    }),
  );
  byId("draft").classList.toggle("changed", data.undo > 0);
  byId("draft-is").textContent = data.undo ? say("draft", { version: data.version, count: data.undo }) : say("as_kept", { version: data.version });
  byId("undo").disabled = !data.undo;
  byId("redo").disabled = !data.redo;
  byId("keep").disabled = !data.undo || data.wrong.length > 0;
  byId("repair").disabled = !data.undo;
  const signs = data.kinds.map(([, name], number) => element("li", name, { className: `k${number % COLOURS}` }));
  signs.push(...["provisional", "moved", "pinned", "wrong"].map((name) => element("li", say(`sign_${name}`), { className: name })));
  byId("legend").replaceChildren(...signs);
}

/** Dim what is not looked for; in long views the lines without any of it are left out. */
function look() {
  const found = new Set(data.meetings.filter(isLookedFor).map(({ id }) => id));
  for (const block of document.querySelectorAll(".meeting")) block.classList.toggle("dim", !found.has(block.dataset.id));
  const some = found.size < data.meetings.length;
  for (const { lines } of days) {
    for (const { row, has } of lines) {
      row.parentElement.hidden = some && !hand && !data.meetings.some((one) => found.has(one.id) && one.start !== null && has(one));
    }
  }
}

function offer() {
  const choices = {
    clock: data.clocks.map(([zone, place]) => [zone, `${place} (${zone})`]),
    kind: [["", say("all")], ...data.kinds.map(([, name], number) => [String(number), name])],
    country: [["", say("all")], ...data.countries],
  };
  for (const [name, options] of Object.entries(choices)) {
    const was = tools[name].value;
    tools[name].replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    if (options.some(([value]) => value === was)) tools[name].value = was;
  }
}

// -------------------------------------------------------------------------------------------------------- a meeting in hand

/** Take a meeting up: every start and room is shaded with what it would be there. */
async function lift(id, how) {
  if (hand) lower();
  const one = meeting(id);
  if (guests || shownInstead || !one || one.state === "cancelled") return;
  hand = { id, how, shades: null, over: null };
  document.body.classList.add("lifted");
  for (const block of document.querySelectorAll(`.meeting[data-id="${CSS.escape(id)}"]`)) block.classList.add("inhand");
  hint.textContent = say("lifted", { meeting: id });
  look();
  let found;
  try {
    found = await find("timetable/shades", { meeting: id });
  } catch (error) {
    lower();
    refused(error, again);
    return;
  }
  if (hand?.id !== id) return; // it was put down meanwhile
  if (found.revision !== data.revision) {
    lower();
    await again();
    return;
  }
  hand.shades = new Map(found.cells.map(([start, number, shade, sentences]) => [`${start} ${number}`, { start, room: number, shade, sentences }]));
  hand.sentences = found.sentences;
  hand.marks = new Map(); // of each place, as many as there are lines in which it is shown
  hand.tell = found.tell;
  shade(one);
  if (how === "keys") over([...hand.shades.values()].find(({ start, room: at }) => start === one.start && at === one.room) ?? first());
  if (hand.point) overPoint(hand.point.x, hand.point.y);
}

const first = () => [...hand.shades.values()].find(({ shade: is }) => is !== "no") ?? [...hand.shades.values()][0];

/** The best cell of a start: that of a government's line, which names no room. */
function best(start) {
  const there = [...hand.shades.values()].filter((cell) => cell.start === start);
  const one = meeting(hand.id);
  const order = { good: 0, worse: 1, no: 2 };
  return there.sort((a, b) => order[a.shade] - order[b.shade] || (a.room === one.room ? -1 : b.room === one.room ? 1 : a.room - b.room))[0];
}

function shade(one) {
  const steps = { good: "✓", worse: "△", no: "×" };
  for (const { lines, column, step, first: begins, hours } of days) {
    const last = begins + hours * 60;
    for (const { row, number } of lines) {
      const concerned = tools.view.value === "room" || one.parties.includes(number) || one.optional.includes(number);
      if (!concerned) continue;
      const marks = document.createDocumentFragment();
      const cells =
        tools.view.value === "room"
          ? [...hand.shades.values()].filter((cell) => cell.room === number && cell.start >= begins && cell.start < last)
          : [...new Set([...hand.shades.values()].map(({ start }) => start))].filter((at) => at >= begins && at < last).map(best);
      for (const cell of cells) {
        const mark = element("i", steps[cell.shade], { className: `cell ${cell.shade}` });
        mark.style.gridColumn = `${column(cell.start)} / span ${Math.max(1, Math.round(data.grid / step))}`;
        mark.cell = cell;
        const key = `${cell.start} ${cell.room}`;
        hand.marks.set(key, [...(hand.marks.get(key) ?? []), mark]);
        marks.append(mark);
      }
      row.append(marks);
    }
  }
}

/** Say what it would be where the hand is now. */
function over(cell) {
  if (!hand?.shades || !cell) return;
  for (const mark of marksOf(hand.over)) mark.classList.remove("over");
  hand.over = cell;
  for (const mark of marksOf(cell)) mark.classList.add("over");
  const one = meeting(hand.id);
  const where = say("over", { time: times(cell.start, one.minutes), day: date(reading(cell.start).day), room: data.rooms[cell.room][0] });
  const is = say(`shade_${cell.shade}`);
  const why = cell.sentences.map((number) => hand.sentences[number]);
  const note = cell.start === one.start && cell.room === one.room ? [] : [hand.tell];
  hint.replaceChildren(element("b", where), ` ${is} `, ...why.map((text) => element("span", text)), ...note.map((text) => element("span", text)));
  if (hand.how === "keys") grid.querySelector(".cell.over")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const marksOf = (cell) => (cell && hand.marks.get(`${cell.start} ${cell.room}`)) ?? [];

/** Put the meeting in hand back where it was. */
function lower() {
  const id = hand?.id;
  hand = null;
  document.body.classList.remove("lifted", "dragging");
  for (const mark of grid.querySelectorAll(".cell")) mark.remove();
  for (const block of document.querySelectorAll(".inhand")) block.classList.remove("inhand");
  hint.textContent = "";
  if (data) look();
  return id;
}

async function drop(cell) {
  const { id } = hand;
  const one = meeting(id);
  lower();
  if (one.start === cell.start && one.room === cell.room) return;
  const there = data.meetings.filter(
    (other) => other.id !== id && other.room === cell.room && other.start !== null && other.start < cell.start + one.minutes && cell.start < other.start + other.minutes,
  );
  if (!(await change("timetable/put", { meeting: id, start: cell.start, room: data.rooms[cell.room][0] }))) return;
  const [other] = there;
  if (there.length === 1 && one.start !== null && wrongWith(id).some(({ meetings }) => meetings.includes(other.id))) {
    ask(say("taken", { meeting: id, other: other.id }), [say("taken_what")], [
      [say("swap", { meeting: id, other: other.id }), () => swap(id, other.id)],
      [say("leave_both"), null],
      [say("undo"), undo],
    ]);
  }
  document.querySelector(`.meeting[data-id="${CSS.escape(id)}"]`)?.focus();
}

/** Offer the other rooms to exchange all meetings of one with. */
function exchange(name) {
  const others = data.rooms.map(([other]) => other).filter((other) => other !== name);
  ask(say("exchange_of", { room: name }), [], [
    ...others.map((other) => [other, () => change("timetable/exchange", { room: name, other })]),
    [say("close"), null],
  ]);
}

async function swap(id, other) {
  if (await undo()) await change("timetable/swap", { meeting: id, other });
}

/** Change the draft, and show what stands then; whether it was done. */
async function change(name, asked) {
  try {
    data = await act(name, { ...asked, revision: data.revision });
  } catch (error) {
    refused(error, again);
    return false;
  }
  draw();
  tell(data.wrong.length ? say("now_wrong", { count: data.wrong.length }) : say("done"));
  return true;
}

const undo = () => change("timetable/undo", {});
const redo = () => change("timetable/redo", {});

async function again() {
  lower();
  shownInstead = null;
  byId("preview").hidden = true;
  data = await find("timetable/grid");
  offer();
  draw();
}

// ---------------------------------------------------------------------------------------------- by pointer, clicks and keys

function pointedAt(pressed, id) {
  if (pressed.button !== 0 || pressed.pointerType === "touch") return; // by touch one clicks, and scrolls
  const from = { x: pressed.clientX, y: pressed.clientY };
  const stop = new AbortController();
  const held = () => hand?.id === id && hand.how === "drag"; // it may have been put back by Esc
  let taken = false;
  const end = () => {
    stop.abort();
    document.body.classList.remove("dragging");
  };
  const moved = ({ clientX: x, clientY: y, buttons }) => {
    if (!buttons) {
      end(); // it was let go where nobody saw it
      lower();
      return;
    }
    if (!taken) {
      if (Math.hypot(x - from.x, y - from.y) < FAR) return;
      taken = true;
      lift(id, "drag");
      document.body.classList.add("dragging");
    }
    if (!held()) return;
    scrollAt(x, y);
    hand.point = { x, y };
    overPoint(x, y);
  };
  const letGo = ({ clientX: x, clientY: y }) => {
    end();
    if (!taken) return;
    dragged = true; // the click that follows is none
    setTimeout(() => {
      dragged = false;
    });
    if (!held()) return;
    const cell = hand.shades && cellAt(x, y);
    if (cell) drop(cell);
    else lower();
  };
  const options = { signal: stop.signal };
  window.addEventListener("pointermove", moved, options);
  window.addEventListener("pointerup", letGo, options);
  window.addEventListener("pointercancel", () => (end(), lower()), options);
  window.addEventListener("blur", () => (end(), lower()), options);
}

/** The cell that the pointer is over: that whose time it is, in the line it is in. */
function cellAt(x, y) {
  for (const mark of document.elementsFromPoint(x, y)) if (mark.cell) return mark.cell;
  return null;
}

function overPoint(x, y) {
  if (!hand.shades) return;
  const cell = cellAt(x, y);
  if (cell && cell !== hand.over) over(cell);
}

/** Near an edge of the grid or the page, what lies beyond comes into sight. */
function scrollAt(x, y) {
  for (const { wide } of days) {
    const box = wide.getBoundingClientRect();
    if (y < box.top || y > box.bottom) continue;
    if (x > box.right - EDGE) wide.scrollBy(12, 0);
    if (x < box.left + EDGE) wide.scrollBy(-12, 0);
  }
  if (y > window.innerHeight - EDGE) window.scrollBy(0, 12);
  if (y < EDGE) window.scrollBy(0, -12);
}

function clicked(id) {
  if (dragged) return;
  if (hand && hand.id !== id && hand.shades) {
    const other = meeting(id);
    const cell = hand.shades.get(`${other.start} ${other.room}`);
    if (cell) drop(cell);
    return;
  }
  if (hand) lower();
  else details(id);
}

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pressedOn(pressed, id) {
  if (pressed.key === "m" && !hand) {
    pressed.preventDefault();
    lift(id, "keys");
  }
}

window.addEventListener("keydown", (pressed) => {
  if (document.querySelector("dialog[open]")) return;
  if (pressed.key === "Escape" && hand) {
    const id = lower();
    tell(say("lowered", { meeting: id }));
    return;
  }
  if ((pressed.ctrlKey || pressed.metaKey) && !pressed.target.matches("input:not([type=radio]), select")) {
    const key = pressed.key.toLowerCase(); // which Shift makes a capital
    if (key === "z" && !pressed.shiftKey) return pressed.preventDefault(), undo();
    if (key === "y" || (key === "z" && pressed.shiftKey)) return pressed.preventDefault(), redo();
  }
  if (hand?.how !== "keys" || !hand.shades) return;
  if (pressed.key === "Enter") {
    pressed.preventDefault();
    drop(hand.over);
  } else if (KEYS[pressed.key]) {
    pressed.preventDefault();
    step(...KEYS[pressed.key]);
  }
});

/** Move the hand by a start or by a room. */
function step(across, down) {
  const starts = [...new Set([...hand.shades.values()].map(({ start }) => start))].sort((a, b) => a - b);
  const at = starts.indexOf(hand.over.start) + across;
  const number = (hand.over.room + down + data.rooms.length) % data.rooms.length;
  over(hand.shades.get(`${starts[(at + starts.length) % starts.length]} ${number}`));
}

// ------------------------------------------------------------------------------------------------------------ more of it

function details(id) {
  const one = meeting(id);
  const dialog = byId("details");
  byId("details-title").textContent = id;
  const said = [
    [say("when"), one.start === null ? "" : `${date(reading(one.start).day)} ${times(one.start, one.minutes)}`],
    [say("room"), room(one)],
    [say("who"), one.parties.map(party).join("\n")],
    [say("optional"), one.optional.map(party).join("\n")],
    [say("state"), one.said],
    [say("consent"), one.consent],
    [say("people"), one.people],
    [say("topic"), one.topic],
    [say("link"), one.link],
    [say("pinned"), one.pinned.map((part) => say(`pinned_${part}`)).join(", ")],
    [say("why"), one.reason],
    [say("wrong"), wrongWith(id).map(({ text }) => text).join("\n")],
  ].filter(([, text]) => text);
  dialog.querySelector("dl").replaceChildren(...said.flatMap(([name, text]) => [element("dt", name), element("dd", text)]));
  dialog.dataset.id = id;
  byId("pin").textContent = one.pinned.length ? say("unpin") : say("pin");
  byId("pin").hidden = one.start === null;
  dialog.showModal();
}

const guests = document.documentElement.dataset.guests === "yes";

const closing = (does) => () => {
  const { id } = byId("details").dataset;
  byId("details").close();
  does(id);
};
byId("lift").addEventListener("click", closing((id) => lift(id, "keys")));
byId("pin").addEventListener("click", closing(pin));
byId("cancel-meeting").addEventListener("click", closing((id) => change("timetable/change", { change: `cancel ${id}` })));
byId("ways-out").addEventListener("click", closing(waysOut));
byId("details").querySelector(".close").addEventListener("click", () => byId("details").close());

/** Let a meeting move again, or ask what of it must not. */
function pin(id) {
  if (meeting(id).pinned.length) {
    change("timetable/change", { change: `unpin ${id}` });
    return;
  }
  const parts = [["pinned_all", ""], ["pinned_start", " time"], ["pinned_room", " room"], ["pinned_interpreters", " interpreters"]];
  ask(say("pin_what", { meeting: id }), [], [
    ...parts.map(([name, words]) => [say(name), () => change("timetable/change", { change: `pin ${id}${words}` })]),
    [say("close"), null],
  ]);
}

async function waysOut(id) {
  tell(say("looking"));
  let found;
  try {
    found = await find("timetable/ways", { meeting: id });
  } catch (error) {
    refused(error, again);
    return;
  }
  tell("");
  const places = found.places.slice(0, 5).map(({ start, room: where, said }) => [
    say("put_there", { place: said }),
    () => change("timetable/put", { meeting: id, start, room: where }),
  ]);
  const lines = [...(found.places.length ? [] : [say("no_place")]), ...found.ways];
  ask(say("ways_of", { meeting: id }), lines, [...places, [say("close"), null]]);
}

// -------------------------------------------------------------------------------------------------------- kept and repaired

/** Draw an answer in place of the draft, to look at; without one, the draft again. */
function preview(option) {
  if (shownInstead) data = shownInstead;
  shownInstead = option && data;
  if (option) {
    const numbers = new Map(data.rooms.map(([name], number) => [name, number]));
    const put = (one) => {
      const [start, name] = option.places[one.id] ?? [null, null];
      const at = start === null ? null : numbers.get(name);
      return { ...one, start, room: at, moved: start !== one.start || at !== one.room, state: start === null ? one.state : "scheduled" };
    };
    data = { ...data, wrong: [], meetings: data.meetings.map(put) };
  }
  draw();
  if (option) for (const one of ["keep", "repair", "undo", "redo"]) byId(one).disabled = true;
  byId("preview").hidden = !option;
  byId("preview-is").textContent = option ? say("preview", { number: option.number }) : "";
  if (option) byId("preview").scrollIntoView({ block: "nearest" });
}

byId("back").addEventListener("click", () => preview(null));

/** Keep, or look for answers; without a name what was begun before the page was loaded. */
async function worked(name) {
  for (const one of ["keep", "repair", "undo", "redo"]) byId(one).disabled = true;
  const how = [{ revision: data.revision }, (ended) => (ended.version ? again() : null), again, preview];
  await (name ? work(name, ...how) : resume(...how));
  drawBeside();
}

grid.addEventListener("pointerover", ({ target }) => over(target.cell));
grid.addEventListener("click", ({ target }) => target.cell && drop(target.cell));
byId("keep").addEventListener("click", () => worked("keep"));
byId("repair").addEventListener("click", () => worked("options"));
byId("undo").addEventListener("click", undo);
byId("redo").addEventListener("click", redo);

document.querySelector(".tools").addEventListener("submit", (submitted) => submitted.preventDefault());
document.querySelector(".tools").addEventListener("input", ({ target }) => {
  sessionStorage.setItem(`view of ${event}`, JSON.stringify([tools.view.value, tools.zoom.value, tools.clock.value]));
  if (["search", "kind", "country"].includes(target.name)) look();
  else draw();
});

// Another window, or the command line, may have gone on meanwhile.
window.addEventListener("focus", async () => {
  if (!data || hand || shownInstead) return;
  const now = await find("timetable/grid").catch(() => null);
  if (now && now.revision !== data.revision) {
    data = now;
    draw();
    tell(say("meanwhile"));
  }
});

data = await find("timetable/grid");
const [view, zoom, clock] = JSON.parse(sessionStorage.getItem(`view of ${event}`) ?? "[]");
if (view) tools.view.value = view;
if (zoom) tools.zoom.value = zoom;
offer();
if (clock && data.clocks.some(([zone]) => zone === clock)) tools.clock.value = clock;
draw();
if (data.working) await worked();
